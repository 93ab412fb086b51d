import { ORDER_EXECUTION } from '../proof/order-shape.ts';
import { MEMORY_MODELS } from '../proof/ordered.ts';
import type { Of } from '../shape/shape.ts';
import { described, listOf, object, orNull } from '../shape/structures.ts';
import { oneOf, TEXT, wholeNumber } from '../shape/values.ts';

/** Orderings that a fence or an access can have. A fence that is relaxed orders nothing. */
export const ORDERINGS = [
  ...['relaxed', 'acquire', 'release', 'acq-rel', 'seq-cst'],
  ...['linux-rmb', 'linux-wmb', 'linux-mb'],
] as const;

const VERDICT = oneOf(['proved', 'refuted', 'undecided']);

/** What an episode says where one ordering is a weaker one. */
export const WEAKER = object(
  {
    ordering: described(oneOf(ORDERINGS), 'The one in its place; a relaxed fence is as good as none.'),
    verdict: described(VERDICT, 'Of the assertion about the memory model. Never proved unless it was asked.'),
    reason: described(
      orNull(TEXT),
      'Why it is undecided, or that a stronger one is refuted already; null otherwise.',
    ),
    execution: described(
      orNull(ORDER_EXECUTION),
      'Of a refuted one that was asked: what happens, replayed on numbers; null otherwise.',
    ),
  },
  'The same code with a weaker ordering in one place.',
);

/** What an episode says of one place under one memory model. */
export const NEED = object(
  {
    memoryModel: oneOf(MEMORY_MODELS),
    asWritten: described(VERDICT, 'Of the code as it is: unless it is proved, no weaker ordering is asked.'),
    requirements: described(listOf(TEXT), 'What the assertions come from.'),
    weaker: listOf(WEAKER),
  },
  'What is proved of weaker orderings under one memory model.',
);

const PLACE_FIELDS = {
  file: described(TEXT, 'From the working directory; empty where no line of a model or a proof is known.'),
  line: described(orNull(wholeNumber(1)), 'Counted from 1; null where it is not known.'),
  column: described(orNull(wholeNumber(1)), 'Counted from 1; null where it is not known.'),
  function: described(TEXT, 'What it is in; empty where that has no name.'),
  side: oneOf(['driver', 'device']),
  kind: oneOf(['fence', 'load', 'store']),
  ordering: described(oneOf(ORDERINGS), 'As it is written.'),
};

/** A fence or an ordered access, as one episode meets it. */
export const WEIGHED = object({ ...PLACE_FIELDS, needs: listOf(NEED) });

/** A place, wherever it is met. */
export const FENCE_PLACE = PLACE_FIELDS;

/** What one proof on one model says of the orderings that it meets; plain data. */
export const WEIGHED_ORDERINGS = object({ places: listOf(WEIGHED) });

export type Weaker = Of<typeof WEAKER>;
export type Need = Of<typeof NEED>;
export type Weighed = Of<typeof WEIGHED>;
export type WeighedOrderings = Of<typeof WEIGHED_ORDERINGS>;
