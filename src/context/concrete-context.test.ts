import { describe, expect, test } from 'vitest';
import { ModelRun } from '../proof/model-run.ts';
import { Counter, counterPart } from '../proof/part.fixture.ts';
import { statelessFace } from '../proof/stateless.ts';
import { ConcreteContext } from './concrete-context.ts';
import { inputFaults } from '../replay/input-faults.ts';

const INPUTS = {
  ...{ 'counter.limit': 5n, 'counter.count': 5n },
  ...{ 'counter.is_open': true, 'counter.spare': 2n },
};

function contextOf(inputs: Readonly<Record<string, bigint | boolean>>, isWatched = true): ConcreteContext {
  return new ConcreteContext({ inputs: new Map(Object.entries(inputs)), memories: new Map() }, isWatched);
}

function counterIn(context: ConcreteContext) {
  const run = new ModelRun(context);
  return { run, counter: run.any(counterPart(), 'counter', { phase: null, memory: context.memory() }) };
}

const STATE = { count: 5, is_open: true, is_full: true, limit: 5, spare: 2 };

describe('a watched replay', () => {
  test('should record a part that it starts, and calls with the state that they leave', () => {
    const context = contextOf(INPUTS);
    const { counter } = counterIn(context);
    counter.close?.();

    expect(context.happened.filter(({ kind }) => kind !== 'assumption')).toEqual([
      { kind: 'created', part: 'counter', isMade: false, state: STATE },
      { kind: 'call', part: 'counter', operation: 'close', args: [] },
      {
        ...{ kind: 'return', part: 'counter', operation: 'close', result: null },
        state: { ...STATE, is_open: false },
      },
    ]);
  });

  test('should record what operations make, under a name of its own', () => {
    const context = contextOf(INPUTS);
    const { run, counter } = counterIn(context);
    const made = run.made(
      counterPart(),
      'counter',
      run.make('makeCounter', [context.domain.u16(3)], () => run.record(counter)),
    );
    run.copy(made).add();

    const told = context.happened.filter(({ kind }) => kind !== 'assumption' && kind !== 'decision');
    expect(told.slice(1)).toMatchObject([
      { kind: 'call', part: null, operation: 'make_counter', args: [3] },
      { kind: 'return', part: null, operation: 'make_counter', state: null },
      { kind: 'created', part: 'made-counter', isMade: true, state: STATE },
      { kind: 'created', part: 'made-counter2', isMade: true, state: STATE },
      { kind: 'call', part: 'made-counter2', operation: 'add' },
      { kind: 'return', part: 'made-counter2', operation: 'add', state: STATE },
    ]);
  });

  test('should show no instance among the arguments, and let pass what an operation throws', () => {
    const context = contextOf(INPUTS);
    const { run, counter } = counterIn(context);
    const close = (_: Counter, other?: unknown): void => {
      throw new Error(other instanceof Counter ? 'an instance' : 'none');
    };
    const other = run.made(counterPart({ close }), 'counter', run.record(counter));

    expect(() => run.call(other, 'close', [counter, context.domain.u16(7)])).toThrow('an instance');
    expect(context.happened.at(-1)).toEqual({
      ...{ kind: 'call', part: 'made-counter', operation: 'close', args: [7] },
    });
  });

  test('should record the calls of a model without parts', () => {
    const context = contextOf({});
    const face = statelessFace({ half: (value: number) => value / 2 }, new ModelRun(context));
    const half: unknown = Reflect.get(face, 'half');
    if (typeof half !== 'function') throw new Error('no function');

    expect(Reflect.apply(half, face, [6])).toBe(3);
    expect(context.happened).toEqual([
      { kind: 'call', part: null, operation: 'half', args: [6] },
      { kind: 'return', part: null, operation: 'half', result: 3, state: null },
    ]);
  });
});

test('a replay that is not watched should record no calls', () => {
  const context = contextOf(INPUTS, false);
  counterIn(context).counter.add();

  expect(context.happened).toEqual([]);
});

describe('the inputs of a start', () => {
  const faultsOf = (
    inputs: Readonly<Record<string, bigint | boolean>>,
    excused: 'own fields' | 'all fields',
  ) => {
    const context = contextOf(inputs);
    counterIn(context);
    context.any.bool('on');
    context.any.integer('sum');
    return inputFaults(context, excused);
  };
  const WHOLE = { ...INPUTS, on: false, sum: -1n };

  test('should be all that the body asks for', () => {
    expect(faultsOf(WHOLE, 'own fields')).toEqual([]);
  });

  test.each(['on', 'sum'])('should not lack one of the proof’s own: %s', (name) => {
    const { [name]: _, ...rest } = WHOLE as Readonly<Record<string, bigint | boolean>>;
    expect(faultsOf(rest, 'all fields')).toEqual([`'${name}' is missing`]);
  });

  test('should lack fields of the view on another model only', () => {
    const { 'counter.count': _, ...rest } = WHOLE;
    expect(faultsOf(rest, 'own fields')).toEqual(["'counter.count' is missing"]);
    expect(faultsOf(rest, 'all fields')).toEqual([]);
  });

  test('should lack fields that only the model knows', () => {
    const { 'counter.spare': _, ...rest } = WHOLE;
    expect(faultsOf(rest, 'own fields')).toEqual([]);
  });

  test.each([
    ['counter.count', true, 'is true, but the proof declares a number'],
    ['counter.is_open', 1n, 'is 1, but the proof declares a Boolean'],
    ['sum', false, 'is false, but the proof declares a number'],
    ['on', 0n, 'is 0, but the proof declares a Boolean'],
  ])('should be of the right kind, on any model: %s', (name, value, what) => {
    expect(faultsOf({ ...WHOLE, [name]: value }, 'all fields')).toEqual([`'${name}' ${what}`]);
  });
});
