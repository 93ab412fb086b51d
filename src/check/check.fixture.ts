import { proof, type Proof, type ProofContext } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS, type CheckOptions } from '../prover/options.ts';
import type { ProofResult } from '../result/verdict.ts';
import { checkProof } from './check.ts';

/** What a proof is to state; returns nothing, unless a test wants it to. */
export type Body = (p: ProofContext<string>) => unknown;

/** A proof about no model, with the covers that it is to declare. */
export function statement(body: Body, covers: readonly string[] = []): Proof {
  return proof({
    id: 'test/statement',
    title: 'a statement of a test',
    requirements: [],
    doesNotProve: 'anything else',
    covers,
    body,
  });
}

/** What the checker says of a statement. */
export function check(
  body: Body,
  { covers = [], ...options }: Partial<CheckOptions> & { readonly covers?: readonly string[] } = {},
): Promise<ProofResult> {
  return checkProof(statement(body, covers), null, { ...DEFAULT_CHECK_OPTIONS, ...options });
}
