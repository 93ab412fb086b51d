import { concreteDomain } from '../domain/concrete.ts';
import type { MemoryRange } from '../proof/counterexample.ts';

const sources = new WeakMap<object, MemoryRange>();

/** Remembers, in a run that is shown, which bytes a word of the concrete domain was read from. Returns the word. */
export function readFrom<T extends object>(word: T, memory: string, address: bigint, length: number): T {
  if (concreteDomain.watcher !== null)
    sources.set(word, { memory, address: `0x${address.toString(16)}`, length });
  return word;
}

/** The bytes that a word was read from; `undefined` of a value that was computed or declared. */
export function sourceOf(word: object): MemoryRange | undefined {
  return sources.get(word);
}
