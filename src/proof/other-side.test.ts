import { expect, test } from 'vitest';
import { checkProof } from '../check/check.ts';
import type { MemoryView, ObservedMemory, U16 } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import type { ProofContext } from './context.ts';
import { ghost } from './ghost.ts';
import { invariant, type Assumption } from './invariant.ts';
import type { Lifecycle } from './lifecycle.ts';
import { ModelKind } from './model.ts';
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
      const made = (): Counter => new Counter(domain, { limit, count, open, spare });
      return run.made(counter, 'counter', run.make('make', [], made));
    },
  }),
  members: () => [],
  ownProofs: () => [],
});

interface OnCounter {
  readonly counter: AnyCounter;
  readonly memory: ObservedMemory;
  /** An address of memory. */
  readonly at: ReturnType<ProofContext['any']['u64']>;
}

interface SeenCounter {
  readonly state: CounterView;
  /** What stands at the address. */
  readonly word: U16;
}

const wordAt = ({ memory, at }: { readonly memory: MemoryView; readonly at: OnCounter['at'] }): U16 =>
  memory.peekWord(at, 16);

const start = (p: ProofContext, device: Counters): OnCounter => {
  const memory = p.memory();
  return { counter: device.counter(memory), memory, at: p.any.u64('at') };
};

const steps = {
  open: {
    ...{ start, args: (): undefined => undefined },
    run: (_device: Counters, on: OnCounter) => ({ on, result: on.counter.open() }),
  },
};
const makers = {
  make: {
    make: (p: ProofContext, device: Counters): OnCounter => ({
      ...{ counter: device.make(), memory: p.memory(), at: p.any.u64('at') },
    }),
  },
};
const lifecycle: Lifecycle<
  Counters,
  Part<CounterView, CounterOperations>,
  OnCounter,
  SeenCounter,
  typeof steps,
  typeof makers
> = {
  on: counters,
  seen: (on) => ({ state: on.counter.state, word: wordAt(on) }),
  ...{ start, makers, steps },
  other: {
    ...{ name: 'peer', start },
    writes: (p, { memory }) => memory.havoc('peer', [{ start: p.domain.u64(0), length: 2n ** 64n - 1n }]),
  },
};

const GHOST = { opened: ghost.index() };

/** By id: what is broken, or the verdict where nothing is, of: the word stays what it was when the counter was opened. */
async function judged(
  environment: Readonly<Record<string, Assumption<typeof GHOST, SeenCounter, typeof steps>>>,
): Promise<Readonly<Record<string, string>>> {
  const { proofs } = invariant({
    ...{ id: 'word', title: 'the word stays', requirements: [], doesNotProve: 'much.', of: lifecycle },
    ...{ ghost: GHOST, environment },
    holds: {
      'it is what it was': {
        that: ({ ghost: { opened }, seen }) => seen.state.isOpen.implies(seen.word.eq(opened)),
      },
    },
    initially: { make: { opened: 0 } },
    after: { open: { opened: ({ after }) => after.word } },
  });
  const model = counters.implement(
    { name: 'm', source: 'here' },
    counterPart({ open: COUNTER_OPERATIONS.open }),
  );
  const results: [string, string][] = [];
  for (const one of proofs) {
    const { verdict, counterexample } = await checkProof(one, model, DEFAULT_CHECK_OPTIONS);
    results.push([one.id, counterexample?.assertion ?? verdict]);
  }
  return Object.fromEntries(results);
}

const OPERATIONS = { 'word/initially-make': 'proved', 'word/after-open': 'proved' };

test('should refute what each operation keeps and the other side can break', async () => {
  expect(await judged({})).toEqual({ ...OPERATIONS, 'word/after-peer-writes': 'it is what it was' });
});

test('should prove it where the other side leaves that alone', async () => {
  const leaves = {
    'the peer leaves the word': {
      writes: ({ seen, after }: { readonly seen: SeenCounter; readonly after: SeenCounter }) =>
        after.word.eq(seen.word),
    },
  };
  expect(await judged(leaves)).toEqual({ ...OPERATIONS, 'word/after-peer-writes': 'proved' });
});

test('should be vacuous where the other side is assumed never to write', async () => {
  const never = {
    'the peer is silent': { writes: ({ seen }: { readonly seen: SeenCounter }) => seen.word.ne(seen.word) },
  };
  expect(await judged(never)).toMatchObject({ 'word/after-peer-writes': 'vacuous' });
});

test('should not count a moment in which the other side breaks what always holds', async () => {
  const small = {
    'the word is 0': { always: ({ seen }: { readonly seen: SeenCounter }) => seen.word.eq(0) },
  };
  expect(await judged(small)).toMatchObject({ 'word/after-peer-writes': 'proved' });
});
