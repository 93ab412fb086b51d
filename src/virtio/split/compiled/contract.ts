/*
 * What a compiled queue exports: version 1 of the contract, as src/virtio/split/kits says it in C and in Rust.
 */

/** The types of a function's parameters and results. */
export interface Signature {
  readonly params: readonly ('i32' | 'i64')[];
  readonly results: readonly ('i32' | 'i64')[];
}

/** The fields of a queue, in the order of `create` and `state`. */
export const QUEUE_FIELDS = [
  'maxSize',
  'size',
  'ready',
  'eventIdx',
  'nextAvail',
  'nextUsed',
  'numAdded',
  'descTable',
  'availRing',
  'usedRing',
] as const;

/** The fields of a walk, in the order of `walk_create` and `walk_state`. */
export const WALK_FIELDS = ['table', 'entries', 'index', 'remaining', 'bytes', 'indirect'] as const;

/** What `set_up` calls the fields that a driver sets. */
export const SET_UP_FIELDS = {
  size: 0,
  descTable: 1,
  availRing: 2,
  usedRing: 3,
  ready: 4,
  eventIdx: 5,
} as const;

const VALUE = { params: ['i32'], results: ['i64'] } as const satisfies Signature;
const RESULT = { params: [], results: ['i32'] } as const satisfies Signature;
const NOTHING = { params: [], results: [] } as const satisfies Signature;

/** A function with this many parameters of 64 bits. */
function ofFields(count: number, results: Signature['results'] = []): Signature {
  return { params: Array.from({ length: count }, () => 'i64' as const), results };
}

/** How many fields of their own the queue and the walk of a module have. */
export interface OwnFields {
  readonly queue: number;
  readonly walk: number;
}

/** Optional exports that belong together: a module has all of a row, or none. */
export const TOGETHER = [
  ['save', 'saved', 'restore'],
  ['table', 'table_shape'],
  ['walk_create', 'walk_state', 'step'],
] as const;

/** What every compiled queue exports. */
export function requiredExports(own: OwnFields) {
  return {
    create: ofFields(QUEUE_FIELDS.length + own.queue),
    state: VALUE,
    make: ofFields(1, ['i32']),
    set_up: { params: ['i32', 'i64'], results: ['i32'] },
    activate: RESULT,
    pop: RESULT,
    add_used: { params: ['i32', 'i32'], results: ['i32'] },
    needs_notification: RESULT,
    enable_notification: RESULT,
    out: VALUE,
  } as const satisfies Readonly<Record<string, Signature>>;
}

/** What a compiled queue may export besides. */
export function optionalExports(own: OwnFields) {
  return {
    disable_notification: RESULT,
    reset: NOTHING,
    undo_pop: NOTHING,
    save: NOTHING,
    saved: VALUE,
    restore: ofFields(QUEUE_FIELDS.length + own.queue, ['i32']),
    traits: RESULT,
    table: VALUE,
    table_shape: { params: ['i32', 'i32'], results: ['i64'] },
    walk_create: ofFields(WALK_FIELDS.length + own.walk),
    walk_state: VALUE,
    step: RESULT,
  } as const satisfies Readonly<Record<string, Signature>>;
}

/** What the bits of `traits` say. */
export const TRAITS = { checksEachAccess: 1, followsIndirect: 2, sumsLengths: 4 } as const;

/** Errors of queues, by the code that stands for each. */
export const QUEUE_ERRORS = {
  InvalidDescriptorIndex: -1,
  InvalidAvailRingIndex: -2,
  QueueNotReady: -3,
  InvalidQueue: -4,
  AddressOverflow: -5,
  GuestMemory: -6,
} as const;

/** Errors of set-up. */
export const SETUP_ERRORS = {
  InvalidMaxSize: -7,
  InvalidSize: -8,
  InvalidDescTableAlign: -9,
  InvalidAvailRingAlign: -10,
  InvalidUsedRingAlign: -11,
  QueueReady: -12,
} as const;

/** Errors of walks. */
export const CHAIN_ERRORS = {
  HeadOutOfRange: -20,
  NextOutOfRange: -21,
  Loop: -22,
  NestedIndirect: -23,
  IndirectWithNext: -24,
  InvalidTableLength: -25,
  TooLong: -26,
  ReadableAfterWritable: -27,
  Unmapped: -28,
} as const;
