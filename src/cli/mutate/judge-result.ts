import { surprisesOf } from '../../result/expectation.ts';
import type { ProofResult } from '../../result/verdict.ts';
import type { Catch } from './outcome.ts';

/** What a result says of a mutant: that it is told from its model and by what, that nothing differs, or nothing. */
export type Said = Catch | 'as-expected' | 'undecided';

/** What the engine says of a call that goes on without a decision, the explorer of one that goes on with them, and compiled code of either. */
const ENDLESS =
  /^Maximum call stack size exceeded|^a path has more than \d+ decisions|: it executes more than \d+ million instructions in one call/;

/** Whether a proof stopped since an operation does not end. */
export function isEndless({ verdict, failure }: ProofResult): boolean {
  return verdict === 'error' && ENDLESS.test(failure?.message ?? '');
}

/** Judges a result by what is expected of the model: a finding that stays one says nothing. */
export function saidBy(result: ProofResult): Said {
  const [first] = surprisesOf(result);
  const proof = result.id;
  if (first === undefined) return 'as-expected';
  if (first.kind !== 'verdict') return { proof, how: first.kind, name: first.name };
  switch (result.verdict) {
    case 'vacuous':
      return { proof, how: 'vacuous', name: null };
    case 'proved':
    case 'refuted':
      // An expected refutation with something open decides nothing.
      return result.assertions.some(({ verdict }) => verdict === 'unknown')
        ? 'undecided'
        : { proof, how: 'verdict', name: null };
    default:
      return 'undecided';
  }
}
