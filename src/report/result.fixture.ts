import type { ProofResult } from '../proof/verdict.ts';

/** A result that is proved, but for what is given. */
export function result(given: Partial<ProofResult>): ProofResult {
  return {
    id: 'split/add-used',
    model: 'rust-vmm',
    title: 'An element is written',
    file: 'proofs/split/add-used.proof.ts',
    line: 7,
    requirements: ['2.7.8-1'],
    doesNotProve: 'that the driver sees the element before the index',
    verdict: 'proved',
    expected: 'proved',
    finding: null,
    timeMs: 420,
    solverMs: 300,
    phases: { exploring: 20, lowering: 10, solving: 300 },
    paths: 6,
    obligations: 24,
    decidedByRewriting: 20,
    covers: [{ name: 'succeeds', reached: true }],
    bound: null,
    cached: false,
    solver: 'z3 4.15.2 (wasm)',
    counterexample: null,
    failure: null,
    crossChecks: [],
    ...given,
  };
}
