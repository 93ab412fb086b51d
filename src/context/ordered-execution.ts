import { valueOf } from '../domain/concrete.ts';
import type { Event } from '../memory/event.ts';
import { cycleOf, edgesOf } from '../memory/model/execution/cycle.ts';
import type { Execution } from '../memory/model/execution/execution.ts';
import { writeLitmus } from '../memory/model/litmus/write.ts';
import type { Step } from '../memory/model/program.ts';
import type { OrderExecution } from '../proof/counterexample.ts';
import type { OrderedAccess, OrderedClaim, OrderedQuestion, OrderedStep } from '../proof/ordered.ts';
import { fixInWords } from './ordered-fix.ts';
import { accessesIn, findExecution, wholeExecution } from './ordered-search.ts';

/** The line of the user's code that an event comes from, as text; empty where none is known. */
type PlaceOf = (event: Event) => string;

/** A bad execution of a question on numbers, with why it is possible and what forbids it; `null` where there is none. */
export function badExecution(
  assertion: string,
  claim: OrderedClaim,
  placeOf: PlaceOf,
): OrderExecution | null {
  const found = findExecution(claim, 'bad');
  if (found === null) return null;
  const { question, model } = claim;
  const execution = wholeExecution(question, found);
  const cycle = cycleOf(execution)?.map(({ from }) => from) ?? null;
  return {
    ...{ assertion, memoryModel: model, cycle },
    threads: question.threads.map(({ name, steps }) => ({
      name,
      steps: steps.map((step) => stepInWords(question, step, execution, placeOf)),
    })),
    edges: edgesBetween(execution),
    fix:
      cycle === null
        ? 'taking turns, step by step, gives this: the order of the steps is wrong, and no fence helps'
        : fixInWords(question),
    litmus: writeLitmus(assertion, withNames(question, execution)),
  };
}

function stepInWords(
  question: OrderedQuestion,
  step: OrderedStep,
  { outcomes }: Execution,
  placeOf: PlaceOf,
): OrderExecution['threads'][number]['steps'][number] {
  const { id, event } = step;
  const at = event === null ? '' : placeOf(event);
  if (step.kind === 'fence') return { id, text: `fence, ${step.ordering}`, at };
  const sign = step.kind === 'store' ? ':=' : '=';
  const value = outcomes.get(id)?.value ?? 0n;
  return { id, text: `${nameOf(question, step)} ${sign} ${value}, ${step.ordering}`, at };
}

function nameOf({ words }: OrderedQuestion, { place }: OrderedAccess): string {
  if ('channel' in place) return place.channel;
  if (place.cell !== undefined) return place.cell;
  const address = valueOf(place.address);
  return words.find(({ at }) => valueOf(at) === address)?.name ?? `0x${address.toString(16)}`;
}

/** Those of the edges that cross from one thread to another, in the order in which they are told. */
function edgesBetween(execution: Execution): OrderExecution['edges'] {
  const threadOf = (id: string): number | undefined =>
    execution.events.find((event) => event.id === id)?.thread;
  const all = edgesOf(execution).filter(({ from, to }) => threadOf(from) !== threadOf(to));
  return (['rf', 'fr', 'co'] as const).flatMap((kind) =>
    all.filter((edge) => edge.kind === kind).map(({ from, to }) => ({ from, to, kind })),
  );
}

/** The same, its cells called as pictures call them. */
function withNames(question: OrderedQuestion, execution: Execution<Step>): Execution<Step> {
  const names = new Map(
    accessesIn(question).map((access) => [
      execution.outcomes.get(access.id)?.cell ?? '',
      nameOf(question, access),
    ]),
  );
  const named = (cell: string): string => names.get(cell) ?? cell;
  return {
    ...execution,
    outcomes: new Map([...execution.outcomes].map(([id, one]) => [id, { ...one, cell: named(one.cell) }])),
    order: new Map([...execution.order].map(([cell, stores]) => [named(cell), stores])),
  };
}
