import { describe, expect, test } from 'vitest';
import { checkProof } from '../check/check.ts';
import type { Domain } from '../index.ts';
import type { ObservedMemory } from '../memory/observed-memory.ts';
import { ModelKind, type Model } from './model.ts';
import type { Handle } from './model-run.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { ownProofs } from './own-proofs.ts';
import {
  COUNTER_OPERATIONS,
  Counter,
  counterPart,
  type CounterFields,
  type CounterOperations,
  type CounterView,
} from './part.fixture.ts';
import type { Part } from './part.ts';

interface DeclaredCounter {
  readonly counter: Part<CounterView, CounterOperations>;
  readonly make: (domain: Domain) => object;
}

type AnyCounter = Handle<CounterView, CounterOperations>;

interface Counters {
  counter(phase: string | null, memory: ObservedMemory): AnyCounter;
  make(): AnyCounter;
  isIn(part: object, phase: string | null, memory: ObservedMemory): ReturnType<CounterView['count']['eq']>;
  hasPremise(part: object, phase: string, memory: ObservedMemory): ReturnType<CounterView['count']['eq']>;
  close?: true;
}

const counters = new ModelKind<Counters, DeclaredCounter>('counters', {
  bind: ({ counter, make }, run) => ({
    counter: (phase, memory) => run.any(counter, 'counter', { phase, memory, probesPrivate: true }),
    make: () =>
      run.made(
        counter,
        'counter',
        run.make('make', [], () => make(run.domain)),
      ),
    isIn: (part, phase, memory) => run.isIn(part, phase, memory),
    hasPremise: (part, phase, memory) => run.hasPremise(part, phase, memory),
  }),
  members: ({ counter }) => Object.keys(counter.operations).filter((name) => name === 'close'),
  ownProofs: (on) =>
    ownProofs<Counters, DeclaredCounter>(on, {
      phases: ['active', null].map((phase) => ({
        id: `any-${phase ?? 'state'}`,
        phase,
        start: (_p, device, memory) => device.counter(phase, memory),
      })),
      makers: [{ id: 'make', run: (_p, device) => device.make() }],
      operations: [
        {
          ...{ id: 'add', keeps: 'active' },
          start: (_p, device, memory) => device.counter(null, memory),
          run: (_p, _device, counter: AnyCounter) => {
            counter.add();
            return true;
          },
        },
        {
          ...{ id: 'open', establishes: 'active' },
          start: (_p, device, memory) => device.counter(null, memory),
          run: (_p, _device, counter: AnyCounter) => counter.open(),
        },
        {
          ...{ id: 'close', needs: ['close'] },
          start: (_p, device, memory) => device.counter(null, memory),
          run: (_p, _device, counter: AnyCounter) => {
            counter.close?.();
            return true;
          },
        },
      ],
    }),
});

const made = (domain: Domain, count = 0): Counter =>
  new Counter(domain, {
    ...{ limit: domain.u16(5), count: domain.u16(count) },
    ...{ open: domain.bool(false), spare: domain.u8(0) },
  });

function modelOf(declared: Partial<DeclaredCounter> = {}): Model {
  const whole = { counter: counterPart(), make: (domain: Domain) => made(domain), ...declared };
  return counters.implement({ name: 'm', source: 'here' }, whole);
}

/** By own proof: what is broken, or the verdict where that is another. */
async function judged(model: Model): Promise<Readonly<Record<string, string>>> {
  const results: [string, string][] = [];
  for (const own of model.ownProofs) {
    if (!own.needs.every((name) => model.capabilities.includes(name))) continue;
    const { verdict, counterexample, failure } = await checkProof(own, model, DEFAULT_CHECK_OPTIONS);
    const said = verdict === 'error' ? (failure?.message ?? verdict) : verdict;
    results.push([own.id.replace('counters/state/', ''), counterexample?.assertion ?? said]);
  }
  return Object.fromEntries(results);
}

const PROVED = {
  ...{ 'any-active': 'proved', 'any-state': 'proved', make: 'proved' },
  ...{ add: 'proved', open: 'proved', close: 'proved' },
};
const ALLOWED = 'the schema and the invariant allow the state';

