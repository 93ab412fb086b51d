import type { RecordedFields } from '../../../conform/adapter.ts';
import { RecordingError } from '../../../conform/errors.ts';
import { concreteDomain as domain, truthOf, valueOf } from '../../../domain/concrete.ts';
import type { Width } from '../../../domain/width.ts';
import type { Bool, Word } from '../../../domain/word.ts';
import { viewedAs } from '../../../proof/given.ts';
import type { Part } from '../../../proof/part.ts';
import { snakeCase } from '../../../proof/snake-case.ts';
import {
  isBool,
  isSameState,
  isWithin,
  isWord,
  type StateField,
  type StateRecord,
  type WordField,
} from '../../../proof/state-schema.ts';
import type { SplitDeviceState } from '../interface.ts';

/** What recordings have of a state. */
export type Value = Word<Width> | Bool;

/** A field of a recording, as a value of a field of a state. Throws a `RecordingError` for a table, which recordings do not have. */
export function fieldOf(fields: RecordedFields, name: string, field: StateField): Value {
  if (field.kind === 'table')
    throw new RecordingError(`queue.${name}: recordings have no tables, and the model declares one`);
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

function isValue(value: unknown): value is Value {
  return isWord(value) || isBool(value);
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
