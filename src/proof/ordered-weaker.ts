import { weakeningsOf, type Weakening } from '../memory/model/weaker.ts';
import type { OrderedQuestion, OrderedStep } from './ordered.ts';

/** A question in which one ordering of the code is a step weaker. */
export interface WeakerQuestion extends Omit<Weakening<OrderedStep>, 'steps'> {
  /** The name of the thread. */
  readonly thread: string;
  readonly question: OrderedQuestion;
}

/** Every question that differs in one ordering, a step weaker. Steps that a question adds, as those of notifications, stay. */
export function weakerQuestions(question: OrderedQuestion): readonly WeakerQuestion[] {
  return question.threads.flatMap((thread) =>
    weakeningsOf(thread.steps).flatMap(({ steps, ...about }) =>
      thread.steps.some((step) => step.id === about.id && step.event === null)
        ? []
        : [{ ...about, thread: thread.name, question: withSteps(question, thread.name, steps) }],
    ),
  );
}

function withSteps(question: OrderedQuestion, name: string, steps: readonly OrderedStep[]): OrderedQuestion {
  return {
    ...question,
    threads: question.threads.map((thread) => (thread.name === name ? { ...thread, steps } : thread)),
  };
}
