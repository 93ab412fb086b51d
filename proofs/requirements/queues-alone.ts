import type { Unanswered } from './requirement.ts';

/*
 * Why a model around a queue does not answer what its queue does.
 */

const QUEUE_ALONE: Unanswered = {
  answer: 'not-applicable',
  reason: 'is a loop around a queue, whose model answers it',
};

/** Of the rings of vhost-user: requests of a front end, which start, stop and configure a queue. */
export const FRONT_END: Unanswered = {
  answer: 'not-applicable',
  reason: 'is what a front end’s requests make of a ring; the model of its queue answers it',
};

/** Of what is about the ring alone. */
export const OF_QUEUES_ALONE = { handler: QUEUE_ALONE, vring: FRONT_END };
