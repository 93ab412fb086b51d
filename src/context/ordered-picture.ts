import { valueOf } from '../domain/concrete.ts';
import type { Event } from '../memory/event.ts';
import { isApplicable, MEMORY_MODELS } from '../memory/model/memory-models.ts';
import type { OrderedAccess, OrderedClaim, OrderedQuestion, OrderedStep } from '../proof/ordered.ts';
import { hasExecution } from './ordered-answers.ts';
import { findExecution, strongerCycle, type FoundExecution } from './ordered-search.ts';

/** Characters of the left one of two columns. */
const COLUMN = 52;

/** The line of the user's code that an event comes from, as text; empty where none is known. */
type PlaceOf = (event: Event) => string;

/**
 * A bad execution of a question on numbers, in lines: what each thread does, in columns; what loads read and which stores they
 * came before; the cycle that sequential consistency forbids; and where one full fence, or one on each side, would forbid it
 * under every model. Nothing where there is no such execution.
 */
export function pictureOf(claim: OrderedClaim, placeOf: PlaceOf): readonly string[] {
  const found = findExecution(claim, 'bad');
  if (found === null) return [];
  const { question } = claim;
  const columns = question.threads.map(({ name, steps }) => [
    name,
    ...steps.map((step) => stepInWords(question, step, found, placeOf)),
  ]);
  return [...besides(columns), ...edgesOf(question, found), ...remedy(claim, strongerCycle(question, found))];
}

function besides(columns: readonly (readonly string[])[]): readonly string[] {
  const [left = [], ...others] = columns;
  const rows = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: rows }, (_, i) =>
    [(left[i] ?? '').padEnd(COLUMN), ...others.map((column) => column[i] ?? '')].join(' | ').trimEnd(),
  );
}

function stepInWords(
  question: OrderedQuestion,
  step: OrderedStep,
  found: FoundExecution,
  placeOf: PlaceOf,
): string {
  const line = step.event === null ? '' : placeOf(step.event);
  const at = line === '' ? '' : ` (${line})`;
  if (step.kind === 'fence') return `${step.id} fence, ${step.ordering}${at}`;
  const value = found.outcomes.get(step.id)?.value ?? 0n;
  const sign = step.kind === 'store' ? ':=' : '=';
  return `${step.id} ${nameOf(question, step)} ${sign} ${value}, ${step.ordering}${at}`;
}

function nameOf({ words }: OrderedQuestion, { place }: OrderedAccess): string {
  if ('channel' in place) return place.channel;
  if (place.cell !== undefined) return place.cell;
  const address = valueOf(place.address);
  return words.find(({ at }) => valueOf(at) === address)?.name ?? `0x${address.toString(16)}`;
}

/** Reads-from between threads, from-read and coherence, each to the next store alone. */
function edgesOf({ threads }: OrderedQuestion, { outcomes, order }: FoundExecution): readonly string[] {
  const threadOf = (id: string): number =>
    threads.findIndex(({ steps }) => steps.some((step) => step.id === id));
  const isAcross = (a: string, b: string | undefined): b is string =>
    b !== undefined && threadOf(a) !== threadOf(b);
  const reads = [...outcomes].flatMap(([id, { source, cell }]) => {
    if (source === null) return [];
    const stores = order.get(cell) ?? [];
    if ('history' in source) {
      const [next] = stores;
      return source.when === 'before' && isAcross(id, next)
        ? [`${id} reads an older value than ${next} stores`]
        : [];
    }
    const next = stores[stores.indexOf(source.store) + 1];
    return [
      ...(isAcross(id, source.store) ? [`${id} reads what ${source.store} stored`] : []),
      ...(isAcross(id, next) ? [`${id} reads an older value than ${next} stores`] : []),
    ];
  });
  const stored = [...order.values()].flatMap((stores) =>
    stores.flatMap((store, i) => {
      const next = stores[i + 1];
      return isAcross(store, next) ? [`${store} comes before ${next}`] : [];
    }),
  );
  return [...reads, ...stored];
}

/** The cycle that sequential consistency forbids, and the fences that do away with it. */
function remedy(claim: OrderedClaim, cycle: readonly string[]): readonly string[] {
  const [first] = cycle;
  return first === undefined
    ? ['taking turns, step by step, gives this: the order of the steps is wrong, and no fence helps']
    : [`cycle: ${[...cycle, first].join(' -> ')}`, fixInWords(claim)];
}

/** The fewest full fences that leave no bad execution of this question, under any model. */
function fixInWords({ question }: OrderedClaim): string {
  const gaps = question.threads.map(({ steps }, thread) => gapsIn(steps).map((gap) => ({ thread, ...gap })));
  const all = gaps.flat();
  const models = MEMORY_MODELS.filter((model) =>
    isApplicable(
      model,
      question.threads.map(({ steps }) => steps),
    ),
  );
  const [first = [], second = []] = gaps;
  const candidates = [
    ...all.map((gap) => [gap]),
    ...first.flatMap((one) => second.map((other) => [one, other])),
  ];
  const isFixed = (fences: (typeof candidates)[number]): boolean => {
    const threads = question.threads.map(({ name, steps }, thread) => ({
      name,
      steps: fences
        .filter((fence) => fence.thread === thread)
        .reduce((now, { at }) => now.toSpliced(at, 0, FENCE), steps),
    }));
    return models.every((model) => !hasExecution({ model, question: { ...question, threads } }, 'bad'));
  };
  const fix = candidates.find(isFixed);
  if (fix === undefined) return 'no full fence in one place of each side forbids this';
  const places = fix.map(({ after, before }) => `between ${after} and ${before}`).join(', and one ');
  return `a full fence ${places} forbids this under all of the models`;
}

const FENCE: OrderedStep = { kind: 'fence', id: 'fix', ordering: 'seq-cst', event: null };

function gapsIn(steps: readonly OrderedStep[]) {
  return steps.flatMap((step, i) => {
    const next = steps[i + 1];
    const isHalf = step.kind !== 'fence' && step.partner === next?.id;
    return next === undefined || isHalf ? [] : [{ at: i + 1, after: step.id, before: next.id }];
  });
}
