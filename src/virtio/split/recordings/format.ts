import * as v from 'valibot';
import type { CaseFormat } from '../../../conform/recording-shape.ts';
import { expected } from '../../../shape/faults.ts';
import { schemaOf, type Shape } from '../../../shape/shape.ts';
import { described, listOf, object, optional } from '../../../shape/structures.ts';
import { BOOLEAN, oneOf, U16, U32, U64_HEX } from '../../../shape/values.ts';
import { wholeQueue } from './whole-queue.ts';
import { wholeResult } from './short-chain.ts';

const SIZE = described(U16, 'Number of entries of each ring: a power of two up to 32768.');
const DESC_TABLE = described(U64_HEX, 'Guest address of the descriptor table.');
const AVAIL_RING = described(U64_HEX, 'Guest address of the available ring.');
const USED_RING = described(U64_HEX, 'Guest address of the used ring.');

/** Fields of a queue that a case may leave out; then they are not compared. */
const LEFT_OUT = {
  max_size: optional(described(U16, 'Largest size that the device offers; size if left out.')),
  ready: optional(described(BOOLEAN, 'Whether the queue is in use; true if left out.')),
  event_idx: optional(described(BOOLEAN, 'Whether EVENT_IDX was negotiated; false if left out.')),
  next_avail: optional(described(U16, 'Running index of the next available entry to take; 0 if left out.')),
  next_used: optional(described(U16, 'Running index of the next used element to write; 0 if left out.')),
  num_added: optional(
    described(U16, 'Elements added since needs_notification last answered from the ring; 0 if left out.'),
  ),
  seen_avail: optional(
    described(U16, "The driver's idx as last read, of a queue that keeps it; next_avail if left out."),
  ),
  added_all: optional(
    described(BOOLEAN, 'Whether num_added wrapped, of a queue that notices; false if left out.'),
  ),
  in_order: optional(
    described(BOOLEAN, 'Whether IN_ORDER was negotiated, of a queue that can keep to it; false if left out.'),
  ),
};

const QUEUE = object({
  ...{ size: SIZE, desc_table: DESC_TABLE, avail_ring: AVAIL_RING, used_ring: USED_RING },
  ...LEFT_OUT,
});

const STATE = object({
  ...{ size: optional(SIZE), desc_table: optional(DESC_TABLE) },
  ...{ avail_ring: optional(AVAIL_RING), used_ring: optional(USED_RING) },
  ...LEFT_OUT,
});

/** The names of all these fields. */
export const RECORDED_FIELDS: readonly string[] = [
  ...['size', 'desc_table', 'avail_ring', 'used_ring'],
  ...Object.keys(LEFT_OUT),
];

const NONE = object({});

/** The fields that set-up hands on, and what their values are like. */
const SET_UP = {
  ...{ size: U16, ready: BOOLEAN, event_idx: BOOLEAN },
  ...{ desc_table: U64_HEX, avail_ring: U64_HEX, used_ring: U64_HEX },
};

function setUp<const N extends keyof typeof SET_UP>(field: N) {
  return v.strictObject({
    field: v.literal(field),
    value: schemaOf<string | number | boolean>(SET_UP[field]),
  });
}

const CHANGE = v.variant(
  'field',
  [
    setUp('size'),
    setUp('ready'),
    setUp('event_idx'),
    setUp('desc_table'),
    setUp('avail_ring'),
    setUp('used_ring'),
  ],
  expected(`one of ${Object.keys(SET_UP).join(', ')}`),
);

const HEAD = described(U16, 'The head of the chain that is returned.');
const LEN = described(U32, 'How many bytes the device wrote to the chain.');

const ADD_USED = v.pipe(
  schemaOf(
    object({
      head: optional(HEAD),
      head_index: optional(described(U16, 'The same, as virtio-queue calls it.')),
      len: LEN,
    }),
  ),
  v.check(
    ({ head, head_index }) => (head === undefined) !== (head_index === undefined),
    expected('{"head": number, "len": number}'),
  ),
);

const WRITE_USED = described(
  object({ offset: U16, head: HEAD, len: LEN }),
  'Writes an element, so many after the next one; publish_used lets the driver see it.',
);

const ADD_USED_IN_ORDER = described(
  object({ count: U16, head: HEAD, len: LEN }),
  'With IN_ORDER, returns so many chains by one element, which names the last of them.',
);

const RESUME = described(
  object({ next_avail: U16 }),
  'Goes on with rings in use, at this index of the available ring; that of the used ring is read from its idx.',
);

const ITERATE: Shape<{ readonly steps: readonly ('next' | 'previous')[] }> = object({
  steps: described(
    listOf(oneOf(['next', 'previous'])),
    'What the iterator is asked for. Each chain is walked before the next step.',
  ),
});

const POP = described(
  NONE,
  'Its result is null, or a chain as a walk made at once yields it: {"head_index", "descs": [[addr, len, flags, next], ...]}, and "error" if the walk ended with one. What follows from the descriptors may be there: "count", "total_len", and the positions of those to read and to write, "readable" and "writable". With these, only the first 16 of a longer chain are listed, and "truncated", "readable_count", "writable_count" and "fnv1a32" stand for the others.',
);

const RESTORE = described(
  STATE,
  'Fields that are to differ from what was saved last; in a case that saved nothing, from the queue as it is.',
);

const NO_ARGUMENTS = [
  ...['activate', 'pop', 'needs_notification', 'enable_notification', 'disable_notification'],
  ...['reset', 'undo_pop', 'save', 'restore'],
];

/** How recordings and scenarios of split queues are written. */
export const SPLIT_FORMAT: CaseFormat = {
  family: 'split-device',
  queue: QUEUE,
  state: STATE,
  whole: wholeResult,
  wholeQueue,
  calls: {
    set_up: ['field', 'value'],
    add_used: ['head', 'len'],
    write_used: ['offset', 'head', 'len'],
    publish_used: ['count'],
    add_used_in_order: ['count', 'head', 'len'],
    resume: ['next_avail'],
    iterate: ['...steps'],
    ...Object.fromEntries(NO_ARGUMENTS.map((name) => [name, []])),
  },
  operations: {
    set_up: CHANGE,
    activate: NONE,
    pop: POP,
    add_used: ADD_USED,
    write_used: WRITE_USED,
    publish_used: object({ count: U16 }),
    add_used_in_order: ADD_USED_IN_ORDER,
    needs_notification: NONE,
    enable_notification: NONE,
    disable_notification: NONE,
    reset: NONE,
    undo_pop: NONE,
    resume: RESUME,
    iterate: ITERATE,
    save: NONE,
    restore: RESTORE,
  },
};
