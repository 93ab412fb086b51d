import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { ModuleText } from '../link/program.ts';

/** A place in a file, counted from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** Of an evaluated file. */
interface Mapped {
  /** The last rewriting first; read when the first place is asked for. */
  maps: readonly (string | TraceMap)[];
  readonly preludeLines: number;
  /** Places that were asked for, by their own line and column: stacks name the same few again and again. */
  readonly known: Map<string, Place | null>;
}

/** By path. */
const mapped = new Map<string, Mapped>();

/** Frames in a stack: those of the checker come before those of the user's code that called it. */
const STACK_FRAMES = 50;

let isPrepared = false;

/** From here on stacks name places of this file by its own text, not by what was evaluated in its place. */
export function mapPositionsOf({ path, maps, preludeLines }: ModuleText): void {
  mapped.set(path, { maps, preludeLines, known: new Map() });
  prepareStacks();
}

/** Has the runtime make stacks that way: to be called before `Error` is made constant. */
export function prepareStacks(): void {
  if (isPrepared) return;
  isPrepared = true;
  Error.stackTraceLimit = Math.max(Error.stackTraceLimit, STACK_FRAMES);
  const before: unknown = Reflect.get(Error, 'prepareStackTrace');
  Error.prepareStackTrace = (error, sites) => {
    const isOfOthers = !sites.some((site) => mapped.has(site.getFileName() ?? ''));
    if (!isOfOthers || typeof before !== 'function') return stackOf(error, sites);
    return Reflect.apply(before, Error, [error, sites]) as unknown;
  };
}

function stackOf(error: Error, sites: readonly NodeJS.CallSite[]): string {
  const lines = sites.flatMap((site) => {
    const said = textOf(site);
    const path = site.getFileName() ?? '';
    if (!mapped.has(path)) return [`    at ${said}`];
    const place = { line: site.getLineNumber() ?? 0, column: site.getColumnNumber() ?? 0 };
    const original = originalPlace(path, place);
    // What the transform has put there is not in the file: a getter of an export.
    if (original === null) return [];
    const end = said.endsWith(')') ? ')' : '';
    const where = `:${place.line}:${place.column}${end}`;
    if (!said.endsWith(where)) return [`    at ${said}`];
    return [`    at ${said.slice(0, -where.length)}:${original.line}:${original.column}${end}`];
  });
  return [headOf(error), ...lines].join('\n');
}

/** "name (file:line:column)", as the runtime says it. */
function textOf(site: NodeJS.CallSite): string {
  // Declared without the method that it has.
  return (site as { toString(): string }).toString();
}

function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    // Its name or message is an accessor that throws.
    return 'Error';
  }
}

/** The place in a file's own text; `null` where the evaluated text has something of its own. */
function originalPlace(path: string, place: Place): Place | null {
  const of = mapped.get(path);
  if (of === undefined || place.line <= of.preludeLines) return null;
  const key = `${place.line}:${place.column}`;
  const known = of.known.get(key);
  if (known !== undefined) return known;
  const found = lookedUp(of, place);
  of.known.set(key, found);
  return found;
}

function lookedUp(of: Mapped, place: Place): Place | null {
  const decoded = of.maps.map((map) => (typeof map === 'string' ? new TraceMap(map) : map));
  of.maps = decoded;
  let { line, column } = place;
  for (const map of decoded) {
    // Columns of maps are counted from 0.
    const found = originalPositionFor(map, { line, column: column - 1 });
    if (found.line === null) return null;
    [line, column] = [found.line, found.column + 1];
  }
  return { line, column };
}
