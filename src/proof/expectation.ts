import type { ProofResult } from './verdict.ts';

/** What is to be known of a result to say whether it is as expected. */
export type Judged = Pick<
  ProofResult,
  'verdict' | 'expected' | 'finding' | 'assertions' | 'leftOut' | 'covers'
>;

/** Something about a result that its author does not expect. */
export type Surprise =
  /** An assertion is broken, and no finding names it. */
  | { readonly kind: 'broken'; readonly name: string }
  /** An assertion holds that a finding names. */
  | { readonly kind: 'fixed'; readonly name: string }
  /** A cover is reached that a finding lists as unreached. */
  | { readonly kind: 'reached'; readonly name: string }
  /** The verdict is another, or not all that it takes is known. */
  | { readonly kind: 'verdict' };

/**
 * What about a result is not as expected; empty where all is. A finding is as expected where each assertion that it names is
 * broken, and nothing else.
 */
export function surprisesOf({
  verdict,
  expected,
  finding,
  assertions,
  leftOut,
  covers,
}: Judged): readonly Surprise[] {
  // Of what is vacuous, or came to no end, nothing that holds says anything.
  if (verdict !== 'proved' && verdict !== 'refuted' && verdict !== 'unknown') return [{ kind: 'verdict' }];
  const broken = assertions.filter((one) => one.verdict === 'refuted' && one.expected === 'proved');
  const fixed = assertions.filter((one) => one.verdict === 'proved' && one.expected === 'refuted');
  const reached = covers.filter((one) => one.reached === true && finding?.unreached?.includes(one.name));
  const known = [
    ...broken.map(({ name }) => ({ kind: 'broken' as const, name })),
    ...fixed.map(({ name }) => ({ kind: 'fixed' as const, name })),
    ...reached.map(({ name }) => ({ kind: 'reached' as const, name })),
  ];
  if (known.length > 0) return known;
  const isWhole = assertions.every((one) => one.verdict !== 'unknown');
  const isRefuted = (name: string): boolean =>
    assertions.some((one) => one.name === name && one.verdict === 'refuted');
  const areAllBroken = (finding?.breaks ?? []).every((name) => leftOut.includes(name) || isRefuted(name));
  return verdict === expected && isWhole && areAllBroken ? [] : [{ kind: 'verdict' }];
}

/** Whether a contract leaves out all that a proof asserts of a model: then there is no verdict on it, and it is not asked. */
export function isNotAsked({ verdict, assertions, leftOut }: Judged): boolean {
  return verdict === 'vacuous' && assertions.length === 0 && leftOut.length > 0;
}

/** Whether a result is what the authors of the proof and the model expect. */
export function asExpected(result: Judged): boolean {
  return surprisesOf(result).length === 0;
}
