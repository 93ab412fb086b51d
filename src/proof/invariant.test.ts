import { describe, expect, test } from 'vitest';
import { checkProof } from '../check/check.ts';
import { err, type Domain, type Integer, type ObservedMemory, type Result } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { ModelKind, type Model } from './model.ts';
import type { Handle } from './model-run.ts';
import {
  Counter,
  COUNTER_OPERATIONS,
  counterPart,
  type CounterOperations,
  type CounterView,
} from './part.fixture.ts';
import type { Part } from './part.ts';
import { ghost } from './ghost.ts';
import { invariant } from './invariant.ts';
import type { Lifecycle, Step } from './lifecycle.ts';

type AnyCounter = Handle<CounterView, CounterOperations>;

interface Counters {
  counter(memory: ObservedMemory): AnyCounter;
  make(): AnyCounter;
}

const counters = new ModelKind<Counters, Part<CounterView, CounterOperations>>('counters', {
  bind: (counter, run) => ({
    counter: (memory) => run.any(counter, 'counter', { phase: null, memory }),
    make: () => {
      const { domain } = run;
      const first = {
        limit: domain.u16(5),
        count: domain.u16(0),
        open: domain.bool(false),
        spare: domain.u8(0),
      };
      return run.made(
        counter,
        'counter',
        run.make('make', [], () => new Counter(domain, first)),
      );
    },
  }),
  members: () => [],
  ownProofs: () => [],
});

function modelOf(add: (counter: Counter) => void = COUNTER_OPERATIONS.add): Model {
  return counters.implement({ name: 'm', source: 'here' }, counterPart({ add }));
}

function on(
  call: (counter: AnyCounter) => unknown,
  result?: Result<void, { readonly kind: string }>,
): Step<Counters, AnyCounter, undefined, Result<void, { readonly kind: string }> | undefined> {
  return {
    start: (p, device) => device.counter(p.memory()),
    args: () => undefined,
    run: (_device, counter) => {
      call(counter);
      return { on: counter, result };
    },
  };
}

const steps = { add: on((counter) => counter.add()), open: on((counter) => counter.open()) };
const makers = { make: { make: (_p: unknown, device: Counters): AnyCounter => device.make() } };
const lifecycle: Lifecycle<
  Counters,
  Part<CounterView, CounterOperations>,
  AnyCounter,
  CounterView,
  typeof steps,
  typeof makers
> = {
  on: counters,
  seen: (counter) => counter.state,
  start: (p, device) => device.counter(p.memory()),
  makers,
  steps,
  other: null,
};

const stated = {
  ...{ id: 'counted', title: 'additions are counted', requirements: [], doesNotProve: 'much.' },
  of: lifecycle,
  ghost: { added: ghost.count() },
} as const;

const counted = invariant({
  ...stated,
  environment: {
    'additions are none or more': { when: { add: ({ ghost: { added } }) => added.ge(0) } },
  },
  holds: { 'the count is how often': { that: ({ ghost: { added }, seen }) => added.eq(seen.count) } },
  initially: { make: { added: 0 } },
  after: {
    add: {
      added: ({ domain, ghost: { added }, seen }) =>
        added.plus(domain.select(seen.isFull, domain.u8(0), domain.u8(1))),
    },
    open: {},
  },
});

/** By id: what is broken, or the verdict where nothing is. */
async function judged(model: Model, proofs = counted.proofs): Promise<Readonly<Record<string, string>>> {
  const results: [string, string][] = [];
  for (const one of proofs) {
    const { verdict, counterexample } = await checkProof(one, model, DEFAULT_CHECK_OPTIONS);
    results.push([one.id, counterexample?.assertion ?? verdict]);
  }
  return Object.fromEntries(results);
}

