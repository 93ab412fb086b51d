import type { FactEvent, FactValue, LitmusFacts, Literal } from './facts.fixture.ts';

type Values = Readonly<Record<string, number>>;

/** A moment of a machine: where each thread is, what it loaded and what it has not yet written. */
interface State {
  readonly at: readonly number[];
  readonly registers: readonly Values[];
  readonly buffers: readonly (readonly (readonly [loc: string, value: number])[])[];
  readonly memory: Values;
}

type Facts = Pick<LitmusFacts, 'threads' | 'locations'>;

/**
 * All outcomes of a program by running it in every way, on one memory (sc), or with a buffer of stores before it for each
 * thread (tso): a second way to the same answer, which shares nothing with axioms.
 */
export function outcomesOf(facts: Facts, machine: 'sc' | 'tso'): readonly (readonly Literal[])[] {
  const first: State = {
    at: facts.threads.map(() => 0),
    registers: facts.threads.map(() => ({})),
    buffers: facts.threads.map(() => []),
    memory: facts.locations,
  };
  const [seen, outcomes, open] = [new Set<string>(), new Map<string, readonly Literal[]>(), [first]];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const key = JSON.stringify(state);
    if (seen.has(key)) continue;
    seen.add(key);
    const next = facts.threads.flatMap((_, thread) => stepsOf(facts, machine, state, thread));
    open.push(...next);
    if (next.length > 0) continue;
    const outcome = outcomeOf(facts, state);
    outcomes.set(JSON.stringify(outcome), outcome);
  }
  return [...outcomes.values()];
}

/** What a thread can do next: write its oldest store, or its next step. */
function stepsOf(facts: Facts, machine: 'sc' | 'tso', state: State, thread: number): readonly State[] {
  const buffer = state.buffers[thread] ?? [];
  const [oldest, ...younger] = buffer;
  const written =
    oldest === undefined
      ? []
      : [
          {
            ...state,
            memory: { ...state.memory, [oldest[0]]: oldest[1] },
            buffers: state.buffers.with(thread, younger),
          },
        ];
  const event = facts.threads[thread]?.[state.at[thread] ?? 0];
  if (event === undefined) return written;
  const moved = { ...state, at: state.at.with(thread, (state.at[thread] ?? 0) + 1) };
  const after = happens(event, state.registers[thread] ?? {}) ? stepOf(event, machine, moved, thread) : moved;
  return after === null ? written : [...written, after];
}

/** The state after a step; `null` where it has to wait for the buffer. */
function stepOf(event: FactEvent, machine: 'sc' | 'tso', state: State, thread: number): State | null {
  const buffer = state.buffers[thread] ?? [];
  const registers = state.registers[thread] ?? {};
  const { kind, loc = '', reg = '', order } = event;
  const isFull = ['seq-cst', 'linux-mb', 'mfence'].includes(order);
  const isLocked = kind === 'rmw' || (kind === 'store' && order === 'seq-cst');
  if ((isLocked || (kind === 'fence' && isFull)) && buffer.length > 0) return null;
  const old = buffer.findLast(([other]) => other === loc)?.[1] ?? state.memory[loc] ?? 0;
  const loaded = reg === '' ? registers : { ...registers, [reg]: old };
  const after = { ...state, registers: state.registers.with(thread, loaded) };
  if (kind === 'load' || kind === 'fence') return after;
  const operand = valueIn(loaded, event.value);
  const value = event.op === 'add' ? old + operand : event.op === 'or' ? old | operand : operand;
  return machine === 'sc' || isLocked
    ? { ...after, memory: { ...state.memory, [loc]: value } }
    : { ...after, buffers: state.buffers.with(thread, [...buffer, [loc, value]]) };
}

function happens({ when = [] }: FactEvent, registers: Values): boolean {
  return when.every(
    ([reg, relation, value]) => reg in registers && (registers[reg] === value) === (relation === '='),
  );
}

function valueIn(registers: Values, value: FactValue = 0): number {
  if (typeof value === 'number') return value;
  return ((registers[value.reg] ?? 0) | (value.or ?? 0)) + (value.add ?? 0);
}

/** What every load found and every location holds at the end. */
function outcomeOf({ threads, locations }: Facts, { registers, memory }: State): readonly Literal[] {
  return [
    ...threads.flatMap((events, thread) =>
      events.flatMap(({ reg }): readonly Literal[] =>
        reg === undefined ? [] : [[`${thread}:${reg}`, '=', registers[thread]?.[reg] ?? null]],
      ),
    ),
    ...Object.keys(locations).map((loc): Literal => [loc, '=', memory[loc] ?? 0]),
  ];
}
