import { expect, test } from 'vitest';
import { checkProof } from '../check/check.ts';
import type { ObservedMemory } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { counterexampleSection } from '../report/html/counterexample.ts';
import { tellStory } from '../story/story.ts';
import { ghost } from './ghost.ts';
import { invariant } from './invariant.ts';
import type { Lifecycle, Step } from './lifecycle.ts';
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
      const [limit, count, open, spare] = [domain.u16(5), domain.u16(0), domain.bool(false), domain.u8(0)];
      const make = () => new Counter(domain, { limit, count, open, spare });
      return run.made(counter, 'counter', run.make('make', [], make));
    },
  }),
  members: () => [],
  ownProofs: () => [],
});

const modelOf = (add: (counter: Counter) => void = COUNTER_OPERATIONS.add): Model =>
  counters.implement({ name: 'm', source: 'here' }, counterPart({ add }));

const step = (call: (counter: AnyCounter) => void): Step<Counters, AnyCounter, undefined, undefined> => ({
  start: (p, device) => device.counter(p.memory()),
  args: () => undefined,
  run: (_device, counter) => {
    call(counter);
    return { on: counter, result: undefined };
  },
});

const steps = { add: step((counter) => counter.add()), open: step((counter) => counter.open()) };
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
  ...{ makers, steps, consecutive: ['add', 'open'], other: null },
};

const stated = {
  title: 'additions are counted',
  requirements: [],
  doesNotProve: 'much.',
  of: lifecycle,
} as const;

/** How often it was added to, below the limit: what a right counter keeps. */
const counted = invariant({
  ...stated,
  id: 'counted',
  ghost: { added: ghost.count() },
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

/** Too weak: nothing says that the count is below 100 since its limit is. */
const small = invariant({
  ...stated,
  id: 'small',
  ghost: { parity: ghost.flag() },
  holds: { 'the count is below 100': { that: ({ seen }) => seen.count.lt(100) } },
  initially: { make: { parity: false } },
  after: { add: { parity: ({ ghost: { parity } }) => parity.not() }, open: {} },
});

async function refuted(model: Model, proofs: typeof counted.proofs, id: string) {
  const proof = proofs.find((one) => one.id === id);
  if (proof === undefined) throw new Error(`no proof ${id}`);
  const { counterexample } = await checkProof(proof, model, DEFAULT_CHECK_OPTIONS);
  if (counterexample === null) throw new Error('it is not refuted');
  return counterexample;
}

test('a step that is wrong should be shown with calls from the start', async () => {
  const twice = modelOf((counter) => {
    COUNTER_OPERATIONS.add(counter);
    COUNTER_OPERATIONS.add(counter);
  });
  const counterexample = await refuted(twice, counted.proofs, 'counted/after-add');

  const { induction } = counterexample;
  expect(induction).toMatchObject({
    ...{ step: 'add', reached: { operations: 1, isComplete: true } },
    clauses: [{ name: 'the count is how often', holds: false }],
    ghost: [{ name: 'added' }],
  });
  const story = tellStory(counterexample).join('\n');
  expect(story).toMatch(
    /before: this state, which the invariant allows[^]*'the count is how often' holds: 0 = 0/,
  );
  expect(story).toMatch(/the one step: add[^]*after: a state that[^]*added 0 -> 1/);
  expect(story).toContain("the count is how often' does not hold: 1, expected 2");
  expect(story).toMatch(
    /This happens: one operation from the start of the model[^]*1 {2}make\(\)\s+2 {2}add\(\)/,
  );
});

test('an invariant that is too weak should be shown as not reached, with the place to change', async () => {
  const counterexample = await refuted(modelOf(), small.proofs, 'small/after-add');

  expect(counterexample.induction?.reached).toEqual({ operations: 3, isComplete: true, steps: null });
  const story = tellStory(counterexample).join(' ').replaceAll(/\s+/g, ' ');
  expect(story).toContain('Not reached within 3 operations from the start of the model.');
  expect(story).toMatch(/add what excludes it to 'holds' of the invariant \(.*induction\.test\.ts:\d+\)/);
  const page = counterexampleSection(counterexample, 'a').html;
  expect(page).toContain('Before: a state that the invariant allows');
  expect(page).toContain('Not reached within 3 operations');
});
