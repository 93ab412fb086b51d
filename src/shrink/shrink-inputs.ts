import type { Input, WordInput } from '../proof/inputs.ts';
import {
  EVERYTHING,
  NOTHING,
  shifted,
  withBytesMoved,
  withMemories,
  withWordsMoved,
} from '../context/memory-variants.ts';
import type { ConcreteState } from '../context/concrete-state.ts';

/** Whether a state still breaks what it is a counterexample to. */
export type Breaks = (state: ConcreteState) => boolean;

type Value = bigint | boolean;

/** The order in which inputs are made small: queue sizes first, then as they were declared. */
export function inSizeOrder<T extends { readonly input: Input }>(inputs: Iterable<T>): readonly T[] {
  const all = [...inputs];
  return [...all.filter(({ input }) => isSize(input)), ...all.filter(({ input }) => !isSize(input))];
}

/** What an input is best, and what it is least; the two differ for addresses only. */
export interface Goal {
  readonly best: Value;
  /** Of an integer that may be negative, 0. */
  readonly least: Value;
}

/** Addresses are best this far apart, each on a page of its own: a queue whose areas overlap is hard to look at. */
const PAGE = 0x1000n;

/** By name of an input: the value that a counterexample takes if possible. */
export function goalsOf(inputs: Iterable<{ readonly input: Input }>): ReadonlyMap<string, Goal> {
  let pages = 0n;
  const goals = [...inputs].map(({ input }): [string, Goal] => {
    const least = leastOf(input);
    if (!isAddress(input)) return [input.name, { best: least, least }];
    pages += 1n;
    const page = pages * PAGE;
    const isAllowed = page >= input.min && page <= input.max && page % input.multipleOf === 0n;
    return [input.name, { best: isAllowed ? page : least, least }];
  });
  return new Map(goals);
}

function leastOf(input: Input): Value {
  if (input.kind === 'bool') return false;
  return input.min === null || (input.kind === 'integer' && input.min < 0n) ? 0n : input.min;
}

/** An aligned word of 64 bits is taken for a guest address. */
function isAddress(input: Input): input is WordInput {
  return input.kind === 'word' && input.width === 64 && input.multipleOf > 1n;
}

/** Whether the first of the inputs, sizes first, in which two states differ is better in one than in the other. */
function isSmaller(
  { inputs }: ConcreteState,
  than: ConcreteState,
  order: readonly { readonly input: Input }[],
  goals: ReadonlyMap<string, Goal>,
): boolean {
  for (const { input } of order) {
    const [value, other, goal] = [inputs.get(input.name), than.inputs.get(input.name), goals.get(input.name)];
    if (value === other || value === undefined || other === undefined || goal === undefined) continue;
    if (value === goal.best || other === goal.best) return value === goal.best;
    // An integer may be less than what counts as least.
    return value < goal.least || other < goal.least ? value > other : value < other;
  }
  return false;
}

/**
 * Makes inputs better one after the other, sizes first, as long as the state still breaks the property: the best value
 * of each, or one as small as can be. Memory is moved along, mapped entirely or unmapped entirely if the property no longer
 * breaks without that. Each state on the way is smaller than the one before, so that there is an end.
 */
export function shrinkInputs(
  start: ConcreteState,
  inputs: readonly { readonly input: Input }[],
  breaks: Breaks,
): ConcreteState {
  const goals = goalsOf(inputs);
  const order = inSizeOrder(inputs);
  let state = start;
  // What moves along may be an input before the one that is made better.
  const does: Breaks = (next) => isSmaller(next, state, order, goals) && breaks(next);
  for (let changed = true; changed;) {
    const before = state;
    for (const { input } of order) {
      const goal = goals.get(input.name);
      if (goal !== undefined) state = shrinkOne(state, input, goal, inputs, does);
    }
    changed = state !== before;
  }
  return state;
}

function shrinkOne(
  state: ConcreteState,
  input: Input,
  { best, least }: Goal,
  inputs: readonly { readonly input: Input }[],
  breaks: Breaks,
): ConcreteState {
  const value = state.inputs.get(input.name);
  if (value === undefined || value === best) return state;
  const attempt = (candidate: Value): ConcreteState | undefined =>
    variants(state, input, candidate, inputs).find(breaks);
  const ideal = attempt(best);
  if (ideal !== undefined || value === least) return ideal ?? state;
  if (typeof value !== 'bigint' || typeof least !== 'bigint') return state;
  if (input.kind === 'word' && input.powerOfTwo) return firstPower(least, value, attempt) ?? state;
  const grain = input.kind === 'word' ? input.multipleOf : 1n;
  return bisect(least / grain, value / grain, (candidate) => attempt(candidate * grain)) ?? state;
}

