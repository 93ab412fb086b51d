import { described, listOf, object, optional, orNull } from '../shape/structures.ts';
import { BOOLEAN, TEXT, wholeNumber } from '../shape/values.ts';
import { CONJUNCT, JSON_VALUE, STEP } from './step-shapes.ts';

/** A condition of an invariant, on both sides of a step. */
export const CLAUSE = object(
  {
    name: described(TEXT, 'Its name in `holds` of the invariant.'),
    holds: described(BOOLEAN, 'Whether it holds after the step.'),
    before: described(listOf(CONJUNCT), 'Its parts before the step, where all of them hold.'),
    after: described(listOf(CONJUNCT), 'The same after it.'),
  },
  'A condition of an invariant; it holds before the step.',
);

/** A value that the proof follows, on both sides of a step. */
export const GHOST_CHANGE = object(
  { name: TEXT, before: JSON_VALUE, after: JSON_VALUE },
  'A value that the proof alone follows, before and after the step.',
);

/** What a search from the start of the model has shown. */
export const REACHED = object(
  {
    operations: described(
      wholeNumber(),
      'The most operations after the start that were tried, the last being the step.',
    ),
    isComplete: described(
      BOOLEAN,
      'Whether every sequence was decided, of the operations that the search can put together; false: some are open.',
    ),
    steps: described(
      orNull(listOf(STEP)),
      'The calls from the start that break the same condition; null if none was found.',
    ),
  },
  'Whether the step breaks the condition from the start of the model, too.',
);

/** The two states of a step of an induction. */
export const INDUCTION = object(
  {
    step: described(TEXT, 'The operation, as the id of the proof names it: add-used.'),
    clauses: described(listOf(CLAUSE), 'The conditions of the invariant, in its order.'),
    ghost: described(listOf(GHOST_CHANGE), 'The values that the proof follows.'),
    reached: optional(
      described(REACHED, 'Left out if the lifecycle has no operations that a search can put together.'),
    ),
  },
  'A proof by induction: a state that the invariant allows, and one step to a state that it does not allow.',
);
