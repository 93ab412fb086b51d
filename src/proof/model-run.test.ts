import { describe, expect, test } from 'vitest';
import { check } from '../check/check.fixture.ts';
import type { Domain, ProofContext, U8 } from '../index.ts';
import { ModelRun } from './model-run.ts';
import { counterPart, Counter } from './part.fixture.ts';
import { partOf } from './part.ts';
import { u16, u8 } from './state-schema.ts';

function anyCounter(p: ProofContext<string>, part = counterPart()) {
  const run = new ModelRun(p);
  return { run, counter: run.any(part, 'counter', { phase: null, memory: p.memory() }) };
}

describe('an operation', () => {
  test('should leave its part in the state of the instance, and what was shown before as it was', async () => {
    const { verdict, failure } = await check((p) => {
      const { counter } = anyCounter(p);
      const before = counter.state;
      counter.add();
      p.assert('it counts', counter.state.count.ge(before.count));
      p.assert('by one at most', counter.state.count.le(before.count.add(1)));
      p.assert('or not at all', counter.state.count.eq(before.count));
    });

    expect([verdict, failure?.message]).toEqual(['refuted', "assertion 'or not at all' does not hold"]);
  });

  test('should leave nothing behind that is no field of the schema', async () => {
    class Hoarder extends Counter {
      seen = 0;
    }
    const seen: number[] = [];
    const note = (counter: Counter): void => {
      if (counter instanceof Hoarder) seen.push((counter.seen += 1));
    };
    const part = counterPart({ add: note });
    const hoarding = {
      ...part,
      instance: (domain: Domain, state: object) => new Hoarder(domain, state as Counter),
    };

    await check((p) => {
      const { counter } = anyCounter(p, hoarding);
      counter.add();
      counter.add();
      p.assert('x', true);
    });

    expect(new Set(seen)).toEqual(new Set([1]));
    expect(seen.length).toBeGreaterThan(0);
  });

  test.each([
    [
      'is missing',
      (counter: Counter) => Reflect.deleteProperty(counter, 'spare'),
      "'spare' of the counter after add is missing",
    ],
    [
      'has another width',
      (counter: Counter) => Object.assign(counter, { spare: counter.domain.u16(0) }),
      "'spare' of the counter after add has 16 bits; its schema says 8",
    ],
    [
      'is no word',
      (counter: Counter) => Object.assign(counter, { count: 7 }),
      "'count' of the counter after add is not a word of the domain",
    ],
    [
      'is no truth value',
      (counter: Counter) => Object.assign(counter, { open: true }),
      "'open' of the counter after add is not a Boolean of the domain",
    ],
  ])('should be an error where a field %s afterwards', async (_, spoil, message) => {
    const { verdict, failure } = await check((p) => {
      const add = (counter: Counter): void => void spoil(counter);
      anyCounter(p, counterPart({ add })).counter.add();
      p.assert('x', true);
    });

    expect(verdict).toBe('error');
    expect(failure?.message).toContain(message);
  });

  test('should have parts among its arguments as instances, whose changes stay', async () => {
    interface Takes {
      take(from: object): void;
    }
    const taker = partOf<object, Takes>()({
      state: { taken: u16() },
      instance: (_, state) => ({ ...state }),
      view: (state) => state,
      operations: {
        take: (one, from) => {
          if (!(from instanceof Counter)) throw new Error('no instance');
          one.taken = from.count;
          from.count = from.count.and(0);
        },
      },
    });
    const { verdict, failure } = await check((p) => {
      const { run, counter } = anyCounter(p);
      const taking = run.any(taker, 'taker', { phase: null, memory: p.memory('other') });
      taking.take(counter);
      p.assert('it is taken', counter.state.count.eq(0));
    });

    expect({ verdict, failure }).toEqual({ verdict: 'proved', failure: null });
  });
});

