/*
 * Where a part of a model lies in guest memory, as plain data: what counterexamples hold, so that stories, drawings and dumps
 * name addresses without knowing what was proved. A family says it of each state of its parts.
 */
import type { Of } from '../shape/shape.ts';
import type {
  CURSOR,
  LAYOUT,
  LAYOUT_AREA,
  LAYOUT_FIELD,
  LAYOUT_RECORD,
  LAYOUT_SLOTS,
} from './layout-shape.ts';

/** A field: a little-endian word in memory. */
export type LayoutField = Of<typeof LAYOUT_FIELD>;

/** Slots of an area, one after the other, all with the same fields. */
export type LayoutSlots = Of<typeof LAYOUT_SLOTS>;

/** A piece of guest memory with fields. */
export type LayoutArea = Of<typeof LAYOUT_AREA>;

/** How an area is drawn: slots in a row, slots that follow each other in a circle, or fields only. */
export type AreaKind = LayoutArea['kind'];

/** A structure that stands in memory outside of the areas, too: an access of its length there is shown as one. */
export type LayoutRecord = Of<typeof LAYOUT_RECORD>;

/** Where a part of a model lies. */
export type Layout = Of<typeof LAYOUT>;

/** The slot of an area that an index of a part stands for. */
export type Cursor = Of<typeof CURSOR>;
