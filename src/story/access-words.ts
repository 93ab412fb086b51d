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
import { placeName, type QueuePlace } from './queue-fields.ts';

/** An access in words: what was done where, with which fields, and how they changed; `of` names the memory where there are several. */
export function accessInWords(step: AccessStep, place: QueuePlace | null, of = ''): string {
  const { access: kind, address, length, ordering, error, completed } = step;
  const how = ordering === null ? '' : `, ${ordering}`;
  const what = `${kind} ${bytes(length)}${of} at ${address}${how}`;
  const fields = fieldsOfAccess(step, place);
  if (error !== null) {
    const names = fields.map(({ field }) => fullName(field)).join(', ');
    const done = completed > 0 ? ` after ${completed} of ${length} bytes` : '';
    return `${what} FAILS${done}: ${error}${names === '' ? '' : ` (${names})`}`;
  }
  if (fields.length === 0) {
    const was = isWrite(step) ? ` (was ${content(step.before)})` : '';
    return `${what}: ${content(step.after)}${was}${place === null ? '' : `, outside the ${placeName(place)}`}`;
  }
  const outside = bytesOutside(step, fields);
  return `${what}: ${[
    ...fields.map((change) => (isWrite(step) ? written(change) : read(change))),
    ...(outside === 0
      ? []
      : [`${bytes(outside)} outside${place === null ? '' : ` the ${placeName(place)}`}`]),
  ].join('; ')}`;
}

function bytes(length: number): string {
  return `${length} byte${length === 1 ? '' : 's'}`;
}

function written(change: FieldChange): string {
  const [before, after] = [valueText(change.field, change.before), valueText(change.field, change.after)];
  return `${partName(change)} = ${after}${flagNames(change)}${before === after ? ', as before' : ` (was ${before})`}`;
}

function read(change: FieldChange): string {
  return `${partName(change)} is ${valueText(change.field, change.after)}${flagNames(change)}`;
}

function partName({ field, bytes: moved }: FieldChange): string {
  return `${fullName(field)}${moved === field.length ? '' : ` in part (${moved} of ${field.length} bytes)`}`;
}

/** What stands in memory that is no field's: a number, a descriptor of another table, or bytes in order. */
function content(hex: string): string {
  const length = hex.length / 2;
  if ([1, 2, 4, 8].includes(length)) return String(littleEndian(hex));
  if (length !== DESCRIPTOR_BYTES) return hex.length > LONGEST ? `${hex.slice(0, LONGEST)}...` : hex;
  const [addr, len, flags, next] = [
    [0, 16],
    [16, 24],
    [24, 28],
    [28, 32],
  ].map(([from, to]) => littleEndian(hex.slice(from, to)));
  return `as a descriptor: addr 0x${addr?.toString(16)}, len ${len}, flags ${flags}${named(flags ?? 0n)}, next ${next}`;
}

const DESCRIPTOR_BYTES = 16;
/** Digits of bytes that are no number. */
const LONGEST = 32;

function flagNames({ field, after }: FieldChange): string {
  return field.area === 'descriptor table' && field.name.endsWith('.flags') ? named(after) : '';
}

/** Flags of a descriptor (2.7.5). */
const FLAGS = [
  [1n, 'NEXT'],
  [2n, 'WRITE'],
  [4n, 'INDIRECT'],
] as const;

function named(flags: bigint): string {
  const names = FLAGS.filter(([bit]) => (flags & bit) !== 0n).map(([, name]) => name);
  return names.length === 0 ? '' : ` (${names.join(', ')})`;
}
