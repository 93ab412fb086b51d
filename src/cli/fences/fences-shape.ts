import { ORDER_EXECUTION } from '../../proof/order-shape.ts';
import { MEMORY_MODELS } from '../../proof/ordered.ts';
import { TOOL, TOOL_VERSION } from '../../report/document-shape.ts';
import { RUN_FIELDS } from '../../report/run-shape.ts';
import { FENCE_PLACE, ORDERINGS } from '../../result/fences-shape.ts';
import type { Of } from '../../shape/shape.ts';
import { described, listOf, object, orNull } from '../../shape/structures.ts';
import { oneOf, TEXT, wholeNumber } from '../../shape/values.ts';

const EPISODE = { proof: TEXT, model: orNull(TEXT) };
const MEMORY_MODEL = oneOf(MEMORY_MODELS);

export const FENCE_BREAK = object(
  {
    memoryModel: MEMORY_MODEL,
    ordering: described(oneOf(ORDERINGS), 'In the place of the one that is written.'),
    ...EPISODE,
    assertion: TEXT,
    requirements: listOf(TEXT),
    execution: described(ORDER_EXECUTION, 'What happens then, replayed on numbers.'),
  },
  'What breaks with a weaker ordering.',
);

export const FENCE_UNDER = object(
  {
    memoryModel: MEMORY_MODEL,
    suffices: described(
      listOf(oneOf(ORDERINGS)),
      'The weakest orderings that are proved in all episodes asked, the one that is written among them; none where not even that is proved.',
    ),
  },
  'The need of a place under one memory model.',
);

export const FENCE = object(
  {
    ...FENCE_PLACE,
    side: described(orNull(oneOf(['driver', 'device'])), 'Null where it is not executed.'),
    verdict: described(
      oneOf(['needed', 'stronger', 'open', 'not-executed']),
      'needed: each ordering that is a step weaker breaks an episode. stronger: a weaker one is proved in all episodes, and all were asked. open: neither is known. not-executed: no episode asked gets there.',
    ),
    suffices: described(
      listOf(oneOf(ORDERINGS)),
      'Of a stronger one: the weakest that are proved in all episodes under all memory models that were asked.',
    ),
    under: listOf(FENCE_UNDER),
    sections: described(listOf(TEXT), 'Of VIRTIO: what the assertions come from that break without it.'),
    requirements: described(listOf(TEXT), 'Ids of these.'),
    breaks: described(listOf(FENCE_BREAK), 'For each memory model and ordering a step weaker, the first.'),
    episodes: described(listOf(object(EPISODE)), 'In which it takes part, of those that were asked.'),
    reasons: described(listOf(TEXT), 'Of an open one: what is not known.'),
  },
  'A fence or an ordered access. One at a time is made weaker: two may not both be spared.',
);

export const FENCES_DOCUMENT = object(
  {
    tool: TOOL,
    version: TOOL_VERSION,
    memoryModels: described(listOf(MEMORY_MODEL), 'Those that were asked.'),
    fences: listOf(FENCE),
    episodes: described(
      listOf(object({ ...EPISODE, problem: described(orNull(TEXT), 'Why not all of it is known.') })),
      'All that were asked and that make an assertion about an order of accesses, and those with a problem.',
    ),
    summary: object({
      needed: wholeNumber(),
      stronger: wholeNumber(),
      open: wholeNumber(),
      notExecuted: wholeNumber(),
    }),
    loadFailures: RUN_FIELDS.loadFailures,
  },
  'Of `ringproof fences --reporter json`.',
);

export type TabledFence = Of<typeof FENCE>;
export type FencesDocument = Of<typeof FENCES_DOCUMENT>;
