import type { OrderExecution } from '../proof/counterexample.ts';
import type { AssertionResult, ProofResult } from '../result/verdict.ts';
import {
  createdQueue,
  returnedQueue,
  TWO_ENTRIES,
  TWO_ENTRIES_AFTER,
} from '../virtio/split/split-steps.fixture.ts';
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
    assertions: [],
    leftOut: [],
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
  return {
    results,
    loadFailures: [],
    notRun: [],
    notApplicable: [],
    excluded: [],
    contract: null,
    timeMs: 65_400,
    ...given,
  };
}

export const REFUTED = result({
  verdict: 'refuted',
  timeMs: 12_345,
  failure: {
    message: "'index read back' does not hold",
    details: ['used.idx is 1, and should be 2'],
    hints: ['Fix the index.'],
  },
  counterexample: {
    assertion: 'index read back',
    inputs: { size: '16', ringBase: '0x0000000000001000', eventIdx: true },
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

/** A bad order of accesses. */
export const ORDER: OrderExecution = {
  ...{ assertion: 'under x86-TSO', memoryModel: 'tso', cycle: ['d1', 'd2', 'v1', 'v2'] },
  threads: [
    {
      name: 'driver',
      steps: [
        { id: 'd1', text: 'avail.idx := 1, release', at: 'queue.rs:52' },
        { id: 'd2', text: 'avail_event = 0, acquire', at: 'queue.rs:58' },
      ],
    },
    {
      name: 'device',
      steps: [
        { id: 'v1', text: 'avail_event := 1, relaxed', at: 'queue.rs:39' },
        { id: 'v2', text: 'avail.idx = 0, relaxed', at: '' },
      ],
    },
  ],
  edges: [
    { from: 'd2', to: 'v1', kind: 'fr' },
    { from: 'v2', to: 'd1', kind: 'fr' },
  ],
  fix: 'a full fence between d1 and d2 forbids this',
  litmus: 'C under-x86-TSO',
};

/** An assertion that is proved, but for what is given. */
export function assertion(given: Partial<AssertionResult>): AssertionResult {
  return {
    ...{ name: 'index read back', kind: 'promise', requirement: null, verdict: 'proved', expected: 'proved' },
    decidedBy: 'solver',
    ...given,
  };
}

export const FINDING = {
  breaks: ['index read back'],
  reason: 'the index is stale',
  reference: 'queue.rs:7',
  affects: 'host',
} as const;

/** What a finding's result has beside its verdict: its assertion breaks, or no longer does. */
export const KNOWN = {
  expected: 'refuted',
  finding: FINDING,
  assertions: [assertion({ verdict: 'refuted', expected: 'refuted' })],
} as const;
export const FIXED = {
  ...KNOWN,
  assertions: [assertion({ expected: 'refuted' })],
  failure: {
    message: "the finding is out of date: assertion 'index read back' no longer breaks",
    details: [],
    hints: ['If it is fixed, remove the finding from the model.'],
  },
} as const;

/** A run in which everything happens that can happen, with names and texts that need escaping everywhere. */
export const EVERYTHING: Report = report(
  [
    result({ model: 'firecracker' }),
    REFUTED,
    result({ model: 'crosvm', verdict: 'refuted', ...KNOWN }),
    result({ id: 'split/reset', ...FIXED }),
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
        hints: ['Fix it.'],
      },
    ],
    notRun: [{ id: 'split/last', model: 'rust-vmm' }],
    notApplicable: [{ id: 'split/reset', model: 'crosvm', reason: 'has no reset' }],
  },
);

/** A refutation with a whole queue, a step of each kind, the requirement in words, and a file. */
export const REFUTED_IN_STEPS = result({
  verdict: 'refuted',
  requirements: ['used.idx.last', 'used.len'],
  cited: [
    {
      id: 'used.idx.last',
      section: '2.7.8.2',
      level: 'MUST',
      text: 'The driver sees idx \u2013 and then the element.',
    },
    { id: 'used.len' },
  ],
  failure: { message: "assertion 'idx comes last' does not hold", details: [], hints: [] },
  counterexampleFile: 'my out/counterexamples/split-add-used.rust-vmm.json',
  counterexample: {
    assertion: 'idx comes last',
    inputs: {
      'queue.size': '2',
      'queue.desc_table': '0x1000',
      'queue.avail_ring': '0x2000',
      'queue.used_ring': '0x3000',
      'queue.event_idx': false,
      head: '1',
    },
    memory: [
      {
        name: 'guest',
        regions: [{ base: '0x1000', size: '0x2016' }],
        bytes: [{ addr: '0x3002', hex: '0700' }],
      },
    ],
    trace: [],
    steps: [
      createdQueue(TWO_ENTRIES),
      {
        kind: 'assumption',
        holds: true,
        at: { file: 'proofs/a.proof.ts', line: 9, text: 'p.assume(head.lt(size));' },
      },
      {
        kind: 'call',
        part: 'queue',
        operation: 'add_used',
        args: [1, 0],
        argumentNames: ['head_index', 'len'],
      },
      {
        kind: 'decision',
        answer: false,
        at: { file: 'models/queue.ts', line: 3, text: 'if (domain.decide(head.ge(size))) {' },
      },
      {
        ...{
          kind: 'access',
          memory: 'guest',
          access: 'store',
          address: '0x3002',
          length: 2,
          ordering: 'release',
        },
        ...{ before: '0700', after: '0800', error: null, completed: 2 },
      },
      { kind: 'fence', memory: 'guest', ordering: 'acquire' },
      { kind: 'other-side', memory: 'guest', name: 'flags', writes: [{ addr: '0x2000', hex: '0100' }] },
      {
        ...{ kind: 'access', memory: 'guest', access: 'write', address: '0x3014', length: 8, ordering: null },
        ...{ before: '000000000000', after: '000000000000', error: 'OutOfRange', completed: 2 },
      },
      {
        ...returnedQueue('add_used', TWO_ENTRIES_AFTER),
        result: { err: 'Memory', cause: 'OutOfRange' },
      },
      { kind: 'note', text: 'head is 1' },
      { kind: 'assertion', name: 'idx comes last', holds: false, requirement: 'used.idx.last' },
    ],
  },
});
