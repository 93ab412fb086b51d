import type { AnyStep, Execution } from './execution.ts';
import { isInProgramOrder, type Access, type Placed } from '../program.ts';
import { Relation } from './relation.ts';

/** What an execution says of its events, by their numbers. */
export interface Relations<S extends AnyStep = AnyStep> {
  readonly events: readonly Placed<S>[];
  readonly programOrder: Relation;
  readonly readsFrom: Relation;
  readonly coherence: Relation;
  readonly fromRead: Relation;
  /** Accesses of one cell. */
  readonly sameCell: Relation;
  readonly sameThread: Relation;
  /** From the load of a read-modify-write to its store. */
  readonly update: Relation;
  /** From a load to what depends on it. */
  readonly dependency: Readonly<Record<keyof Access['dependencies'], Relation>>;
  /** The identity on the events of which something holds. */
  readonly only: (holds: (event: Placed<S>) => boolean) => Relation;
}

export function relationsOf<S extends AnyStep>({ events, outcomes, order }: Execution<S>): Relations<S> {
  const relation = (holds: (a: Placed<AnyStep>, b: Placed<AnyStep>) => boolean): Relation =>
    new Relation(events.length, (i, j) => {
      const [a, b] = [events[i], events[j]];
      return a !== undefined && b !== undefined && holds(a, b);
    });
  const cellOf = ({ id }: AnyStep): string | undefined => outcomes.get(id)?.cell;
  const isSameCell = (a: AnyStep, b: AnyStep): boolean => cellOf(a) !== undefined && cellOf(a) === cellOf(b);
  const placeOf = (store: AnyStep): number => order.get(cellOf(store) ?? '')?.indexOf(store.id) ?? -1;
  const coherence = relation(
    (a, b) => a.kind === 'store' && b.kind === 'store' && isSameCell(a, b) && placeOf(a) < placeOf(b),
  );
  const sourceOf = ({ id }: AnyStep): unknown => {
    const source = outcomes.get(id)?.source ?? null;
    return source === null ? undefined : 'store' in source ? source.store : source.when;
  };
  const readsFrom = relation((a, b) => a.kind === 'store' && b.kind === 'load' && sourceOf(b) === a.id);
  const readsOld = relation(
    (a, b) => a.kind === 'load' && b.kind === 'store' && isSameCell(a, b) && sourceOf(a) === 'before',
  );
  const dependency = (kind: keyof Access['dependencies']): Relation =>
    relation((a, b) => b.kind !== 'fence' && b.dependencies[kind].includes(a.id));
  return {
    events,
    programOrder: relation(isInProgramOrder),
    readsFrom,
    coherence,
    fromRead: readsFrom.inverse().then(coherence).or(readsOld),
    sameCell: relation(isSameCell),
    sameThread: relation((a, b) => a.thread === b.thread),
    update: relation((a, b) => a.kind === 'load' && a.partner === b.id),
    dependency: {
      address: dependency('address'),
      data: dependency('data'),
      control: dependency('control'),
    },
    only: (holds) =>
      new Relation(events.length, (i, j) => {
        const event = events[i];
        return i === j && event !== undefined && holds(event);
      }),
  };
}
