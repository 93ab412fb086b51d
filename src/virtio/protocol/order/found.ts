import type { Bool, U16, U64, Word } from '../../../domain/word.ts';
import type { Width } from '../../../domain/width.ts';
import type { OrderedHistory, OrderedStep } from '../../../proof/ordered.ts';
import { memoryAccesses } from './steps.ts';

/** What is known of a word of 16 bits beyond the stores of a question. */
export interface KnownWord {
  readonly at: U64;
  /** Of a value from before all of these stores: whether it is possible. */
  readonly before: (value: U16) => Bool;
  /** Of a value from after them; left out where nothing is stored there afterwards. */
  readonly after?: (value: U16) => Bool;
}

/** What the loads of a side may find that no store of the question wrote: any word, but for words of which more is known. */
export function findingsOf(
  steps: readonly OrderedStep[],
  known: readonly KnownWord[],
  truth: (value: boolean) => Bool,
): readonly OrderedHistory[] {
  return memoryAccesses(steps).flatMap(({ kind, id, place: { address }, value }) => {
    if (kind !== 'load') return [];
    const of = (which: 'before' | 'after') =>
      known.map((word) => {
        const condition = word[which];
        return isWord16(value) && condition !== undefined
          ? { isThere: word.at.eq(address), holds: condition(value) }
          : null;
      });
    const before = of('before').flatMap((one) => (one === null ? [] : [one.isThere.implies(one.holds)]));
    const after = of('after').flatMap((one) => (one === null ? [] : [one.isThere.and(one.holds)]));
    const stale = {
      load: id,
      name: 'before',
      when: 'before',
      condition: truth(true).and(...before),
    } as const;
    if (after.length === 0) return [stale];
    return [stale, { load: id, name: 'later', when: 'after', condition: truth(false).or(...after) }];
  });
}

/** Whether a word has 16 bits. */
export function isWord16(word: Word<Width>): word is U16 {
  return word.width === 16;
}
