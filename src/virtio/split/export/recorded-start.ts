import type { JsonObject } from '../../../conform/json.ts';
import type { CounterexampleStep, JsonValue } from '../../../proof/counterexample.ts';
import { WriteError } from '../../../proof/write-error.ts';
import { RECORDED_FIELDS } from '../recordings/format.ts';

/** What a proof starts from, as far as recordings have it. */
export type RecordedStart =
  /** `part`: the queue; `null` where the first step of the case makes one. */
  | { readonly kind: 'queue'; readonly queue: JsonObject; readonly part: string | null }
  /** A walk along a chain, in this state. */
  | { readonly kind: 'walk'; readonly state: JsonObject };

/** The queue that stands where a proof begins by making or restoring one: it matters not which one there was before. */
const ANY_QUEUE: JsonObject = {
  ...{ max_size: 1, size: 1, ready: false, event_idx: false, next_avail: 0, next_used: 0, num_added: 0 },
  ...{ desc_table: '0x0', avail_ring: '0x0', used_ring: '0x0' },
};

/** Where a proof starts: the first that it makes. Throws a `WriteError` where that is nothing that recordings start from. */
export function startOf(steps: readonly CounterexampleStep[]): RecordedStart {
  const started = steps.filter((step) => step.kind === 'created').filter(({ isMade }) => !isMade);
  const held = started.flatMap(({ state }) => Object.entries(state)).find(([, value]) => isHeldTable(value));
  if (held !== undefined)
    throw new WriteError(
      `the table '${held[0]}' has entries at the start, and recorded cases have no tables`,
    );
  const queues = started.filter(({ state }) => isQueue(state));
  if (queues.length > 1) {
    throw new WriteError(`the proof makes ${queues.length} queues, but a recorded case has one`);
  }
  const first = steps.find((step) => step.kind === 'created' || step.kind === 'call');
  if (first?.kind === 'call' && first.operation === 'make')
    return { kind: 'queue', queue: ANY_QUEUE, part: null };
  const [start] = started;
  if (start !== undefined && first === start) {
    const { part, state } = start;
    if (part === 'saved') return { kind: 'queue', queue: ANY_QUEUE, part: null };
    if (isQueue(state)) return { kind: 'queue', queue: recordedFields(state), part };
    if ('table' in state && 'entries' in state) return { kind: 'walk', state: jsonOf(state) };
  }
  throw new WriteError(
    'the proof starts neither from a queue in a given state, as recorded cases do, nor from a walk that a queue can lead to',
  );
}

/** Whether a value is a table with entries other than 0. */
function isHeldTable(value: JsonValue): boolean {
  return (
    typeof value === 'object' && value !== null && Object.keys(value).some((name) => name.startsWith('['))
  );
}

/** Whether a state is a queue's. */
export function isQueue(state: Readonly<Record<string, JsonValue>>): boolean {
  return 'desc_table' in state;
}

/** The fields of a state that recordings have; others are private to a model. */
export function recordedFields(state: Readonly<Record<string, JsonValue>>): JsonObject {
  return Object.fromEntries(Object.entries(state).filter(([name]) => RECORDED_FIELDS.includes(name)));
}

/** Values that recordings have as well: an object of words and Booleans. */
function jsonOf(state: Readonly<Record<string, JsonValue>>): JsonObject {
  return state;
}
