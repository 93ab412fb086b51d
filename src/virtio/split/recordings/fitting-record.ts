import type { RecordedFields } from '../../../conform/adapter.ts';
import { RecordingError } from '../../../conform/errors.ts';
import { concreteDomain as domain, valueOf } from '../../../domain/concrete.ts';
import { fittingValues, type FittingValues } from '../../../proof/fitting-values.ts';
import { isRange, narrowed, viewedAs } from '../../../proof/given.ts';
import type { Part } from '../../../proof/part.ts';
import { isWord, type StateRecord, type StateValue } from '../../../proof/state-schema.ts';
import type { SplitDeviceState } from '../interface.ts';
import { checkPlaced } from './check-placed.ts';

/** The record with other private values, with which the view is as the first of these say, or else as the next ones do. */
export function fittingRecord(
  part: Part<SplitDeviceState, unknown>,
  record: StateRecord,
  wanted: readonly RecordedFields[],
): StateRecord | undefined {
  const aliases = viewedAs(part);
  const narrowing = part.phases['active']?.fields ?? {};
  const free = Object.entries(part.fields)
    .filter(([name]) => (aliases.get(name) ?? []).length === 0)
    // What the phase fixes stays.
    .filter(([name]) => narrowing[name] === undefined || isRange(narrowing[name]))
    .flatMap(([name, field]) =>
      field.kind === 'table' ? [] : [{ name, width: field.kind === 'bool' ? null : field.width }],
    );
  const known = Object.values(record).flatMap((value) => (isWord(value) ? [valueOf(value)] : []));
  for (const fields of wanted) {
    if (fits(part, record, fields)) return record;
    for (const values of fittingValues(free, known)) {
      if (!isAllowed(part, values)) continue;
      const other = changedRecord(record, values);
      if (fits(part, other, fields)) return other;
    }
  }
  return undefined;
}

/** Whether the phase `active` allows private values. */
function isAllowed({ fields, phases }: Part<SplitDeviceState, unknown>, values: FittingValues): boolean {
  return [...values].every(([name, value]) => {
    const [field, narrowing] = [fields[name], phases['active']?.fields[name]];
    if (field?.kind !== 'word' || typeof value !== 'bigint' || !isRange(narrowing)) return true;
    const within = narrowed(field, narrowing);
    return within !== null && value >= within.min && value <= within.max;
  });
}

function changedRecord(record: StateRecord, values: FittingValues): StateRecord {
  const changed: Record<string, StateValue> = { ...record };
  for (const [name, value] of values) {
    const was = record[name];
    if (typeof value === 'boolean') changed[name] = domain.bool(value);
    else if (isWord(was)) changed[name] = domain.word(was.width, value);
  }
  return changed;
}

/** Whether the view of a state is as these fields say, and a private value one that the model declares. */
export function fits(
  part: Part<SplitDeviceState, unknown>,
  record: StateRecord,
  fields: RecordedFields,
): boolean {
  try {
    checkPlaced(part, record, fields);
    return true;
  } catch (error) {
    if (error instanceof RecordingError) return false;
    throw error;
  }
}
