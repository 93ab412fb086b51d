import type { JsonValue } from '../result/verdict.ts';
import { areaOf, fieldsIn, type Area, type QueueField, type QueuePlace } from './queue-fields.ts';
import { INDEX_OF, ringPosition, type RingPosition } from './ring-position.ts';

/** A box of a drawn ring: one slot with all its parts, or a field that there is once. */
export interface Box {
  readonly title: string;
  readonly slot: number | null;
  readonly fields: readonly QueueField[];
}

/** Where the device stands in a ring: its index modulo the queue size. */
export function pointerOf(
  area: Area,
  { size }: QueuePlace,
  state: Readonly<Record<string, JsonValue>>,
): RingPosition | null {
  const field = INDEX_OF[area];
  return field === null ? null : ringPosition(state, field, size);
}

/**
 * The boxes that show an area, in the order of addresses: all that there is once, and `most` slots at most: those that are
 * `touched`, then the one that the device stands at, the first and the last.
 */
export function boxesOf(
  place: QueuePlace,
  area: Area,
  touched: readonly number[],
  state: Readonly<Record<string, JsonValue>>,
  most: number,
): readonly Box[] {
  const pointer = pointerOf(area, place, state)?.slot;
  const wanted = [...touched, ...(pointer === undefined ? [] : [pointer]), 0, place.size - 1];
  const there = wanted.filter((slot) => slot >= 0 && slot < place.size);
  const slots = [...new Set(there)].slice(0, most);
  const { start, length } = areaOf(place, area);
  const entry = area === 'used ring' ? 8n : area === 'available ring' ? 2n : 16n;
  const ring = area === 'descriptor table' ? 0n : 4n;
  const single = (offset: bigint): readonly Box[] =>
    fieldsIn(place, start + offset, 2n)
      .filter((field) => field.area === area)
      .map((field) => ({ title: field.name, slot: null, fields: [field] }));
  const boxes = slots
    .toSorted((a, b) => a - b)
    .map((slot): Box => {
      const fields = fieldsIn(place, start + ring + BigInt(slot) * entry, entry).filter(
        (field) => field.area === area,
      );
      const parts = fields.map(({ name }) => name.split('.')[1]).filter((part) => part !== undefined);
      return { title: `[${slot}]${parts.length === 0 ? '' : ` ${parts.join(', ')}`}`, slot, fields };
    });
  if (area === 'descriptor table') return boxes;
  return [...single(0n), ...single(2n), ...boxes, ...single(length - 2n)];
}
