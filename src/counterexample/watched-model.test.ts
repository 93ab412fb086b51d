import { describe, expect, test } from 'vitest';
import { ModelKind, ok, proof, type Domain, type GuestMemory, type Result, type U16 } from '../index.ts';
import { replay } from './replay.ts';
import { stepOf } from './steps.ts';

/** A counter with a private field, which a stranger in place of `this` could not read. */
class Counter {
  readonly #domain: Domain;
  #count: U16;

  constructor(domain: Domain, count: U16) {
    this.#domain = domain;
    this.#count = count;
  }

  get state(): { readonly theCount: U16 } {
    return { theCount: this.#count };
  }

  addTo(memory: GuestMemory, by: U16): Result<U16, never> {
    if (this.#domain.decide(by.eq(0))) return ok(this.#count);
    this.#count = this.#count.add(by);
    memory.store(this.#domain.u64(0x10), this.#count, 'relaxed');
    return this.last();
  }

  last(): Result<U16, never> {
    return ok(this.#count);
  }
}

interface Counting {
  create(domain: Domain, state: { readonly theCount: U16 }): Counter;
  clear(counter: Counter): void;
}

const kind = new ModelKind<Counting>('counting');
const model = kind.implement(
  { name: 'counter', source: 'here' },
  {
    create: (domain, { theCount }) => new Counter(domain, theCount),
    clear: (counter) => void counter.last(),
  },
);

const counts = proof({
  id: 'counts',
  title: 'counts',
  requirements: [],
  doesNotProve: 'more',
  on: kind,
  covers: [],
  body: (p, device) => {
    const counter = device.create(p.domain, { theCount: p.any.u16('count') });
    p.assume(p.any.u16('by').gt(1));
    const memory = p.memory();
    counter.addTo(memory, p.domain.u16(2));
    device.clear(counter);
    p.assert('small', counter.state.theCount.lt(5));
  },
});

const STATE = {
  inputs: new Map([
    ['count', 4n],
    ['by', 2n],
  ]),
  memories: new Map([['memory', { regions: [{ base: 0x10n, size: 2n }], bytes: new Map<bigint, number>() }]]),
};

describe('a watched replay', () => {
  test('should tell what the proof asks of the model, and with what it comes back', () => {
    const { context, violated } = replay(counts, model, STATE, true);

    expect(violated).toEqual(['small']);
    const steps = context.events.map(stepOf);
    const at = { file: 'src/counterexample/watched-model.test.ts', line: expect.any(Number) };
    expect(steps).toEqual([
      { kind: 'created', state: { the_count: 4 } },
      {
        kind: 'assumption',
        holds: true,
        at: { ...at, text: expect.stringContaining("p.assume(p.any.u16('by')") },
      },
      { kind: 'call', operation: 'add_to', args: [2] },
      { kind: 'decision', answer: false, at: { ...at, text: expect.stringContaining('decide(by.eq(0))') } },
      expect.objectContaining({ kind: 'access', access: 'store', address: '0x10', after: '0600' }),
      // What the model calls of itself is its own business.
      { kind: 'return', operation: 'add_to', result: { ok: 6 }, state: { the_count: 6 } },
      { kind: 'call', operation: 'clear', args: [] },
      { kind: 'return', operation: 'clear', result: null, state: { the_count: 6 } },
      {
        ...{ kind: 'assertion', name: 'small', holds: false },
        at: { ...at, text: expect.stringContaining("p.assert('small'") },
      },
    ]);
  });

  test('should come out as one that is not watched', () => {
    const [watched, plain] = [replay(counts, model, STATE, true), replay(counts, model, STATE)];

    expect(watched.violated).toEqual(plain.violated);
    expect(plain.context.events.map(({ kind: what }) => what)).toEqual(['memory', 'assertion']);
  });
});

describe('a part of a model', () => {
  interface Sides {
    readonly left: { push(by: U16): void; readonly capacity: number };
  }
  const sides = new ModelKind<Sides>('sides');
  const twoSided = sides.implement(
    { name: 'sided', source: 'here' },
    { left: { push: () => {}, capacity: 7 } },
  );
  const pushes = proof({
    ...{ id: 'pushes', title: 'pushes', requirements: [], doesNotProve: 'more', on: sides, covers: [] },
    body: (p, device) => {
      device.left.push(p.domain.u16(device.left.capacity));
      p.assert('the same', device.left === device.left);
    },
  });

  test('should be watched as well', () => {
    const { context } = replay(pushes, twoSided, STATE, true);
    expect(context.events.map(stepOf)).toEqual([
      { kind: 'call', operation: 'push', args: [7] },
      { kind: 'return', operation: 'push', result: null, state: null },
      { kind: 'assertion', name: 'the same', holds: true },
    ]);
  });
});
