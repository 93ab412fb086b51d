import { describe, expect, test } from 'vitest';
import { modelOf } from '../../prover/decode.ts';
import { Prover } from '../../prover/prover.ts';
import { startEmbeddedZ3 } from '../../solver/z3-wasm.ts';
import type { IntTerm } from '../../term/term.ts';
import { Terms } from '../../term/terms.ts';
import { encode } from './encode/encode.ts';
import { checkMachineExecution } from './execution/check.ts';
import { edgesOf, machineCycleOf } from './execution/cycle.ts';
import { executionOf } from './execution/execution.ts';
import { readLitmus } from './litmus/read.ts';
import { writeLitmus } from './litmus/write.ts';
import { compile } from './mapping.ts';
import { MEMORY_MODELS, type MemoryModel } from './memory-models.ts';
import { NO_DEPENDENCIES, type Access, type Fence, type MemoryProgram, type Step } from './program.ts';
import type { FenceOrdering } from '../event.ts';

const solver = await startEmbeddedZ3();
const U16 = 65_535n;

/**
 * A driver that publishes and then reads avail_event, and a device that writes avail_event and then reads avail.idx again before
 * it sleeps: of any size, at any index, with whatever was published before or is later. `first`: what each does before, to a word that
 * nothing else accesses.
 */
function kickPair(
  t: Terms,
  driver: FenceOrdering | null,
  device: FenceOrdering | null,
  first: readonly Access['kind'][] = [],
): MemoryProgram {
  const word = (name: string): IntTerm => t.var(name, 0n, U16);
  const minus = (p: IntTerm, q: IntTerm): IntTerm => t.wrap(16, t.sub(p, q));
  const [size, n] = [t.var('size', 1n, 32_768n), t.var('n', 1n, 32_768n)];
  const [old, asleepAt, index, event, seen] = [
    word('old'),
    word('a'),
    word('x'),
    word('event'),
    word('seen'),
  ];
  const next = t.wrap(16, t.add(old, n));
  const access = (kind: Access['kind'], id: string, field: string, value: IntTerm): Access => ({
    ...{ kind, id, value, cell: { field, index: null }, where: id, dependencies: NO_DEPENDENCIES },
    ordering: kind === 'store' ? 'release' : 'acquire',
  });
  const fence = (id: string, ordering: FenceOrdering | null): readonly Fence[] =>
    ordering === null ? [] : [{ kind: 'fence', id, ordering, where: id }];
  const unrelated = (side: string): readonly Access[] =>
    first.map((kind) =>
      access(kind, `${side} first ${kind}`, `${kind} of ${side}`, word(`${kind} of ${side}`)),
    );
  const loads = first.includes('load') ? ['d first load', 'v first load'] : [];
  const ofDriver: readonly Step[] = [
    ...unrelated('d'),
    access('store', 'd1', 'avail.idx', index),
    ...fence('d fence', driver),
    access('load', 'd2', 'avail_event', event),
  ];
  const ofDevice: readonly Step[] = [
    ...unrelated('v'),
    access('store', 'v1', 'avail_event', asleepAt),
    ...fence('v fence', device),
    access('load', 'v2', 'avail.idx', seen),
  ];
  return {
    threads: [ofDriver, ofDevice],
    history: [
      ...loads.map((load) => ({ load, name: 'stale', when: 'before', condition: t.true }) as const),
      { load: 'd2', name: 'stale', when: 'before', condition: t.true },
      { load: 'v2', name: 'stale', when: 'before', condition: t.eq(seen, asleepAt) },
      {
        ...{ load: 'v2', name: 'later', when: 'after' },
        condition: t.and(
          t.lt(minus(index, asleepAt), minus(seen, asleepAt)),
          t.le(minus(seen, asleepAt), size),
        ),
      },
    ],
    finals: [],
    premises: [
      t.le(n, size),
      t.lt(minus(asleepAt, old), n),
      t.lt(minus(asleepAt, old), minus(index, old)),
      t.le(minus(index, old), n),
      t.le(minus(next, asleepAt), size),
    ],
    bad: t.and(t.eq(seen, asleepAt), t.not(t.lt(minus(minus(next, event), t.const(1n)), minus(next, old)))),
  };
}

type Fences = readonly [driver: FenceOrdering | null, device: FenceOrdering | null];

/** R where the kick can be lost, P where it is proved that it cannot. */
function verdicts(...[driver, device, first]: readonly [...Fences, (readonly Access['kind'][])?]): string {
  const terms = new Terms();
  const prover = new Prover(terms, () => solver, 'int');
  const program = kickPair(terms, driver, device, first);
  return MEMORY_MODELS.map((model) => {
    const { consistent, violation } = encode(terms, program, model);
    expect(prover.possible(consistent)).toBe('sat');
    return prover.possible(violation) === 'unsat' ? 'P' : 'R';
  }).join('');
}

describe('a kick', () => {
  test.each([
    ['seq-cst', 'seq-cst', 'PPPPP'],
    [null, 'seq-cst', 'PRRRR'],
    ['seq-cst', null, 'PRRRR'],
    ['acq-rel', 'seq-cst', 'PRPRR'],
    ['seq-cst', 'release', 'PRPRR'],
  ] as const)('should be lost or not with fences %s and %s', (driver, device, expected) => {
    expect(verdicts(driver, device)).toBe(expected);
    // Nor does it matter what else both do first.
    expect(verdicts(driver, device, ['load', 'store'])).toBe(expected);
  });

  test('should be lost in an execution with a cycle where the fence is missing', () => {
    const terms = new Terms();
    const program = kickPair(terms, null, 'seq-cst');
    const answer = new Prover(terms, () => solver, 'int').satisfy(encode(terms, program, 'tso').violation);
    if (answer.status !== 'sat') throw new Error(answer.status);
    const execution = executionOf(terms, compile(program, 'tso'), modelOf(answer.witness));

    expect(checkMachineExecution(execution, 'tso')).toBe(null);
    expect(checkMachineExecution(execution, 'sc')?.axiom).toBe('order');
    expect(machineCycleOf(execution, 'tso')).toEqual([
      { from: 'd1', to: 'd2', kind: 'po', isKept: false },
      { from: 'd2', to: 'v1', kind: 'fr', isKept: true },
      { from: 'v1', to: 'v2', kind: 'po', isKept: true },
      { from: 'v2', to: 'd1', kind: 'fr', isKept: true },
    ]);
    expect(edgesOf(execution).map(({ kind }) => kind)).toEqual(['fr', 'fr']);
  });

  test('should be lost under the same models as a litmus test', () => {
    const terms = new Terms();
    const prover = new Prover(terms, () => solver, 'int');
    const program = kickPair(terms, null, 'seq-cst');
    const answer = prover.satisfy(encode(terms, program, 'rc11').violation);
    if (answer.status !== 'sat') throw new Error(answer.status);

    const test = readLitmus(terms, writeLitmus('kick', executionOf(terms, program, modelOf(answer.witness))));

    const isAllowed = (model: MemoryModel): boolean =>
      prover.possible(encode(terms, test, model).violation) === 'sat';
    expect(MEMORY_MODELS.filter(isAllowed)).toEqual(['tso', 'armv8', 'rvwmo', 'rc11']);
  });
});
