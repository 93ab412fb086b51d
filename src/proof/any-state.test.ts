import { describe, expect, test } from 'vitest';
import { check } from '../check/check.fixture.ts';
import type { ProofContext } from '../index.ts';
import type { ProofResult } from '../result/verdict.ts';
import type { Given } from './given.ts';
import { ModelRun, type Handle } from './model-run.ts';
import { counterPart, type CounterOperations, type CounterView } from './part.fixture.ts';

type AnyCounter = Handle<CounterView, CounterOperations>;

/** What is said of a counter that starts in a phase, as far as a property gives. */
function checkCounter(
  phase: string | null,
  given: Given<CounterView>,
  body: (p: ProofContext<string>, counter: AnyCounter, run: ModelRun) => void,
  covers: readonly string[] = [],
): Promise<ProofResult> {
  return check(
    (p) => {
      const run = new ModelRun(p);
      const memory = p.memory();
      body(p, run.any(counterPart(), 'counter', { phase, memory, given }), run);
    },
    { covers },
  );
}

const claim =
  (name: string, says: (counter: AnyCounter['state']) => ReturnType<CounterView['count']['eq']>) =>
  (p: ProofContext<string>, { state }: AnyCounter): void => {
    p.assert(name, says(state));
  };

describe('a state of no phase', () => {
  test('should be any of the schema and the invariant, and no other', async () => {
    const inside = await checkCounter(
      null,
      {},
      claim('at most 1000', ({ count }) => count.le(1000)),
    );
    const less = await checkCounter(
      null,
      {},
      claim('below 1000', ({ count }) => count.lt(1000)),
    );

    expect(inside.failure?.message).toBeUndefined();
    expect(inside.verdict).toBe('proved');
    expect(less.verdict).toBe('refuted');
  });

  test('should have inputs of the names that the view has, and of the model’s own where it has none', async () => {
    const { counterexample } = await checkCounter(null, {}, (p) => p.assert('never', false));

    expect(Object.keys(counterexample?.inputs ?? {})).toEqual([
      'counter.limit',
      'counter.count',
      'counter.is_open',
      'counter.spare',
    ]);
  });
});

describe('what a property gives', () => {
  test('should be the value of a field that the view shows, which is no input then', async () => {
    const { counterexample, verdict } = await check((p) => {
      const given = { count: p.any.u16('wanted', { max: 1000 }), isOpen: false };
      const { state } = new ModelRun(p).any(counterPart(), 'counter', {
        ...{ phase: null, memory: p.memory(), given },
      });
      p.assert('it is the value', state.count.eq(given.count).and(state.isOpen.not()));
      p.assert('it is never 7', state.count.ne(7));
    });

    expect(verdict).toBe('refuted');
    expect(counterexample?.assertion).toBe('it is never 7');
    expect(Object.keys(counterexample?.inputs ?? {})).toEqual(['wanted', 'counter.limit', 'counter.spare']);
  });

  test('should be the range of a field, both of its ends being met', async () => {
    const { verdict, failure } = await checkCounter(
      null,
      { count: { min: 3, max: 5 } },
      (p, { state }) => {
        p.assert('within', state.count.ge(3).and(state.count.le(5)));
        p.cover('least', state.count.eq(3));
        p.cover('greatest', state.count.eq(5));
      },
      ['least', 'greatest'],
    );

    expect({ verdict, failure }).toEqual({ verdict: 'proved', failure: null });
  });

  test('should be assumed of what the view computes', async () => {
    const given: Given<CounterView> = { isFull: true, count: { min: 1 } };
    const is = await checkCounter(
      null,
      given,
      claim('is', ({ isFull }) => isFull),
    );
    const isNot = await checkCounter(
      null,
      given,
      claim('is not', ({ isFull }) => isFull.not()),
    );

    expect([is.verdict, isNot.verdict]).toEqual(['proved', 'refuted']);
  });

  test('should restrict nothing where the view leaves the field out: of such a model it is said of more states', async () => {
    const given: object = { none: { min: 1 } };
    const { verdict, failure } = await checkCounter(
      null,
      given,
      (p, { state }) => {
        p.assert('x', true);
        p.cover('least', state.count.eq(0));
        p.cover('greatest', state.count.eq(1000));
      },
      ['least', 'greatest'],
    );

    expect({ verdict, failure }).toEqual({ verdict: 'proved', failure: null });
  });

  test('should be an error where a range leaves no value', async () => {
    const part = await checkCounter(null, { count: { min: 2, max: 3, multipleOf: 5 } }, (p) =>
      p.assert('x', true),
    );

    expect(part).toMatchObject({ verdict: 'error' });
    expect(part.failure?.message).toContain("what the property gives leaves no value for 'counter.count'");
  });

  test.each([
    ['an integer', (p: ProofContext<string>) => p.any.integer('n')],
    ['a condition', (p: ProofContext<string>) => p.any.bool('b')],
    ['a number', () => 7],
  ])('should be an error where a word is given %s', async (_, value) => {
    const { verdict, failure } = await check((p) => {
      // As code without types would call it.
      const given = { count: value(p) as never };
      new ModelRun(p).any(counterPart(), 'counter', { phase: null, memory: p.memory(), given });
    });

    expect(verdict).toBe('error');
    expect(failure?.message).toBe("the value given for 'counter.count' is neither a word nor a range");
  });

  test('should not contradict the phase without being vacuous', async () => {
    const { verdict } = await checkCounter('active', { isOpen: false }, (p) => p.assert('x', true));

    expect(verdict).toBe('vacuous');
  });
});

describe('a phase', () => {
  test('should fix fields, and what it says of all has to hold', async () => {
    const { verdict } = await checkCounter('active', {}, (p, counter, run) => {
      p.assert('it is open', counter.state.isOpen);
      p.assert('it is in the phase', run.isIn(counter, 'active', p.memory('other')));
    });

    expect(verdict).toBe('proved');
  });

  test('should give a field the value of one before it', async () => {
    const { verdict, counterexample } = await checkCounter('full', {}, (p, counter, run) => {
      counter.add();
      p.assert('it stays full', run.isIn(counter, 'full', p.memory('other')));
      p.assert('never', false);
    });

    expect(verdict).toBe('refuted');
    expect(counterexample?.assertion).toBe('never');
    expect(Object.keys(counterexample?.inputs ?? {})).not.toContain('counter.count');
  });

  test('should narrow a range', async () => {
    const small = await checkCounter(
      'small',
      {},
      claim('at most 8', ({ count }) => count.le(8)),
    );
    const smaller = await checkCounter(
      'small',
      {},
      claim('below 8', ({ count }) => count.lt(8)),
    );

    expect([small.verdict, smaller.verdict]).toEqual(['proved', 'refuted']);
  });

  test('should hold of no state outside of it', async () => {
    const { verdict, failure } = await checkCounter(null, {}, (p, counter, run) => {
      const isIn = run.isIn(counter, 'active', p.memory('other'));
      p.assert('only open ones are in it', isIn.implies(counter.state.isOpen));
      p.assert('some are not', isIn);
    });

    expect([verdict, failure?.message]).toEqual(['refuted', "assertion 'some are not' does not hold"]);
  });

  test('should be an error where the model declares none of the name', async () => {
    const { failure } = await checkCounter('closed', {}, (p) => p.assert('x', true));

    expect(failure?.message).toBe("the counter of the model declares no phase 'closed'");
  });
});
