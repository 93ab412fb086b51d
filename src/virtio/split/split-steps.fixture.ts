import { concreteDomain } from '../../domain/concrete.ts';
import { placementOf } from '../../proof/placed.ts';
import type { CounterexampleStep, JsonValue } from '../../proof/counterexample.ts';
import { splitFamily } from './family.ts';

type Step<K extends CounterexampleStep['kind']> = Extract<CounterexampleStep, { kind: K }>;
type State = Readonly<Record<string, JsonValue>>;

function number(state: State, name: string): bigint {
  const value = state[name] ?? 0;
  return typeof value === 'object' || typeof value === 'boolean' ? 0n : BigInt(value);
}

/** A queue of two entries, and the same after an element was added. */
export const TWO_ENTRIES: State = {
  ...{ size: 2, desc_table: '0x1000', avail_ring: '0x2000', used_ring: '0x3000', next_used: 1 },
};
export const TWO_ENTRIES_AFTER: State = { ...TWO_ENTRIES, next_used: 2 };

/** A split queue in a state, as a replay has it; indices that are left out point nowhere. */
export function createdQueue(state: State): Step<'created'> {
  const [u16, u64] = [
    (name: string) => concreteDomain.u16(number(state, name)),
    (name: string) => concreteDomain.u64(number(state, name)),
  ];
  const view = {
    ...{ size: u16('size'), nextAvail: u16('next_avail'), nextUsed: u16('next_used') },
    ...{ descTable: u64('desc_table'), availRing: u64('avail_ring'), usedRing: u64('used_ring') },
  };
  const placed = placementOf(splitFamily, 'queue', view);
  const placement = placed && { ...placed, cursors: placed.cursors.filter(({ name }) => name in state) };
  return { kind: 'created', part: 'queue', isMade: false, state, ...(placement && { placement }) };
}

/** What an operation left of it. */
export function returnedQueue(operation: string, state: State): Step<'return'> {
  const { cursors = [] } = createdQueue(state).placement ?? {};
  return { kind: 'return', part: 'queue', operation, result: null, state, placement: { cursors } };
}

/** A walk that an operation made, in a table of so many entries. */
export function createdWalk(table: string, entries: number): Step<'created'> {
  const view = { table: concreteDomain.u64(BigInt(table)), entries: concreteDomain.u16(entries) };
  const placement = placementOf(splitFamily, 'walk', view);
  const state = { table, entries };
  return { kind: 'created', part: 'made-walk', isMade: true, state, ...(placement && { placement }) };
}
