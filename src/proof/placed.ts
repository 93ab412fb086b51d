import { valueOf } from '../domain/concrete.ts';
import { MisuseError } from '../domain/misuse.ts';
import { fieldsFrom } from './area-shape.ts';
import type { Family, PlacedArea, PlacedCursor, RecordSpec } from './family.ts';
import type { Cursor, Layout, LayoutArea, LayoutRecord } from './layout.ts';

/** Where a part lies and which slots it stands at, as data. */
export interface Placement {
  readonly layout: Layout;
  readonly cursors: readonly Cursor[];
}

/**
 * What a family says of a part of this name in a concrete state; `null` where it says nothing of such parts. Throws a
 * `MisuseError` for a cursor into an area that the part does not have.
 */
export function placementOf(family: Family | undefined, name: string, view: unknown): Placement | null {
  const parts = family?.parts ?? {};
  const pictures = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (pictures === undefined) return null;
  const { name: heading, areas, cursors = [] } = pictures.places(view);
  return {
    layout: { name: heading, areas: areas.map(areaOf), records: (family?.records ?? []).map(recordOf) },
    cursors: cursors.flatMap((cursor) => cursorOf(cursor, areas, heading)),
  };
}

function areaOf({ shape, start, count }: PlacedArea): LayoutArea {
  const { spec, headBytes, slotBytes } = shape;
  const { name, kind, prefix = '', isWritten = false, head, slots, tail } = spec;
  const slotCount = slots === undefined || count === undefined ? 0 : Number(valueOf(count));
  const end = headBytes + slotCount * slotBytes;
  return {
    ...{ name, kind, prefix, isWritten },
    address: `0x${valueOf(start).toString(16)}`,
    length: shape.bytes(slotCount),
    fields: [...fieldsFrom(0, head), ...fieldsFrom(end, tail)],
    slots:
      slots === undefined
        ? null
        : {
            ...{ name: slots.name, count: slotCount, offset: headBytes, bytes: slotBytes },
            fields: fieldsFrom(0, slots.fields),
          },
  };
}

function recordOf({ name, fields }: RecordSpec): LayoutRecord {
  const placed = fieldsFrom(0, fields);
  return { name, length: placed.reduce((sum, { length }) => sum + length, 0), fields: placed };
}

/** None where the area has no slots, or not so many. */
function cursorOf(
  { area, name, index, slot }: PlacedCursor,
  areas: readonly PlacedArea[],
  heading: string,
): readonly Cursor[] {
  const found = areas.find(({ shape }) => shape === area);
  if (found === undefined) {
    throw new MisuseError(
      `the cursor '${name}' points into '${area.spec.name}', which is no area of the ${heading}`,
      `Its areas are: ${areas.map(({ shape }) => shape.spec.name).join(', ') || 'none'}. Use the same AreaShape in both.`,
    );
  }
  const count = found.count === undefined ? 0n : valueOf(found.count);
  const at = count === 0n ? count : slot === undefined ? valueOf(index) % count : valueOf(slot);
  if (at >= count) return [];
  return [{ area: area.spec.name, name, slot: Number(at), label: `${name} ${valueOf(index)}` }];
}
