import type { Layout, LayoutArea, LayoutField } from '../proof/layout.ts';

/** A field of an area, where it lies in guest memory. */
export interface PlacedField extends Pick<LayoutField, 'isAddress' | 'bits'> {
  readonly area: LayoutArea;
  /** As in the specification: "idx", "ring[3]", "ring[3].id". */
  readonly name: string;
  /** Position among the slots; `null` for what there is once. */
  readonly slot: number | null;
  readonly address: bigint;
  /** Bytes. */
  readonly length: number;
}

/** The fields that share bytes with a range, in the order of the areas and then of addresses. */
export function fieldsIn(layout: Layout, start: bigint, length: bigint): readonly PlacedField[] {
  return layout.areas.flatMap((area) => fieldsOfArea(area, start, length));
}

/** The same of one area. */
export function fieldsOfArea(area: LayoutArea, start: bigint, length: bigint): readonly PlacedField[] {
  const base = BigInt(area.address);
  const whole = BigInt(area.length);
  const [from, to] = [start - base, start + length - base];
  if (to <= 0n || from >= whole) return [];
  return [...area.fields.map((field) => placed(area, field, null)), ...slotFields(area, from, to)]
    .filter((field) => field.address < start + length && field.address + BigInt(field.length) > start)
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** The fields of one slot. */
export function fieldsOfSlot(area: LayoutArea, slot: number): readonly PlacedField[] {
  return (area.slots?.fields ?? []).map((field) => placed(area, field, slot));
}

/** A field that there is once, placed. */
export function singleFields(area: LayoutArea): readonly PlacedField[] {
  return area.fields.map((field) => placed(area, field, null));
}

function placed(area: LayoutArea, field: LayoutField, slot: number | null): PlacedField {
  const { offset, length, isAddress, bits } = field;
  const { slots } = area;
  const before = slot === null || slots === null ? 0 : slots.offset + slot * slots.bytes;
  const entry = slot === null || slots === null ? '' : `${slots.name}[${slot}]`;
  return {
    ...{ area, slot, length, address: BigInt(area.address) + BigInt(before + offset) },
    name: [entry, field.name].filter((part) => part !== '').join('.'),
    ...(isAddress && { isAddress }),
    ...(bits && { bits }),
  };
}

/** Of the slots that have bytes between two offsets of the area. */
function slotFields(area: LayoutArea, from: bigint, to: bigint): readonly PlacedField[] {
  const { slots } = area;
  if (slots === null || slots.count === 0 || slots.bytes === 0) return [];
  const [offset, bytes] = [BigInt(slots.offset), BigInt(slots.bytes)];
  if (to <= offset) return [];
  const first = from <= offset ? 0 : Number((from - offset) / bytes);
  const last = Math.min(slots.count - 1, Number((to - offset - 1n) / bytes));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    fieldsOfSlot(area, first + i),
  ).flat();
}
