import type { Layout, LayoutRecord } from '../proof/layout.ts';
import {
  bytesOutside,
  fieldsOfAccess,
  fullName,
  isWrite,
  littleEndian,
  valueText,
  type AccessStep,
  type FieldChange,
} from './accesses.ts';
import { withArticle } from './words.ts';

/** An access in words: what was done where, with which fields, and how they changed; `of` names the memory where there are several. */
export function accessInWords(
  step: AccessStep,
  layout: Layout | null,
  records: readonly LayoutRecord[],
  of = '',
): string {
  const { access: kind, address, length, ordering, error, completed } = step;
  const how = ordering === null ? '' : `, ${ordering}`;
  const what = `${kind} ${bytes(length)}${of} at ${address}${how}`;
  const fields = fieldsOfAccess(step, layout);
  if (error !== null) {
    const names = fields.map(({ field }) => fullName(field)).join(', ');
    const done = completed > 0 ? ` after ${completed} of ${length} bytes` : '';
    return `${what} FAILS${done}: ${error}${names === '' ? '' : ` (${names})`}`;
  }
  if (fields.length === 0) {
    const was = isWrite(step) ? ` (was ${content(step.before, records)})` : '';
    const outside = layout === null ? '' : `, outside the ${layout.name}`;
    return `${what}: ${content(step.after, records)}${was}${outside}`;
  }
  const outside = bytesOutside(step, fields);
  return `${what}: ${[
    ...fields.map((change) => (isWrite(step) ? written(change) : read(change))),
    ...(outside === 0 ? [] : [`${bytes(outside)} outside${layout === null ? '' : ` the ${layout.name}`}`]),
  ].join('; ')}`;
}

function bytes(length: number): string {
  return `${length} byte${length === 1 ? '' : 's'}`;
}

function written(change: FieldChange): string {
  const [before, after] = [valueText(change.field, change.before), valueText(change.field, change.after)];
  return `${partName(change)} = ${after}${bitNames(change.field, change.after)}${before === after ? ', as before' : ` (was ${before})`}`;
}

function read({ field, ...change }: FieldChange): string {
  return `${partName({ field, ...change })} is ${valueText(field, change.after)}${bitNames(field, change.after)}`;
}

function partName({ field, bytes: moved }: FieldChange): string {
  return `${fullName(field)}${moved === field.length ? '' : ` in part (${moved} of ${field.length} bytes)`}`;
}

/** What stands in memory that is no field's: a number, a record of that length, or bytes in order. */
function content(hex: string, records: readonly LayoutRecord[]): string {
  const length = hex.length / 2;
  if ([1, 2, 4, 8].includes(length)) return String(littleEndian(hex));
  const record = records.find((one) => one.length === length);
  if (record === undefined) return hex.length > LONGEST ? `${hex.slice(0, LONGEST)}...` : hex;
  const parts = record.fields.map((field) => {
    const value = littleEndian(hex.slice(2 * field.offset, 2 * (field.offset + field.length)));
    return `${field.name} ${valueText(field, value)}${bitNames(field, value)}`;
  });
  return `as ${withArticle(record.name)}: ${parts.join(', ')}`;
}

/** Digits of bytes that are no number. */
const LONGEST = 32;

/** " (NEXT, WRITE)": the names of the bits that are set; empty where none has one. */
function bitNames(
  { bits = {} }: FieldChange['field'] | LayoutRecord['fields'][number],
  value: bigint,
): string {
  const names = Object.entries(bits).filter(([, bit]) => (value & BigInt(bit)) !== 0n);
  return names.length === 0 ? '' : ` (${names.map(([name]) => name).join(', ')})`;
}
