import { expect, test } from 'vitest';
import { proof, type GuestMemory, type ProofContext, type U16, type U64 } from '../index.ts';
import { MEMORY_MODELS, type MemoryModel, type OrderedQuestion } from '../proof/ordered.ts';
import { hostOf } from '../proof/run-host.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { findingsOf } from '../virtio/protocol/order/found.ts';
import { sharedMemory } from '../virtio/protocol/order/shared-memory.ts';
import { threadOf } from '../virtio/protocol/order/thread.ts';
import { fencesOf } from './fences.ts';

/** What a side does with two words, and what it found; both are 0 at first. */
type Code = (memory: GuestMemory, x: U64, y: U64, one: U16) => readonly (U16 | null)[];

function load(memory: GuestMemory, at: U64, ordering: 'relaxed' | 'acquire'): U16 | null {
  const found = memory.load(at, 16, ordering);
  return found.ok ? found.value : null;
}

const found = (all: readonly (U16 | null)[]): readonly U16[] => all.flatMap((one) => one ?? []);

/**
 * What is said of the orderings of two sides that must not find these numbers: the place by its text, the rest by memory model.
 * `isPossible`: loads may find what was there at first; else what no side stores is never found.
 */
async function weighed(
  driver: Code,
  device: Code,
  bad: readonly number[],
  memoryModels: readonly MemoryModel[],
  isPossible = true,
) {
  const body = (p: ProofContext<string>): void => {
    const { domain } = p;
    const memory = p.memory();
    const [x, y, one] = [domain.u64(0x1000), domain.u64(0x2000), domain.u16(1)];
    hostOf(p).actsAs('driver');
    const front = threadOf(p, 'd', () => found(driver(sharedMemory(memory, 'driver'), x, y, one)));
    hostOf(p).actsAs('device');
    const back = threadOf(p, 'v', () => found(device(sharedMemory(memory, 'device'), x, y, one)));
    const values = [...front.value, ...back.value];
    // Where memory cannot be accessed, nothing is asked.
    if (values.length < bad.length) return;
    const known = [x, y].map((at) => ({ at, before: (value: U16) => value.eq(0) }));
    const truth = (value: boolean) => domain.bool(value);
    const question: OrderedQuestion = {
      threads: [
        { name: 'driver', steps: front.steps },
        { name: 'device', steps: back.steps },
      ],
      history: isPossible
        ? [...findingsOf(front.steps, known, truth), ...findingsOf(back.steps, known, truth)]
        : [],
      words: [],
      bad: domain.bool(true).and(...values.map((value, i) => value.eq(bad[i] ?? 0))),
    };
    for (const model of MEMORY_MODELS) hostOf(p).assertOrdered(`under ${model}`, { model, question });
  };
  const one = proof({
    id: 'order/toy',
    title: 'a pair',
    requirements: [],
    doesNotProve: '',
    covers: [],
    body,
  });
  const { places, failure } = await fencesOf(one, null, { ...DEFAULT_CHECK_OPTIONS, memoryModels });
  expect(failure).toBe(null);
  return Object.fromEntries(
    places.map(({ side, kind, ordering, needs }) => [
      `${side}: ${kind}, ${ordering}`,
      Object.fromEntries(
        needs.map(({ memoryModel, asWritten, weaker }) => [
          memoryModel,
          `${asWritten}: ${weaker.map((each) => `${each.ordering} ${each.verdict}`).join(', ')}`,
        ]),
      ),
    ]),
  );
}

test('should need full fences where each side stores and then looks', async () => {
  const found = await weighed(
    (memory, x, y, one) => {
      memory.store(x, one, 'release');
      memory.fence('seq-cst');
      return [load(memory, y, 'relaxed')];
    },
    (memory, x, y, one) => {
      memory.store(y, one, 'relaxed');
      memory.fence('seq-cst');
      return [load(memory, x, 'relaxed')];
    },
    [0, 0],
    ['tso', 'armv8'],
  );

  const full = {
    tso: 'proved: acq-rel refuted, acquire refuted, release refuted, relaxed refuted',
    armv8: 'proved: acq-rel proved, acquire refuted, release proved, relaxed refuted',
  };
  expect(found).toEqual({
    // Of the release store nothing depends.
    'driver: store, release': { tso: 'proved: relaxed proved', armv8: 'proved: relaxed proved' },
    'driver: fence, seq-cst': full,
    'device: fence, seq-cst': full,
  });
});

test('should need a release store and an acquiring load where one side announces what it wrote', async () => {
  const found = await weighed(
    (memory, x, y, one) => {
      memory.store(x, one, 'relaxed');
      memory.store(y, one, 'release');
      return [];
    },
    (memory, x, y) => [load(memory, y, 'acquire'), load(memory, x, 'relaxed')],
    [1, 0],
    MEMORY_MODELS,
  );

  const needed = {
    ...{ sc: 'proved: relaxed proved', tso: 'proved: relaxed proved', armv8: 'proved: relaxed refuted' },
    ...{ rvwmo: 'proved: relaxed refuted', rc11: 'proved: relaxed refuted' },
  };
  expect(found).toEqual({ 'driver: store, release': needed, 'device: load, acquire': needed });
});

test('should not call an ordering needed or too strong where the two sides never get there', async () => {
  const found = await weighed(
    (memory, _x, y) => {
      memory.fence('seq-cst');
      return [load(memory, y, 'acquire')];
    },
    (memory, x, _y, one) => {
      memory.store(x, one, 'relaxed');
      return [];
    },
    [0],
    ['tso'],
    false,
  );

  expect(found).toEqual({
    'driver: fence, seq-cst': { tso: 'undecided: ' },
    'driver: load, acquire': { tso: 'undecided: ' },
  });
});

test('should not take what breaks under one memory model for broken under another', async () => {
  const found = await weighed(
    (memory, x, y, one) => {
      const seen = load(memory, x, 'acquire');
      memory.store(y, one, 'relaxed');
      return [seen];
    },
    (memory, x, y, one) => {
      const seen = load(memory, y, 'relaxed');
      memory.store(x, one, 'release');
      return [seen];
    },
    [1, 1],
    ['armv8', 'rc11'],
  );

  // No value comes out of thin air in C11, though machines may store before they load.
  const needed = { armv8: 'proved: relaxed refuted', rc11: 'proved: relaxed proved' };
  expect(found).toEqual({ 'driver: load, acquire': needed, 'device: store, release': needed });
});

test('should ask of no weaker ordering where what is written is broken already', async () => {
  const found = await weighed(
    (memory, x, y, one) => {
      memory.store(x, one, 'release');
      return [load(memory, y, 'relaxed')];
    },
    (memory, x, y, one) => {
      memory.store(y, one, 'relaxed');
      memory.fence('seq-cst');
      return [load(memory, x, 'relaxed')];
    },
    [0, 0],
    ['sc', 'tso'],
  );

  expect(found).toMatchObject({
    'device: fence, seq-cst': { sc: expect.stringContaining('proved: acq-rel proved'), tso: 'refuted: ' },
  });
});