describe('an invariant', () => {
  test('should be proved at the beginning and after each operation', async () => {
    expect(await judged(modelOf())).toEqual({
      ...{
        'counted/initially-make': 'proved',
        'counted/after-add': 'proved',
        'counted/after-open': 'proved',
      },
    });
  });

  test('should be refuted by the operation that breaks it, and by no other', async () => {
    const twice = (counter: Counter): void => {
      COUNTER_OPERATIONS.add(counter);
      COUNTER_OPERATIONS.add(counter);
    };

    expect(await judged(modelOf(twice))).toEqual({
      ...{ 'counted/initially-make': 'proved', 'counted/after-open': 'proved' },
      'counted/after-add': 'the count is how often',
    });
  });

  test('should show a broken clause at its line', async () => {
    const twice = modelOf((counter) => {
      COUNTER_OPERATIONS.add(counter);
      COUNTER_OPERATIONS.add(counter);
    });
    const afterAdd = counted.proofs.find(({ id }) => id === 'counted/after-add');
    if (afterAdd === undefined) throw new Error('no proof of add');

    const { counterexample } = await checkProof(afterAdd, twice, DEFAULT_CHECK_OPTIONS);

    const broken = counterexample?.steps.find((step) => step.kind === 'assertion' && !step.holds);
    expect(broken).toMatchObject({
      at: {
        file: 'src/proof/invariant.test.ts',
        text: "holds: { 'the count is how often': { that: ({ ghost: { added }, seen }) => added.eq(seen.count) } },",
      },
    });
  });

  test('should be vacuous where an operation never succeeds', async () => {
    const attempts = { ...steps, add: on(() => undefined, err({ kind: 'Refused' })) };
    const { proofs } = invariant({
      ...{ ...stated, ghost: {}, initially: { make: {} }, after: { add: {}, open: {} } },
      of: { ...lifecycle, steps: attempts },
      holds: { 'it is itself': { that: ({ seen }) => seen.count.eq(seen.count) } },
    });

    expect(await judged(modelOf(), proofs)).toEqual({
      ...{ 'counted/initially-make': 'proved', 'counted/after-open': 'proved' },
      'counted/after-add': 'vacuous',
    });
  });

  test('should be vacuous where no state satisfies it', async () => {
    const never = invariant({
      ...stated,
      holds: { 'it is more than it is': { that: ({ ghost: { added } }) => added.gt(added.plus(1)) } },
      initially: { make: { added: 0 } },
      after: { add: { added: ({ ghost: { added } }) => added.plus(1) }, open: {} },
    });

    expect(await judged(modelOf(), never.proofs)).toEqual({
      ...{ 'counted/initially-make': 'it is more than it is' },
      ...{ 'counted/after-add': 'vacuous', 'counted/after-open': 'vacuous' },
    });
  });

  test('should be vacuous where an update changes nothing in any state', async () => {
    const still = invariant({
      ...stated,
      holds: { 'it is none': { that: ({ ghost: { added } }) => added.eq(0) } },
      initially: { make: { added: 0 } },
      after: { add: { added: ({ ghost: { added } }) => added.plus(0) }, open: {} },
    });

    expect(await judged(modelOf(), still.proofs)).toMatchObject({ 'counted/after-add': 'vacuous' });
  });

  test('should print what each operation rests on, and only that', () => {
    const said = Object.fromEntries(counted.proofs.map(({ id, doesNotProve }) => [id, doesNotProve]));

    expect(said).toEqual({
      'counted/initially-make': 'much.',
      'counted/after-add': 'much. Assumed: additions are none or more.',
      'counted/after-open': 'much.',
    });
  });

  test('should carry what follows from it, in any state in which it holds', async () => {
    const follows = (limit: number) =>
      counted.follows({
        ...{ id: 'few', title: 'there are few', requirements: [], doesNotProve: 'more.', covers: [] },
        body: (p, _device, _counter, { ghost: { added } }) => p.assert('few', added.le(limit)),
      });
    const [few, fewer] = [follows(1000), follows(999)];

    expect(await judged(modelOf(), [few])).toEqual({ few: 'proved' });
    expect(await judged(modelOf(), [fewer])).toEqual({ few: 'few' });
    expect(few.doesNotProve).toBe('more. Assumed: additions are none or more.');
    expect(few.location.line).toBeGreaterThan(counted.proofs[0]?.location.line ?? Infinity);
  });
});

describe('ghost values', () => {
  test('should be flags and indices, too, and one that is arbitrary and stays', async () => {
    const domainOf = (domain: Domain) => domain.u16(7);
    const kinds = invariant({
      ...stated,
      ghost: { isOpened: ghost.flag(), last: ghost.index(), some: ghost.any(), atSome: ghost.flag() },
      holds: {
        'it is open if it was opened': {
          that: ({ ghost: { isOpened }, seen }) => isOpened.implies(seen.isOpen),
        },
        'the last is small': { that: ({ ghost: { last } }) => last.le(7) },
        'some number was the last one': { that: ({ ghost: { some, atSome } }) => atSome.implies(some.le(7)) },
      },
      initially: { make: { isOpened: false, last: 0, atSome: false } },
      after: {
        add: { last: ({ domain }) => domainOf(domain) },
        open: {
          isOpened: ({ domain }) => domain.bool(true),
          atSome: ({ ghost: { some, last, atSome } }) => atSome.or(some.eq(last)),
        },
      },
    });

    expect(Object.values(await judged(modelOf(), kinds.proofs))).toEqual(['proved', 'proved', 'proved']);
  });

  describe('of each index', () => {
    const belowCount = (isNamed: boolean, add?: (at: { readonly ghost: object }) => Integer) =>
      invariant({
        ...stated,
        ghost: { added: ghost.count(), index: ghost.each() },
        holds: {
          'it was added': {
            that: ({ ghost: { added, index }, seen }) => index.lt(seen.count).implies(added.gt(index)),
          },
          'none or more were added': { that: ({ ghost: { added } }) => added.ge(0) },
        },
        instances: ({ seen }) => (isNamed ? [{ index: seen.count.sub(1) }] : []),
        initially: { make: { added: 0 } },
        after: { add: { added: add ?? (({ ghost: { added } }) => added.plus(1)) }, open: {} },
      }).proofs;

    test('should have conditions that are assumed of the named ones, too', async () => {
      expect(await judged(modelOf(), belowCount(true))).toMatchObject({ 'counted/after-add': 'proved' });
    });

    test('should not follow from one index to another without', async () => {
      expect(await judged(modelOf(), belowCount(false))).toMatchObject({
        'counted/after-add': 'it was added',
      });
    });

    test('should have no ghost value depend on it', async () => {
      // An update that comes of a file without types.
      const depends = (at: { readonly ghost: object }) => Reflect.get(at.ghost, 'index') as Integer;

      expect(await judged(modelOf(), belowCount(true, depends))).toMatchObject({
        'counted/after-add': 'error',
      });
    });
  });
});