describe('parts of a run', () => {
  test('should have private fields of their own, so that two of one view can differ', async () => {
    const { verdict, counterexample } = await check((p) => {
      const run = new ModelRun(p);
      const memory = p.memory();
      const one = run.any(counterPart(), 'counter', { phase: null, memory });
      const { count, isOpen } = one.state;
      const other = run.any(counterPart(), 'counter', { phase: null, memory, given: { count, isOpen } });
      p.assert('they are the same', run.isSame(one, other));
    });

    expect(verdict).toBe('refuted');
    expect(Object.keys(counterexample?.inputs ?? {})).toContain('counter2.spare');
  });

  test('should be the same as their copies, also but for a field of the view', async () => {
    const { verdict, failure } = await check((p) => {
      const { run, counter } = anyCounter(p);
      const copy = run.copy(counter);
      p.assert('they are the same', run.isSame(counter, copy));
      copy.add();
      p.assert('they are the same but for the count', run.isSame(counter, copy, ['count']));
      p.assert('they are the same in all', run.isSame(counter, copy));
    });

    expect([verdict, failure?.message]).toEqual([
      'refuted',
      "assertion 'they are the same in all' does not hold",
    ]);
  });

  test('should be refused by another run', async () => {
    const { verdict, failure } = await check((p) => {
      const { counter } = anyCounter(p);
      p.assert('x', new ModelRun(p).isSame(counter, counter));
    });

    expect([verdict, failure?.message]).toEqual([
      'error',
      'this object is not a part of the model in this run',
    ]);
  });

  test('should be refused where what was made holds what the schema does not declare', async () => {
    const made = (spare: number) =>
      check((p) => {
        const { domain } = p;
        const [limit, count, open] = [domain.u16(1), domain.u16(0), domain.bool(false)];
        const counter = new Counter(domain, { limit, count, open, spare: domain.u8(0) });
        if (spare > 0) Object.assign(counter, { seen: spare });
        new ModelRun(p).made(counterPart(), 'counter', counter);
        p.assert('x', true);
      });

    expect((await made(1)).failure?.message).toBe(
      "the property 'seen' of a counter would be lost: the schema does not declare it",
    );
    expect((await made(0)).verdict).toBe('proved');
  });

  test('should be refused where what was made lacks a field', async () => {
    const { failure } = await check((p) => {
      new ModelRun(p).made(counterPart(), 'counter', { limit: p.domain.u16(1) });
      p.assert('x', true);
    });

    expect(failure?.message).toContain("the field 'count' of a counter is missing");
  });
});

test('a part should be sealed', () => {
  const part = partOf<object, object>()({
    state: { a: u8() },
    instance: (_, state) => state,
    view: (state) => state,
    operations: {},
  });
  expect([part, part.fields, part.phases, part.operations].every(Object.isFrozen)).toBe(true);
});

test('an operation that changes what the schema does not declare should be an error', async () => {
  class Hidden {
    a: U8;
    seen: U8;

    constructor(domain: Domain, a: U8) {
      this.a = a;
      this.seen = domain.u8(0);
    }

    look(): void {
      this.seen = this.a;
    }
  }
  const part = partOf<{ readonly a: U8 }, { look(): void }>()({
    state: { a: u8() },
    instance: (domain: Domain, { a }: { readonly a: U8 }): Hidden => new Hidden(domain, a),
    view: (state) => state,
    operations: { look: (hidden) => hidden.look() },
  });
  const { verdict, failure } = await check((p) => {
    const hidden = new ModelRun(p).any(part, 'hidden', { phase: null, memory: p.memory() });
    hidden.look();
    p.assert('x', true);
  });

  expect([verdict, failure?.message]).toEqual([
    'error',
    "the property 'seen' of the hidden after look would be lost: the schema does not declare it",
  ]);
});

test.each<[path: string, look: (one: Remembering) => void]>([
  ['list[0]', (one: Remembering): void => void one.list.push(one.a)],
  ['list', (one: Remembering): void => void (one.list = [one.a])],
  ['record.last', (one: Remembering): void => void (one.record.last = one.a)],
  ['nested.inner[0]', (one: Remembering): void => void one.nested.inner.push(1)],
  ['map', (one: Remembering): void => void one.map.set('last', one.a)],
  ['set', (one: Remembering): void => void one.set.add(1)],
  ['bytes[1]', (one: Remembering): void => void (one.bytes[1] = 7)],
] as const)(
  'an operation that changes %s, which the schema does not declare, should be an error',
  async (path, look) => {
    const part = partOf<{ readonly a: U8 }, { look(): void }>()({
      state: { a: u8() },
      instance: (_, { a }: { readonly a: U8 }): Remembering => new Remembering(a),
      view: (state) => state,
      operations: { look },
    });
    const { failure } = await check((p) => {
      const one = new ModelRun(p).any(part, 'one', { phase: null, memory: p.memory() });
      one.look();
      p.assert('x', true);
    });

    expect(failure?.message).toMatch(
      new RegExp(`^the property '${path.split(/[.[]/)[0] ?? ''}.*' of the one after look`),
    );
  },
);

test('lists and records that an operation only reads should be no error', async () => {
  const part = partOf<{ readonly a: U8 }, { look(): void }>()({
    state: { a: u8() },
    instance: (_, { a }: { readonly a: U8 }): Remembering => new Remembering(a),
    view: (state) => state,
    operations: { look: (one) => void one.list.concat(one.list) },
  });
  const { verdict } = await check((p) => {
    const one = new ModelRun(p).any(part, 'one', { phase: null, memory: p.memory() });
    one.look();
    p.assert('x', true);
  });

  expect(verdict).toBe('proved');
});

/** Remembers in every way but in a field. */
class Remembering {
  readonly a: U8;
  list: U8[] = [];
  readonly record: { last: U8 };
  readonly nested = { inner: [] as number[] };
  readonly map = new Map<string, U8>();
  readonly set = new Set<number>();
  readonly bytes = new Uint8Array(2);

  constructor(a: U8) {
    this.a = a;
    this.record = { last: a.add(1) };
  }
}
