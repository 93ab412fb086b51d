import type { FenceOrdering } from '../memory/event.ts';
import { allWeakerThan, weakerThan, type OrderedLike } from '../memory/model/weaker.ts';
import type { OrderedQuestion, OrderedStep } from './ordered.ts';

/** Which steps are meant. What a question adds, as the steps of notifications, is no code, and never meant. */
export type IsMeant = (step: OrderedStep) => boolean;

/** Whether a question has a step that is meant. */
export function hasStep({ threads }: OrderedQuestion, isMeant: IsMeant): boolean {
  return threads.some(({ steps }) => steps.some((step) => step.event !== null && isMeant(step)));
}

/** A question in which all steps that are meant have another ordering: a relaxed fence orders nothing. */
export function reordered(question: OrderedQuestion, isMeant: IsMeant, to: FenceOrdering): OrderedQuestion {
  return {
    ...question,
    threads: question.threads.map(({ name, steps }) => ({
      name,
      steps: steps.map((step) => (step.event !== null && isMeant(step) ? withOrdering(step, to) : step)),
    })),
  };
}

function withOrdering<S extends OrderedLike>(step: S, ordering: FenceOrdering): S {
  return { ...step, ordering };
}

/** A fence, or an access that is no part of a read-modify-write, with its ordering. */
export interface OrderingOf {
  readonly kind: OrderedLike['kind'];
  readonly ordering: FenceOrdering;
}

/** The orderings that are weaker, the stronger ones first. */
export function orderingsBelow(of: OrderingOf): readonly FenceOrdering[] {
  return [...allWeakerThan(likeOf(of)).keys()];
}

/** Those that are one step weaker. */
export function orderingsNext(of: OrderingOf): readonly FenceOrdering[] {
  return weakerThan(likeOf(of));
}

function likeOf({ kind, ordering }: OrderingOf): OrderedLike {
  const id = '';
  if (kind === 'fence') return { kind, id, ordering };
  // Accesses have none of the kernel's.
  return { kind, id, ordering: isKernels(ordering) ? 'relaxed' : ordering };
}

function isKernels(ordering: FenceOrdering): ordering is 'linux-mb' | 'linux-rmb' | 'linux-wmb' {
  return ordering.startsWith('linux-');
}
