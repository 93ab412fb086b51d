import { isFields, type JsonObject } from '../../../conform/json.ts';
import { recordedFields } from './recorded-start.ts';
import { snakeCase } from '../../../proof/snake-case.ts';
import type { CounterexampleStep, JsonValue } from '../../../proof/counterexample.ts';

/** An operation as recordings have it. */
export interface RecordedCall {
  readonly op: string;
  readonly args: JsonObject;
  /** Whether the case is not the same without it; what only looks is left out where a model does not replay it. */
  readonly isNeeded: boolean;
}

/** By operation of a model: its name in recordings of virtio-queue, and the names of its arguments. */
const RECORDED: Readonly<Record<string, readonly [string, ...string[]]>> = {
  add_used: ['add_used', 'head_index', 'len'],
  needs_notification: ['needs_notification'],
  enable_notification: ['enable_notification'],
  disable_notification: ['disable_notification'],
  pop: ['pop_descriptor_chain'],
  undo_pop: ['go_to_previous_position'],
  reset: ['reset'],
  is_valid: ['is_valid'],
  make: ['new', 'max_size'],
};

/** By field that set-up hands on: the operation and its argument. */
const SET_UP: Readonly<Record<string, readonly [string, string]>> = {
  size: ['try_set_size', 'size'],
  descTable: ['try_set_desc_table_address', 'addr'],
  availRing: ['try_set_avail_ring_address', 'addr'],
  usedRing: ['try_set_used_ring_address', 'addr'],
  ready: ['set_ready', 'ready'],
  eventIdx: ['set_event_idx', 'enabled'],
};

/**
 * A call as recordings have it, on a part in this state: under its name in virtio-queue where `names`, the operations that an
 * adapter can run, has that, and else under the name of the interface. `undefined` where there is no such operation.
 */
export function recordedStep(
  { operation, args }: Extract<CounterexampleStep, { kind: 'call' }>,
  names: readonly string[],
  state: Readonly<Record<string, JsonValue>> = {},
): RecordedCall | undefined {
  const upstream = upstreamStep(operation, args, state);
  if (upstream !== undefined && names.includes(upstream.op)) return upstream;
  const own = interfaceStep(operation, args, state);
  return own !== undefined && names.includes(own.op) ? own : upstream;
}

/** A call under the names of the interface. */
function interfaceStep(
  operation: string,
  args: readonly JsonValue[],
  state: Readonly<Record<string, JsonValue>>,
): RecordedCall | undefined {
  const [change] = args;
  if (operation === 'set_up' && isFields(change)) {
    const { field, value = null } = change;
    return typeof field === 'string'
      ? { op: operation, args: { field: snakeCase(field), value }, isNeeded: true }
      : undefined;
  }
  if (operation === 'restore') return { op: operation, args: recordedFields(state), isNeeded: true };
  if (operation === 'resume') return { op: operation, args: { next_avail: args[0] ?? null }, isNeeded: true };
  const isNeeded = operation !== 'activate';
  return args.length === 0 ? { op: operation, args: {}, isNeeded } : undefined;
}

function upstreamStep(
  operation: string,
  args: readonly JsonValue[],
  state: Readonly<Record<string, JsonValue>>,
): RecordedCall | undefined {
  if (operation === 'activate') return { op: 'is_valid', args: {}, isNeeded: false };
  if (operation === 'set_up') return setUp(args[0]);
  if (operation === 'restore') return restore(state);
  const known = Object.hasOwn(RECORDED, operation) ? RECORDED[operation] : undefined;
  if (known === undefined) return undefined;
  const [op, ...names] = known;
  return {
    ...{ op, isNeeded: true },
    args: Object.fromEntries(names.map((name, i) => [name, args[i] ?? null])),
  };
}

function setUp(change: JsonValue | undefined): RecordedCall | undefined {
  if (!isFields(change)) return undefined;
  const { field, value } = change;
  const known = typeof field === 'string' && Object.hasOwn(SET_UP, field) ? SET_UP[field] : undefined;
  return known === undefined
    ? undefined
    : { op: known[0], args: { [known[1]]: value ?? null }, isNeeded: true };
}

/** A saved state has no count of added elements. */
function restore(saved: Readonly<Record<string, JsonValue>>): RecordedCall {
  const { num_added: _, ...args } = saved;
  return { op: 'try_from_state', args, isNeeded: true };
}
