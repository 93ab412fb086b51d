import { CarrierWord } from './carrier-word.ts';
import { misplaced } from './misuse.ts';
import type { Width } from './width.ts';
import type { Word } from './word.ts';

/**
 * What is known of words in every state, for parts of the checker that execute code: which values a word can have. Models and
 * properties are not to know: what they do must not depend on how a word came about.
 */

/** The number that a word holds in every state; `undefined` where it depends on the state. */
export function constantOf(word: Word<Width>): bigint | undefined {
  const values = valuesOf(word, 1);
  return values?.length === 1 ? values[0] : undefined;
}

/** All values that a word can have, ascending, and maybe more; `null` where these are more than `limit`. */
export function valuesOf(word: Word<Width>, limit: number): readonly bigint[] | null {
  const { carrier, value } = carried(word);
  return carrier.values(value, limit);
}

/** A number that no value of a word exceeds. */
export function greatestOf(word: Word<Width>): bigint {
  const { carrier, value } = carried(word);
  return carrier.greatest(value);
}

function carried(word: Word<Width>) {
  if (!(word instanceof CarrierWord)) throw misplaced('a word', word);
  // The domain is the word's own, so its value is of that domain's carrier.
  return { carrier: word.domain.carrier, value: word.value as unknown };
}
