import type { Layout } from '../proof/layout.ts';
import type { CounterexampleStep } from '../proof/counterexample.ts';
import { fieldsIn, type PlacedField } from './layout-fields.ts';

export type AccessStep = Extract<CounterexampleStep, { kind: 'access' }>;

/** A field that an access moved all or part of, with the values that stood and stand there. */
export interface FieldChange {
  readonly field: PlacedField;
  /** Little-endian, of those of its bytes that the access is about. */
  readonly before: bigint;
  readonly after: bigint;
  /** How many of its bytes the access is about. */
  readonly bytes: number;
}

/** The fields that an access is about. Where areas overlap, those of the area that such an access belongs to come first. */
export function fieldsOfAccess(step: AccessStep, layout: Layout | null): readonly FieldChange[] {
  if (layout === null) return [];
  const [start, length] = [BigInt(step.address), BigInt(step.length)];
  const isExpected = ({ area }: PlacedField): boolean => area.isWritten === isWrite(step);
  const found = fieldsIn(layout, start, length).toSorted(
    (a, b) => Number(isExpected(b)) - Number(isExpected(a)),
  );
  const claimed = new Set<bigint>();
  return found.flatMap((field) => {
    const from = field.address > start ? field.address : start;
    const end = field.address + BigInt(field.length);
    const to = end < start + length ? end : start + length;
    // Each byte is shown once, though areas may overlap.
    if (claimed.has(from)) return [];
    for (let at = from; at < to; at++) claimed.add(at);
    const [i, n] = [Number(from - start), Number(to - from)];
    return [
      {
        field,
        before: littleEndian(step.before.slice(2 * i, 2 * (i + n))),
        after: littleEndian(step.after.slice(2 * i, 2 * (i + n))),
        bytes: n,
      },
    ];
  });
}

/** What a field is called where its area is not said otherwise: "inbox idx", "inbox slot[0]", "table[0].addr". */
export function fullName({ area, name }: PlacedField): string {
  return area.prefix + name;
}

/** A value of a field: an address as such, anything else as a number. */
export function valueText({ isAddress }: Pick<PlacedField, 'isAddress'>, value: bigint): string {
  return isAddress ? `0x${value.toString(16)}` : value.toString();
}

/** How many bytes of an access are no field's. */
export function bytesOutside({ length }: AccessStep, changes: readonly FieldChange[]): number {
  return length - changes.reduce((sum, { bytes }) => sum + bytes, 0);
}

export function isWrite({ access }: AccessStep): boolean {
  return access === 'store' || access === 'write';
}

export function littleEndian(hex: string): bigint {
  const bytes = (hex.match(/../g) ?? []).toReversed().join('');
  return bytes === '' ? 0n : BigInt(`0x${bytes}`);
}
