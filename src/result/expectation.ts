import type { ProofResult } from './verdict.ts';

/** The parts of a result that decide whether it is as expected. */
export type Judged = Pick<
  ProofResult,
  'verdict' | 'expected' | 'finding' | 'assertions' | 'leftOut' | 'covers'
>;

/** A difference between a result and what is expected. */
export type Surprise =
  /** An assertion is broken, and no finding names it. */
  | { readonly kind: 'broken'; readonly name: string }
  /** An assertion holds that a finding names. */
  | { readonly kind: 'fixed'; readonly name: string }
  /** A cover is reached that a finding lists as unreached. */
  | { readonly kind: 'reached'; readonly name: string }
  /** The verdict differs, or part of the result is unknown. */
  | { readonly kind: 'verdict' };

/**
 * How a result differs from what is expected; empty if it does not. A finding is as expected if each assertion that it names is
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
  // In a vacuous or unfinished proof, an assertion that holds says nothing.
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

/**
 * Whether a contract leaves out all assertions of a proof on a model, or no memory model that was asked says anything of its steps: then
 * it has no verdict.
 */
export function isNotAsked({ verdict, assertions, leftOut }: Judged): boolean {
  return verdict === 'vacuous' && assertions.length === 0 && leftOut.length > 0;
}

/** Whether it has none because of the memory models. */
export function isUndefinedOrder(result: Judged & Pick<ProofResult, 'memoryModels'>): boolean {
  return isNotAsked(result) && result.memoryModels?.leftOut.length === result.leftOut.length;
}

/** Whether a result is what the authors of the proof and the model expect. */
export function asExpected(result: Judged): boolean {
  return surprisesOf(result).length === 0;
}
