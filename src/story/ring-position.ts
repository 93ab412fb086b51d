import type { JsonValue } from '../result/verdict.ts';
import type { Area } from './queue-fields.ts';

/** The field of a device's state that says where it stands in an area. */
export const INDEX_OF = {
  'descriptor table': null,
  'available ring': 'next_avail',
  'used ring': 'next_used',
} as const satisfies Record<Area, string | null>;

/** Where the device stands in a ring. */
export interface RingPosition {
  readonly slot: number;
  /** "next_used 7": the index as it is, which counts on beyond the size. */
  readonly text: string;
}

/**
 * The slot that a field of the state, an index, stands for in a ring of so many slots; `null` where the state has no such
 * field, or the ring no slot.
 */
export function ringPosition(
  state: Readonly<Record<string, JsonValue>>,
  field: string,
  size: number,
): RingPosition | null {
  const index = state[field];
  if ((typeof index !== 'number' && typeof index !== 'string') || size === 0) return null;
  return { slot: Number(index) % size, text: `${field} ${index}` };
}
