import type { Cursor, LayoutArea } from '../proof/layout.ts';
import { fieldsOfSlot, singleFields, type PlacedField } from './layout-fields.ts';

/** A box of a drawn area: one slot with all its parts, or a field that there is once. */
export interface Box {
  readonly title: string;
  readonly slot: number | null;
  readonly fields: readonly PlacedField[];
}

/** Of the cursors of a part those into an area. */
export function cursorsInto({ name }: LayoutArea, cursors: readonly Cursor[]): readonly Cursor[] {
  return cursors.filter(({ area }) => area === name);
}

/**
 * The boxes that show an area, in the order of addresses: all that there is once, and `most` slots at most: those that are
 * `touched`, then those that cursors point to, the first and the last.
 */
export function boxesOf(
  area: LayoutArea,
  touched: readonly number[],
  cursors: readonly Cursor[],
  most: number,
): readonly Box[] {
  const { slots } = area;
  const count = slots?.count ?? 0;
  const wanted = [...touched, ...cursorsInto(area, cursors).map(({ slot }) => slot), 0, count - 1];
  const there = wanted.filter((slot) => slot >= 0 && slot < count);
  const shown = [...new Set(there)].slice(0, most).toSorted((a, b) => a - b);
  const boxes = shown.map((slot): Box => {
    const parts = (slots?.fields ?? []).map(({ name }) => name).filter((name) => name !== '');
    return {
      title: `[${slot}]${parts.length === 0 ? '' : ` ${parts.join(', ')}`}`,
      slot,
      fields: fieldsOfSlot(area, slot),
    };
  });
  const single = singleFields(area).map((field): Box => ({ title: field.name, slot: null, fields: [field] }));
  const start = BigInt(area.address) + BigInt(slots?.offset ?? area.length);
  return [
    ...single.filter(({ fields: [field] }) => (field?.address ?? 0n) < start),
    ...boxes,
    ...single.filter(({ fields: [field] }) => (field?.address ?? 0n) >= start),
  ];
}

/** "0x3000 to 0x300d, 1 slot": where an area lies, and how many slots it has if it can have any. */
export function whereabouts({ address, length, slots }: LayoutArea): string {
  const start = BigInt(address);
  const end = length > 0 ? ` to 0x${(start + BigInt(length) - 1n).toString(16)}` : ', empty';
  const { count } = slots ?? { count: null };
  return `${address}${end}${count === null ? '' : `, ${count === 1 ? '1 slot' : `${count} slots`}`}`;
}
