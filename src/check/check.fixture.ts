import { proof, type Proof, type ProofContext } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS, type CheckOptions } from '../proof/options.ts';
import type { ProofResult } from '../proof/verdict.ts';
import { checkProof } from './check.ts';

/** What a proof is to state; returns nothing, unless a test wants it to. */
export type Body = (p: ProofContext) => unknown;

/** A proof about no model. */
export function statement(body: Body): Proof {
  return proof({
    id: 'test/statement',
    title: 'a statement of a test',
    requirements: [],
    doesNotProve: 'anything else',
    body: (p) => body(p),
  });
}

/** What the checker says of a statement. */
export function check(body: Body, options: Partial<CheckOptions> = {}): Promise<ProofResult> {
  return checkProof(statement(body), null, { ...DEFAULT_CHECK_OPTIONS, ...options });
}
