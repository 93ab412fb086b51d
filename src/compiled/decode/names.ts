import { CompiledError } from '../compiled-error.ts';
import type { Reader } from './reader.ts';

const FUNCTION_NAMES = 1;
const GLOBAL_NAMES = 7;

/** What the name section calls functions and globals, by index. */
export interface Names {
  readonly functions: ReadonlyMap<number, string>;
  readonly globals: ReadonlyMap<number, string>;
}

export const NO_NAMES: Names = { functions: new Map(), globals: new Map() };

export function readNames(reader: Reader): Names {
  let names = NO_NAMES;
  while (!reader.isAtEnd) {
    const kind = reader.byte();
    const part = reader.part(reader.u32());
    if (kind === FUNCTION_NAMES) names = { ...names, functions: readMap(part) };
    if (kind === GLOBAL_NAMES) names = { ...names, globals: readMap(part) };
  }
  return names;
}

/** The languages and compilers that a section `producers` names; none where it cannot be read. */
export function readProducers(reader: Reader): readonly string[] {
  try {
    const fields = new Map(
      reader.list(() => [reader.text(), reader.list(() => [reader.text(), reader.text()])]),
    );
    return ['language', 'processed-by']
      .flatMap((field) => fields.get(field) ?? [])
      .map(([name = '']) => name);
  } catch (error) {
    if (error instanceof CompiledError) return [];
    throw error;
  }
}

function readMap(reader: Reader): ReadonlyMap<number, string> {
  return new Map(reader.list(() => [reader.u32(), reader.text()]));
}
