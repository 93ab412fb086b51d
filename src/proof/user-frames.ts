import { fileURLToPath } from 'node:url';
import { frameOf, type Frame as StackFrame } from './stack-frame.ts';

/** The checker's own code, as stacks name it: what runs, and what source maps say that it was. */
const OWN = ['../../src/', '../../dist/'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

/** The properties and models that come with the tool: they are shown as a user's are, wherever they are installed. */
const SHIPPED = ['../../proofs/', '../../models/'].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
);

/** A frame of a stack, with the file that it is in. */
export interface Frame extends StackFrame {
  /** "at name (path:line:column)", as the runtime says it. */
  readonly said: string;
  readonly path: string;
}

/** The innermost frame of an error that is in the user's code; `undefined` where none is. */
export function userFrame(error: unknown): Frame | undefined {
  for (const said of linesOf(error)) {
    const frame = frameIn(said);
    if (frame !== null && isTheirs(frame)) return frame;
  }
  return undefined;
}

/** All frames of an error, innermost first. */
export function framesOf(error: unknown): readonly Frame[] {
  return linesOf(error).flatMap((said) => frameIn(said) ?? []);
}

function linesOf(error: unknown): readonly string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack.split('\n');
}

function frameIn(said: string): Frame | null {
  const frame = frameOf(said);
  return frame === null ? null : { ...frame, said: said.trim(), path: pathOf(frame.file) };
}

function pathOf(place: string): string {
  const path = place.replace(/\?.*$/, '');
  return path.startsWith('file:') ? fileURLToPath(path) : path;
}

/** Whether a frame is in the user's code: not the checker's, a package's or Node's. The checker's own tests count, too. */
export function isTheirs({ path }: Pick<Frame, 'path'>): boolean {
  if (SHIPPED.some((folder) => path.startsWith(folder))) return true;
  if (/^node:|^<|native$/.test(path) || /[\\/]node_modules[\\/]/.test(path)) return false;
  return !OWN.some((folder) => path.startsWith(folder)) || /\.test\.[jt]s$/.test(path);
}
