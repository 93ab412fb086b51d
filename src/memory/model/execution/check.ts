import type { Machine } from '../mapping.ts';
import type { MachineStep } from '../machine.ts';
import type { Placed, Step } from '../program.ts';
import type { AnyStep, Execution } from './execution.ts';
import { languageOrder } from './language-order.ts';
import { machineOrder } from './machine-order.ts';
import type { Relation } from './relation.ts';
import { relationsOf, type Relations } from './relations.ts';

/** Why a model forbids an execution: the axiom that it breaks, and the ids of events on a cycle, if it is one. */
export interface Forbidden {
  readonly axiom: string;
  readonly events: readonly string[];
}

/**
 * Whether a machine allows an execution, from the published axioms over its relations, with no solver and none of the
 * encoding; `null` where it does.
 */
export function checkMachineExecution(execution: Execution<MachineStep>, machine: Machine): Forbidden | null {
  const relations = relationsOf(execution);
  const { sameThread, readsFrom, coherence, fromRead } = relations;
  const others = readsFrom.or(coherence, fromRead).where((a, b) => !sameThread.has(a, b));
  return (
    checkCommon(execution, relations) ??
    acyclic(relations, 'order', machineOrder(machine, relations).or(others))
  );
}

/** The same for RC11. */
export function checkSourceExecution(execution: Execution<Step>): Forbidden | null {
  const relations = relationsOf(execution);
  const { programOrder, readsFrom } = relations;
  const { happensBefore, extendedCoherence, partialSeqCst } = languageOrder(relations);
  return (
    checkCommon(execution, relations) ??
    irreflexive(relations, 'coherence', happensBefore.then(extendedCoherence.optional())) ??
    acyclic(relations, 'seq-cst order', partialSeqCst) ??
    acyclic(relations, 'thin air', programOrder.or(readsFrom))
  );
}

function checkCommon<S extends AnyStep>(
  { outcomes, order, failures }: Execution<S>,
  relations: Relations<S>,
): Forbidden | null {
  const { events, programOrder, readsFrom, coherence, fromRead, sameCell, sameThread, update } = relations;
  const external = (relation: Relation): Relation => relation.where((a, b) => !sameThread.has(a, b));
  const [failure] = failures;
  if (failure !== undefined) return { axiom: failure, events: [] };
  for (const event of events) {
    if (event.kind === 'load' && !hasItsValue(event, outcomes, order))
      return { axiom: 'value', events: [event.id] };
  }
  const own = programOrder.where((a, b) => sameCell.has(a, b));
  return (
    acyclic(relations, 'coherence', own.or(readsFrom, coherence, fromRead)) ??
    irreflexive(relations, 'atomicity', update.then(external(fromRead).then(external(coherence)).inverse()))
  );
}

/** Whether what a load has is what its source says: the value of a store to its cell, or something that no store is. */
function hasItsValue<S extends AnyStep>(
  load: Placed<S>,
  outcomes: Execution['outcomes'],
  order: Execution['order'],
): boolean {
  const outcome = outcomes.get(load.id);
  const source = outcome?.source ?? null;
  if (source === null || !('store' in source)) return source !== null;
  const store = outcomes.get(source.store);
  return (
    store?.value === outcome?.value &&
    store?.cell === outcome?.cell &&
    order.get(store?.cell ?? '')?.includes(source.store) === true
  );
}

function acyclic(relations: Relations, axiom: string, relation: Relation): Forbidden | null {
  const cycle = relation.cycle();
  return cycle === null ? null : { axiom, events: named(relations, cycle) };
}

function irreflexive(relations: Relations, axiom: string, relation: Relation): Forbidden | null {
  const at = relations.events.findIndex((_, i) => relation.has(i, i));
  return at < 0 ? null : { axiom, events: named(relations, [at]) };
}

function named({ events }: Relations, numbers: readonly number[]): readonly string[] {
  return numbers.flatMap((i) => events[i]?.id ?? []);
}
