import type { JsonObject } from '../../conform/json.ts';
import type { CounterexampleStep, JsonValue } from '../../proof/verdict.ts';

/** An operation as recordings have it. */
export interface RecordedCall {
  readonly op: string;
  readonly args: JsonObject;
}

/** Operations that leave nothing to be recorded: they only look. */
const ONLY_LOOK = new Set(['activate']);

/** By operation of a model: its name in recordings and the names of its arguments. */
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

/** A call as recordings have it; `null` where it is not worth recording, `undefined` where there is no such operation. */
export function recordedStep({
  operation,
  args,
}: Extract<CounterexampleStep, { kind: 'call' }>): RecordedCall | null | undefined {
  if (ONLY_LOOK.has(operation)) return null;
  if (operation === 'set_up') return setUp(args[0]);
  const known = Object.hasOwn(RECORDED, operation) ? RECORDED[operation] : undefined;
  if (known === undefined) return undefined;
  const [op, ...names] = known;
  return { op, args: Object.fromEntries(names.map((name, i) => [name, args[i] ?? null])) };
}

function setUp(change: JsonValue | undefined): RecordedCall | undefined {
  if (typeof change !== 'object' || change === null || !('field' in change)) return undefined;
  const { field, value } = change;
  const known = typeof field === 'string' && Object.hasOwn(SET_UP, field) ? SET_UP[field] : undefined;
  return known === undefined ? undefined : { op: known[0], args: { [known[1]]: value ?? null } };
}
