import type { RecordedFields } from '../../../conform/adapter.ts';
import { RecordingError } from '../../../conform/errors.ts';
import { concreteDomain as domain, truthOf, valueOf } from '../../../domain/concrete.ts';
import type { Width } from '../../../domain/width.ts';
import type { Bool, Word } from '../../../domain/word.ts';
import { isRange, narrowed, viewedAs } from '../../../proof/given.ts';
import { readState, type Part } from '../../../proof/part.ts';
import { snakeCase } from '../../../proof/snake-case.ts';
import {
  isSameState,
  isWithin,
  isWord,
  type StateField,
  type StateRecord,
  type WordField,
} from '../../../proof/state-schema.ts';
import type { SplitDeviceModel, SplitDeviceState } from '../interface.ts';
import { WholeQueue } from './whole-queue.ts';

type Value = Word<Width> | Bool;

/**
 * The state of a model's queue in which its view is as recorded. What is not recorded keeps its value of `previous`. If there
 * is none, a field that the case left out has the value that the format gives it, and a private field of the model has: of a
 * queue that is ready, the value that the phase `active` fixes, or the least that this phase allows; of another one, the value
 * that it has when the queue is made. Throws a `RecordingError` for a state that the model does not have.
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
  const record: Record<string, Value> = {};
  for (const [name, field] of Object.entries(part.fields)) {
    const [alias] = aliases.get(name) ?? [];
    const recorded = alias === undefined ? undefined : snakeCase(alias);
    if (recorded !== undefined && given.has(recorded)) record[name] = fieldOf(given, recorded, field);
    else if (previous?.[name] !== undefined) record[name] = previous[name];
    else if (recorded !== undefined && all.has(recorded)) record[name] = fieldOf(all, recorded, field);
    else record[name] = fresh?.[name] ?? leastOf(field, part.phases['active']?.fields[name], record);
  }
  checkPlaced(part, record, given);
  return Object.freeze(record);
}

/** A field of a recording, as a value of a field of a state. */
export function fieldOf(fields: RecordedFields, name: string, field: StateField): Value {
  if (field.kind === 'bool') return fields.bool(name);
  if (field.width === 64) return fields.u64(name);
  return field.width === 32 ? fields.u32(name) : fields.u16(name);
}

/** Throws a `RecordingError` for a state that the model does not declare, or whose view is not as recorded. */
export function checkPlaced(
  part: Part<SplitDeviceState, unknown>,
  record: StateRecord,
  given: RecordedFields,
): void {
  const aliases = viewedAs(part);
  for (const [name, field] of Object.entries(part.fields)) {
    const value = record[name];
    if (field.kind !== 'word' || !isWord(value) || truthOf(isWithin(domain, field, value))) continue;
    const recorded = snakeCase(aliases.get(name)?.[0] ?? name);
    throw new RecordingError(
      `queue.${recorded}: expected ${inWords(field)}, which the model declares, got ${shown(value)}`,
    );
  }
  for (const [name, seen] of Object.entries(part.view(record, domain))) {
    const recorded = snakeCase(name);
    const value: unknown = seen;
    if (!given.has(recorded) || !isValue(value)) continue;
    const wanted = fieldOf(given, recorded, fieldLike(value));
    if (truthOf(isSameState(domain, { value }, { value: wanted }))) continue;
    throw new RecordingError(
      `queue.${recorded}: the model cannot be put into this state: its view has ${shown(value)} then; give its conformance adapter a restore`,
    );
  }
}

/** The state of a queue before any set-up; nothing of a model that makes none of this size. */
function freshState(model: SplitDeviceModel, fields: RecordedFields): StateRecord | undefined {
  const made = model.make(domain, fields.u16('max_size'));
  return made.ok ? readState(model.queue.fields, made.value, 'a queue') : undefined;
}

function leastOf(field: StateField, narrowing: unknown, known: StateRecord): Value {
  const same: unknown =
    typeof narrowing === 'object' && narrowing !== null ? Reflect.get(narrowing, 'same') : undefined;
  const value = typeof same === 'string' ? known[same] : undefined;
  if (value !== undefined) return value;
  if (field.kind === 'bool') return domain.bool(narrowing === true);
  const { width, min } = (isRange(narrowing) ? narrowed(field, narrowing) : field) ?? field;
  return domain.word(width, min);
}

function isValue(value: unknown): value is Value {
  return typeof value === 'object' && value !== null;
}

function fieldLike(value: Value): StateField {
  if (!isWord(value)) return { kind: 'bool' };
  return { kind: 'word', width: value.width, min: 0n, max: 0n, multipleOf: 1n, powerOfTwo: false };
}

function inWords({ min, max, multipleOf, powerOfTwo }: WordField): string {
  if (powerOfTwo) return `a power of two from ${min} to ${max}`;
  return `${multipleOf > 1n ? `a multiple of ${multipleOf}` : 'a number'} from ${min} to ${max}`;
}

function shown(value: Value): string {
  if (!isWord(value)) return String(truthOf(value));
  const number = valueOf(value);
  return value.width === 64 ? `0x${number.toString(16)}` : String(number);
}
