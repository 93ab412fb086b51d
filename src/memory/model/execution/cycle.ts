import type { Machine } from '../mapping.ts';
import type { MachineStep } from '../machine.ts';
import type { AnyStep, Execution } from './execution.ts';
import { machineOrder } from './machine-order.ts';
import type { Relation } from './relation.ts';
import { relationsOf, type Relations } from './relations.ts';

/** How one access comes before another: program order, reads-from, coherence, or from-read. */
export type EdgeKind = 'po' | 'rf' | 'co' | 'fr';

export interface Edge {
  /** Ids of accesses. */
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
}

/** An edge, and of program order whether a machine keeps it; a place for a fence where it does not. */
export interface KeptEdge extends Edge {
  readonly isKept: boolean;
}

/**
 * A shortest cycle of what an execution says came before what: why it has no order of all accesses, as they would have on a
 * sequentially consistent machine. `null` where it has one: then no fence helps.
 */
export function cycleOf(execution: Execution): readonly Edge[] | null {
  return cycleIn(relationsOf(execution));
}

/** The same, with what a machine keeps of program order. */
export function machineCycleOf(
  execution: Execution<MachineStep>,
  machine: Machine,
): readonly KeptEdge[] | null {
  const relations = relationsOf(execution);
  const kept = machineOrder(machine, relations).closure();
  const numberOf = (id: string): number => relations.events.findIndex((event) => event.id === id);
  return (
    cycleIn(relations)?.map((edge) => ({
      ...edge,
      isKept: edge.kind !== 'po' || kept.has(numberOf(edge.from), numberOf(edge.to)),
    })) ?? null
  );
}

/** Who reads from whom, and what comes before what in each cell, between neighbours: the edges of a picture. */
export function edgesOf(execution: Execution): readonly Edge[] {
  const relations = relationsOf(execution);
  const { coherence, fromRead } = relations;
  const next = coherence.where((a, b) => !coherence.then(coherence).has(a, b));
  const first = fromRead.where((a, b) => !fromRead.then(coherence).has(a, b));
  return [
    ...named(relations, 'rf', relations.readsFrom),
    ...named(relations, 'co', next),
    ...named(relations, 'fr', first),
  ];
}

function named({ events }: Relations, kind: EdgeKind, relation: Relation): readonly Edge[] {
  return events.flatMap((from, i) =>
    events.flatMap((to, j) => (relation.has(i, j) ? [{ from: from.id, to: to.id, kind }] : [])),
  );
}

function cycleIn<S extends AnyStep>(relations: Relations<S>): readonly Edge[] | null {
  const { events, programOrder, readsFrom, coherence, fromRead } = relations;
  const own = programOrder.where((a, b) => events[a]?.kind !== 'fence' && events[b]?.kind !== 'fence');
  const kinds: readonly (readonly [EdgeKind, Relation])[] = [
    ['rf', readsFrom],
    ['co', coherence],
    ['fr', fromRead],
    ['po', own],
  ];
  const cycle = own.or(readsFrom, coherence, fromRead).cycle();
  return (
    cycle?.flatMap((a, i): readonly Edge[] => {
      const b = cycle[(i + 1) % cycle.length] ?? a;
      const [from, to] = [events[a]?.id, events[b]?.id];
      const kind = kinds.find(([, relation]) => relation.has(a, b))?.[0];
      return from === undefined || to === undefined || kind === undefined ? [] : [{ from, to, kind }];
    }) ?? null
  );
}
