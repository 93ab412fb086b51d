import { truthOf } from '../domain/concrete.ts';
import type { OrderedClaim, OrderedQuestion } from '../proof/ordered.ts';
import { accessesIn, cellOf, findExecution, found, stored } from './ordered-search.ts';

/** How many answers are kept. */
const MOST_KEPT = 10_000;

const answers = new Map<string, boolean>();

/** Whether there is such an execution. A counterexample is run many times while it is made smaller, mostly to the same question. */
export function hasExecution(claim: OrderedClaim, which: 'bad' | 'any'): boolean {
  const key = `${which} ${claim.model} ${essence(claim.question)}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = findExecution(claim, which) !== null;
  if (answers.size >= MOST_KEPT) answers.clear();
  answers.set(key, answer);
  return answer;
}

/** All that the answer depends on: not the values and addresses themselves, but what each load may have read. */
function essence(question: OrderedQuestion): string {
  const accesses = accessesIn(question);
  const cells = [...new Set(accesses.map(({ place }) => cellOf(place)))];
  const steps = question.threads.map(({ steps: all }) =>
    all.map((step) => {
      if (step.kind === 'fence') return [step.id, step.ordering];
      const { id, kind, ordering, partner, group, place } = step;
      const isNone = kind === 'store' && stored(step).value === 0n;
      const sources = kind === 'load' ? found(question, step, accesses).map(({ source }) => source) : isNone;
      return [id, kind, ordering, partner, group, cells.indexOf(cellOf(place)), sources];
    }),
  );
  return JSON.stringify([steps, truthOf(question.bad), question.lostOn]);
}
