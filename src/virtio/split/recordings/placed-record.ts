import type { RecordedFields } from '../../../conform/adapter.ts';
import { concreteDomain as domain, truthOf } from '../../../domain/concrete.ts';
import { isRange, narrowed, viewedAs } from '../../../proof/given.ts';
import { readState, type Part } from '../../../proof/part.ts';
import { snakeCase } from '../../../proof/snake-case.ts';
import {
  leastValue,
  type StateField,
  type StateRecord,
  type StateValue,
} from '../../../proof/state-schema.ts';
import { withLengths } from '../../../proof/table-lengths.ts';
import type { SplitDeviceModel, SplitDeviceState } from '../interface.ts';
import { checkPlaced, fieldOf } from './check-placed.ts';
import { fittingRecord } from './fitting-record.ts';
import { WholeQueue } from './whole-queue.ts';

/**
 * The state of a model's queue in which its view is as recorded. What is not recorded keeps its value of `previous`. If there
 * is none, a field that the case left out has the value that the format gives it, and a private field of the model has: of a
 * queue that is ready, the value that the phase `active` fixes, or the least that this phase allows; of another one, the value
 * that it has when the queue is made. Where the view is another then, private fields get values with which it is as recorded,
 * and, if there are such, as the format says of fields that the case left out. Throws a `RecordingError` for a state that the
 * model does not have.
 */
export function placedRecord(
  model: SplitDeviceModel,
  given: RecordedFields,
  previous: StateRecord | undefined,
): StateRecord {
  const part: Part<SplitDeviceState, unknown> = model.queue;
  const aliases = viewedAs(part);
  const all = new WholeQueue(given);
  const isReady = truthOf(all.bool('ready'));
  const fresh = isReady ? undefined : freshState(model, all);
  const record: Record<string, StateValue> = {};
  for (const [name, field] of Object.entries(part.fields)) {
    const [alias] = aliases.get(name) ?? [];
    const recorded = alias === undefined ? undefined : snakeCase(alias);
    if (recorded !== undefined && given.has(recorded)) record[name] = fieldOf(given, recorded, field);
    else if (previous?.[name] !== undefined) record[name] = previous[name];
    else if (recorded !== undefined && all.has(recorded)) record[name] = fieldOf(all, recorded, field);
    else record[name] = fresh?.[name] ?? leastOf(field, part.phases['active']?.fields[name], record);
  }
  // The format's values are for a queue that starts.
  const whole = withLengths(part.fields, record);
  const fitting = fittingRecord(part, whole, previous === undefined ? [all, given] : [given]) ?? whole;
  checkPlaced(part, fitting, given);
  return Object.freeze(fitting);
}

/** The state of a queue before any set-up; nothing of a model that makes none of this size. */
function freshState(model: SplitDeviceModel, fields: RecordedFields): StateRecord | undefined {
  const made = model.make(domain, fields.u16('max_size'));
  return made.ok ? readState(model.queue.fields, made.value, 'a queue') : undefined;
}

function leastOf(field: StateField, narrowing: unknown, known: StateRecord): StateValue {
  const same: unknown =
    typeof narrowing === 'object' && narrowing !== null ? Reflect.get(narrowing, 'same') : undefined;
  const value = typeof same === 'string' ? known[same] : undefined;
  if (value !== undefined) return value;
  if (field.kind === 'bool') return domain.bool(narrowing === true);
  if (field.kind === 'table') return leastValue(domain, field);
  const { width, min } = (isRange(narrowing) ? narrowed(field, narrowing) : field) ?? field;
  return domain.word(width, min);
}