type Attempt = (candidate: bigint) => ConcreteState | undefined;

function firstPower(least: bigint, value: bigint, attempt: Attempt): ConcreteState | undefined {
  for (let candidate = least; candidate < value; candidate *= 2n) {
    const found = attempt(candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The least value at once, or else, by halving, one whose neighbour on that side does not do. */
function bisect(least: bigint, value: bigint, attempt: Attempt): ConcreteState | undefined {
  let best = attempt(least);
  if (best !== undefined) return best;
  let [fails, works] = [least, value];
  for (;;) {
    const middle = (fails + works) / 2n;
    if (middle === fails || middle === works) return best;
    const found = attempt(middle);
    if (found === undefined) fails = middle;
    else [works, best] = [middle, found];
  }
}

/** States in which an input has another value, the likelier first. */
function variants(
  state: ConcreteState,
  input: Input,
  value: Value,
  inputs: readonly { readonly input: Input }[],
): readonly ConcreteState[] {
  const changed = { ...state, inputs: new Map([...state.inputs, [input.name, value]]) };
  const mapped = withMemories(changed, ({ bytes }) => ({ ...EVERYTHING, bytes }));
  const others = [
    changed,
    withMemories(changed, () => NOTHING),
    withMemories(changed, () => EVERYTHING),
    mapped,
  ];
  const before = state.inputs.get(input.name);
  if (typeof value !== 'bigint' || typeof before !== 'bigint' || input.kind !== 'word') return others;
  // Sizes are bounded by each other.
  if (input.powerOfTwo) return [...others, capped(changed, inputs, value), together(changed, before, value)];
  const by = value - before;
  if (input.width === 16) {
    const isNear = nearnessTo(before, state, inputs);
    const near = withNeighbours(changed, input, inputs, isNear, by);
    const moved = { ...mapped, inputs: near.inputs };
    return [...others, near, ...withWordsMoved(mapped, by, isNear), ...withWordsMoved(moved, by, isNear)];
  }
  if (input.width < 64) return others;
  const length = roomBehind(state, before);
  return [
    ...others,
    withMemories(changed, (memory) => shifted(memory, by)),
    withMemories(mapped, (memory) => withBytesMoved(memory, { start: before, length, by })),
  ];
}

/** Whether indices are near one, modulo 2^16: within the largest size of a queue, as those of one queue are. */
function nearnessTo(
  index: bigint,
  { inputs }: ConcreteState,
  declared: readonly { readonly input: Input }[],
): (other: bigint) => boolean {
  const sizes = declared.flatMap(({ input }) => (isSize(input) ? [inputs.get(input.name)] : []));
  const room = sizes.reduce<bigint>(
    (most, size) => (typeof size === 'bigint' && size > most ? size : most),
    0n,
  );
  return (other) => BigInt.asUintN(16, other - index + room) <= 2n * room;
}

/** A state in which what is near the index that is moved is moved along. */
function withNeighbours(
  { inputs, ...rest }: ConcreteState,
  moved: WordInput,
  declared: readonly { readonly input: Input }[],
  isNear: (other: bigint) => boolean,
  by: bigint,
): ConcreteState {
  const next = new Map(inputs);
  for (const { input } of declared) {
    const value = inputs.get(input.name);
    if (input.kind !== 'word' || input.width !== 16 || input.powerOfTwo || input.name === moved.name)
      continue;
    if (typeof value === 'bigint' && isNear(value)) next.set(input.name, BigInt.asUintN(16, value + by));
  }
  return { ...rest, inputs: next };
}

/** How many bytes from an address on are nearer to it than to any other address among the inputs. */
function roomBehind({ inputs }: ConcreteState, address: bigint): bigint {
  const behind = [...inputs.values()].filter(
    (value): value is bigint => typeof value === 'bigint' && value > address,
  );
  return behind.reduce((room, value) => (value - address < room ? value - address : room), 1n << 20n);
}

/** All inputs that have the same value take the new one. */
function together(state: ConcreteState, before: Value, value: Value): ConcreteState {
  return {
    ...state,
    inputs: new Map([...state.inputs].map(([name, old]) => [name, old === before ? value : old])),
  };
}

function capped(
  state: ConcreteState,
  inputs: readonly { readonly input: Input }[],
  most: bigint,
): ConcreteState {
  const sizes = new Set(inputs.flatMap(({ input }) => (isSize(input) ? [input.name] : [])));
  const cap = (name: string, value: Value): Value =>
    sizes.has(name) && typeof value === 'bigint' && value > most ? most : value;
  return { ...state, inputs: new Map([...state.inputs].map(([name, value]) => [name, cap(name, value)])) };
}

function isSize(input: Input): input is WordInput {
  return input.kind === 'word' && input.powerOfTwo;
}
