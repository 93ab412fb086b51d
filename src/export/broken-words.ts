import type { CounterexampleStep } from '../proof/counterexample.ts';
import { brokenInWords } from '../story/conjunct-words.ts';

/** A broken assertion with the values that break it, as far as they are known: "at most one: 2, expected at most 1". */
export function brokenWords({
  name,
  conjuncts = [],
  at,
}: Extract<CounterexampleStep, { kind: 'assertion' }>): string {
  const values = brokenInWords(conjuncts, at);
  return values === '' ? name : `${name}: ${values}`;
}
