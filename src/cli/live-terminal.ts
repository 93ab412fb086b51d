import { Writable } from 'node:stream';
import { Progress } from '../report/progress.ts';
import { canRedraw } from '../report/style.ts';
import { columnsOf, type CliIo, type Output } from '../session/io.ts';
import type { OptionValues } from '../session/options.ts';
import { outputStyle } from '../session/style.ts';

/** Progress on standard output; `null` where that is no terminal to draw on, or not for people. */
export function progressOn(
  { reporter, color }: Pick<OptionValues, 'reporter' | 'color'>,
  io: CliIo,
): Progress | null {
  const { stdout, env } = io;
  if (!reporter.includes('pretty') || !canRedraw(stdout.isTTY === true, env)) return null;
  const screen = {
    write: (text: string): void => void stdout.write(text),
    size: () => ({ columns: columnsOf(stdout), rows: stdout.rows ?? 24 }),
  };
  return new Progress(screen, outputStyle(stdout, color, io));
}

/** An output beside progress, and what has it pass on all it has. */
export interface Beside {
  readonly output: Output;
  /** What is no whole line yet is passed on now, since nothing is drawn any more. */
  readonly flush: () => void;
}

/** An output whose lines go above what is drawn on the same terminal; what is no whole line yet waits for its end. */
export function besideProgress(output: Output, progress: Progress): Beside {
  let rest = '';
  const decoder = new TextDecoder();
  const pass = (text: string): void => {
    if (text !== '') progress.aside(() => void output.write(text));
  };
  const stream = new Writable({
    write(chunk: Buffer, _encoding, written) {
      const text = rest + decoder.decode(chunk, { stream: true });
      const end = progress.isLive ? text.lastIndexOf('\n') + 1 : text.length;
      rest = text.slice(end);
      pass(text.slice(0, end));
      written();
    },
  });
  const flush = (): void => {
    pass(rest);
    rest = '';
  };
  return { output: Object.assign(stream, { isTTY: true, columns: columnsOf(output) }), flush };
}
