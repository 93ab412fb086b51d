import { described, listOf, object, orNull } from '../shape/structures.ts';
import { oneOf, TEXT } from '../shape/values.ts';
import { MEMORY_MODELS } from './ordered.ts';

/** How one access comes before another of another thread. */
const EDGE = object({
  from: TEXT,
  to: TEXT,
  kind: described(
    oneOf(['rf', 'fr', 'co']),
    'rf: `to` reads what `from` stored; fr: `from` reads an older value than `to` stores; co: `from` is stored before `to`.',
  ),
});

const ORDERED_STEP = object({
  id: TEXT,
  text: described(TEXT, 'What it does: "avail.idx := 1, release".'),
  at: described(TEXT, 'File and line of the code, without folders; empty where it has none.'),
});

/** Why an assertion about the order of accesses breaks. */
export const ORDER_EXECUTION = object(
  {
    assertion: described(TEXT, 'Name of the assertion that it breaks.'),
    memoryModel: described(oneOf(MEMORY_MODELS), 'The memory model that allows it.'),
    threads: listOf(
      object({ name: TEXT, steps: described(listOf(ORDERED_STEP), 'In the order of the code.') }),
    ),
    edges: described(listOf(EDGE), 'Between threads, each to the next store alone.'),
    cycle: described(
      orNull(listOf(TEXT)),
      'Steps that would each have to come before the next, and the last before the first, if the threads took turns; null if taking turns gives the same.',
    ),
    fix: described(TEXT, 'Where a fence is missing, or that none helps.'),
    litmus: described(TEXT, 'The same as a litmus test in the C form of the format of herd7.'),
  },
  'What both sides did, in an order that a memory model allows.',
);