describe('the own proofs of a model', () => {
  test('should hold of one that keeps what it declares', async () => {
    expect(await judged(modelOf())).toEqual(PROVED);
    expect(modelOf().ownProofs.every(({ isOwn }) => isOwn)).toBe(true);
  });

  test('should leave out what the model does not have', async () => {
    const part = counterPart();
    const { close: _, ...operations } = part.operations;
    const { close: __, ...proved } = PROVED;

    expect(await judged(modelOf({ counter: { ...part, operations } }))).toEqual(proved);
  });

  test('should be refuted where what is made is outside of the invariant', async () => {
    const model = modelOf({ make: (domain) => made(domain, 6) });

    expect(await judged(model)).toEqual({ ...PROVED, make: ALLOWED });
  });

  test('should be refuted where an operation leaves the range of a field', async () => {
    const add = (counter: Counter): void => {
      counter.spare = counter.spare.add(1);
    };
    const counter = counterPart({ add });

    expect(await judged(modelOf({ counter }))).toEqual({ ...PROVED, add: ALLOWED });
  });

  test('should be refuted where an operation leaves the invariant', async () => {
    const counter = counterPart({ add: (one) => void (one.count = one.count.add(1)) });

    expect(await judged(modelOf({ counter }))).toEqual({ ...PROVED, add: ALLOWED });
  });

  test('should be refuted where the phase is not established', async () => {
    const counter = counterPart({
      open: (one) => {
        one.open = one.domain.bool(true);
        return true;
      },
    });

    expect(await judged(modelOf({ counter }))).toEqual({ ...PROVED, open: 'it is active then' });
  });

  test('should be refuted where an operation ends the phase', async () => {
    const add = (one: Counter): void => {
      COUNTER_OPERATIONS.close?.(one);
    };

    expect(await judged(modelOf({ counter: counterPart({ add }) }))).toEqual({
      ...{ ...PROVED, add: 'what was active stays so' },
    });
  });

  test('should take the premise of a phase for granted where it begins, and ask that it is kept', async () => {
    /** The byte of memory that the count points to is 1. */
    const premise = ({ count }: CounterFields, memory: ObservedMemory) =>
      memory.peek(count.zeroExtend(64)).eq(1);
    const of = (operations: Partial<typeof COUNTER_OPERATIONS>): Model =>
      modelOf({ counter: counterPart({ add: () => {}, ...operations }, undefined, premise) });
    const open = (one: Counter): boolean => {
      one.count = one.domain.u16(0);
      return COUNTER_OPERATIONS.open(one);
    };
    const { add } = COUNTER_OPERATIONS;

    expect(await judged(of({}))).toEqual(PROVED);
    expect(await judged(of({ add }))).toEqual({ ...PROVED, add: 'what was active stays so' });
    expect(await judged(of({ open }))).toEqual({ ...PROVED, open: 'it is active then' });
  });

  test('should be vacuous where a phase has no state, or a field does not take its ends', async () => {
    const none = await judged(modelOf({ counter: counterPart({}, ({ limit }) => limit.gt(1000)) }));
    const some = await judged(modelOf({ counter: counterPart({}, ({ limit }) => limit.lt(1000)) }));

    expect([none['any-active'], some['any-active']]).toEqual(['vacuous', 'vacuous']);
  });

  test('should say what of the model to change, since no user can change the proof', async () => {
    const hintOf = async (id: string, counter: DeclaredCounter['counter']): Promise<string | undefined> => {
      const model = modelOf({ counter });
      const own = model.ownProofs.find((each) => each.id === `counters/state/${id}`);
      if (own === undefined) throw new Error(`there is no ${id}`);
      return (await checkProof(own, model, DEFAULT_CHECK_OPTIONS)).failure?.hints[0];
    };

    const refuted = await hintOf('add', counterPart({ add: (one) => void (one.count = one.count.add(1)) }));
    const stuck = await hintOf(
      'any-active',
      counterPart({}, ({ limit }) => limit.lt(1000)),
    );

    expect(refuted).toMatch(/^Fix the operation, or what the model declares/);
    expect(stuck).toMatch(/narrow the field in the declaration of the phase/);
  });

  test('should be an error where a model counts outside of its state', async () => {
    let calls = 0;
    const add = (one: Counter): void => {
      calls += 1;
      one.count = one.domain.u16(2 + (calls % 2));
    };

    expect((await judged(modelOf({ counter: counterPart({ add }) })))['add']).toMatch(/differ|determin/i);
  });
});
