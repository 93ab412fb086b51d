import { isApplicable, MEMORY_MODELS } from '../memory/model/memory-models.ts';
import type { OrderedQuestion, OrderedStep } from '../proof/ordered.ts';
import { hasExecution } from './ordered-answers.ts';

/** The fewest full fences that leave no bad execution of a question on numbers, under any model that says what its steps mean, in words. */
export function fixInWords(question: OrderedQuestion): string {
  const gaps = question.threads.map(({ steps }, thread) => gapsIn(steps).map((gap) => ({ thread, ...gap })));
  const all = gaps.flat();
  const steps = question.threads.map((thread) => thread.steps);
  const models = MEMORY_MODELS.filter((model) => isApplicable(model, steps));
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
