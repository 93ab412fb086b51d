import { truthOf, valueOf } from '../domain/concrete.ts';
import { checkMachineExecution, checkSourceExecution } from '../memory/model/execution/check.ts';
import type { Execution, Outcome, Source } from '../memory/model/execution/execution.ts';
import { compile } from '../memory/model/mapping.ts';
import type { MemoryModel } from '../memory/model/memory-models.ts';
import type { MemoryProgram, Placed, Step } from '../memory/model/program.ts';
import type { OrderedAccess, OrderedClaim, OrderedPlace, OrderedQuestion } from '../proof/ordered.ts';
import { Terms } from '../term/terms.ts';
import { programOf } from './ordered-program.ts';

/** What the accesses of a question on numbers did: where loads have their values from, and the order of stores. */
export type FoundExecution = Pick<Execution, 'outcomes' | 'order'>;

/**
 * The first execution of a question on numbers that a model allows: a bad one, or any; `null` where there is none. All are tried, with
 * the check of executions that shares nothing with the encoding which a solver was asked.
 */
export function findExecution(
  { question, model }: OrderedClaim,
  which: 'bad' | 'any',
): FoundExecution | null {
  if (which === 'bad' && !truthOf(question.bad)) return null;
  const isAllowed = checkUnder(question, model);
  for (const order of ordersOf(question)) {
    if (which === 'bad' && !isLost(question, order)) continue;
    for (const outcomes of outcomesOf(question))
      if (isAllowed({ outcomes, order })) return { outcomes, order };
  }
  return null;
}

/** An execution that was found, with its events. */
export function wholeExecution(question: OrderedQuestion, found: FoundExecution): Execution<Step> {
  return { ...found, events: placed(asProgram(question).threads), failures: [] };
}

type Check = (found: FoundExecution) => boolean;

function checkUnder(question: OrderedQuestion, model: MemoryModel): Check {
  const program = asProgram(question);
  if (model === 'rc11') {
    const events = placed(program.threads);
    return (found) => checkSourceExecution({ ...found, events, failures: [] }) === null;
  }
  const events = placed(compile(program, model).threads);
  return (found) => checkMachineExecution({ ...found, events, failures: [] }, model) === null;
}

function asProgram(question: OrderedQuestion): MemoryProgram {
  const terms = new Terms();
  return programOf(question, {
    terms,
    int: (word) => terms.const(valueOf(word)),
    truth: (bool) => terms.truth(truthOf(bool)),
  });
}

function placed<S>(threads: readonly (readonly S[])[]): readonly Placed<S>[] {
  return threads.flatMap((steps, thread) => steps.map((step, position) => ({ ...step, thread, position })));
}

/** The accesses of all threads. */
export function accessesIn({ threads }: OrderedQuestion): readonly OrderedAccess[] {
  return threads.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'fence' ? [] : [step])));
}

/** The cell of an access on numbers, as text. */
export function cellOf(place: OrderedPlace): string {
  if ('channel' in place) return place.channel;
  return place.cell ?? `0x${valueOf(place.address).toString(16)}`;
}

/** Every order of the stores to each cell that keeps program order. */
function ordersOf({ threads }: OrderedQuestion): readonly Execution['order'][] {
  const storesOf = threads.map(({ steps }) => steps.flatMap((step) => (step.kind === 'store' ? [step] : [])));
  const cells = new Set(storesOf.flat().map(({ place }) => cellOf(place)));
  return [...cells].reduce<readonly Execution['order'][]>(
    (orders, cell) => {
      const inCell = storesOf.map((stores) => stores.filter(({ place }) => cellOf(place) === cell));
      const merged = interleavings(inCell.map((stores) => stores.map(({ id }) => id)));
      return orders.flatMap((order) => merged.map((ids) => new Map([...order, [cell, ids]])));
    },
    [new Map()],
  );
}

function interleavings<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  const left = lists.filter((list) => list.length > 0);
  if (left.length === 0) return [[]];
  return left.flatMap((list) =>
    interleavings(left.map((one) => (one === list ? one.slice(1) : one))).map((rest) => [
      ...list.slice(0, 1),
      ...rest,
    ]),
  );
}

/** Everything that the accesses may do, the values being what they are. */
function outcomesOf(question: OrderedQuestion): readonly ReadonlyMap<string, Outcome>[] {
  const accesses = accessesIn(question);
  return accesses.reduce<readonly ReadonlyMap<string, Outcome>[]>(
    (all, access) => {
      const each = access.kind === 'store' ? [stored(access)] : found(question, access, accesses);
      return all.flatMap((outcomes) => each.map((outcome) => new Map([...outcomes, [access.id, outcome]])));
    },
    [new Map()],
  );
}

/** What a store does. */
export function stored({ place, value }: OrderedAccess): Outcome {
  return { cell: cellOf(place), value: value === null ? 0n : valueOf(value), source: null };
}

/** Everything that a load may have read, its value being what it is. */
export function found(
  { history }: OrderedQuestion,
  { id, place, value }: OrderedAccess,
  accesses: readonly OrderedAccess[],
): readonly Outcome[] {
  const cell = cellOf(place);
  const of = (source: Source, read: bigint): Outcome => ({ cell, value: read, source });
  const stores = accesses
    .filter((store) => store.kind === 'store' && cellOf(store.place) === cell)
    .map((store) => of({ store: store.id }, stored(store).value));
  // Nothing depends on what was in a channel.
  if (value === null) return [...stores, of({ history: 'before', when: 'before' }, 0n)];
  const read = valueOf(value);
  return [
    ...stores.filter((one) => one.value === read),
    ...history
      .filter(({ load, condition }) => load === id && truthOf(condition))
      .map(({ name, when }) => of({ history: name, when }, read)),
  ];
}

/** Whether no notification is left on the channel that the question names, if it names one. */
function isLost(question: OrderedQuestion, order: Execution['order']): boolean {
  if (question.lostOn === undefined) return true;
  const last = order.get(question.lostOn)?.at(-1);
  const store = accessesIn(question).find(({ id }) => id === last);
  return store === undefined || stored(store).value === 0n;
}
