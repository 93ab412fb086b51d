import type { ProofResult } from '../proof/verdict.ts';
import type { Report } from './reporter.ts';

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

/** A run with these results, in a minute and a bit. */
export function report(results: readonly ProofResult[], given: Partial<Report> = {}): Report {
  return { results, loadFailures: [], notRun: [], notApplicable: [], timeMs: 65_400, ...given };
}

export const REFUTED = result({
  verdict: 'refuted',
  timeMs: 12_345,
  failure: {
    message: "'index read back' does not hold",
    details: ['used.idx is 1, and should be 2'],
    hints: ['Replay it: ringproof replay out/add-used.json.'],
  },
  counterexample: {
    assertion: 'index read back',
    inputs: { size: '16', usedRing: '0x0000000000001000', eventIdx: true },
    memory: [
      {
        name: 'guest',
        regions: [{ base: '0x1000', size: '0x2000' }],
        bytes: [{ addr: '0x1ffe', hex: '0102030405060708090a0b0c0d0e0f10' + '00'.repeat(16) + 'ff' }],
      },
    ],
    trace: ['store 0x1002 u16 release 2'],
    steps: [],
  },
});

export const FINDING = { reason: 'the index is stale', reference: 'queue.rs:7', hurts: 'host' } as const;

/** A run in which everything happens that can happen, with names and texts that need escaping everywhere. */
export const EVERYTHING: Report = report(
  [
    result({ model: 'firecracker' }),
    REFUTED,
    result({ model: 'crosvm', verdict: 'refuted', expected: 'refuted', finding: FINDING }),
    result({ id: 'split/reset', expected: 'refuted', finding: FINDING }),
    result({
      ...{
        id: 'split/<odd>|_name_',
        model: null,
        title: 'A & B < C',
        file: 'proofs/a b,c:%.proof.ts',
        line: 0,
      },
      verdict: 'error',
      failure: {
        message: 'TypeError: "x" is `undefined` & <b>bold</b>\u0007',
        details: ['100% of ]]> it,', '```', '::error::no command'],
        hints: [],
      },
    }),
    result({
      id: 'split/slow',
      verdict: 'timeout',
      failure: { message: 'no verdict within 60 s', details: [], hints: ['Give it longer.'] },
    }),
    result({
      id: 'split/empty',
      verdict: 'vacuous',
      failure: { message: 'a cover is not reached', details: [], hints: [] },
    }),
    result({
      id: 'split/big',
      verdict: 'out-of-memory',
      failure: { message: 'the heap is full', details: [], hints: [] },
    }),
    result({
      id: 'split/hard',
      verdict: 'unknown',
      failure: { message: 'the solver gave up', details: [], hints: [] },
    }),
  ],
  {
    loadFailures: [
      {
        file: 'proofs/bad.proof.ts',
        line: 2,
        column: 16,
        message: 'syntax error',
        details: ['twice'],
        hints: ['Mend it.'],
      },
    ],
    notRun: [{ id: 'split/last', model: 'rust-vmm' }],
    notApplicable: [{ id: 'split/reset', model: 'crosvm', reason: 'has no reset' }],
  },
);
