import { describe, expect, test } from 'vitest';
import { concreteDomain as domain } from '../domain/concrete.ts';
import type { U16, U64 } from '../domain/word.ts';
import { AreaShape } from './area-shape.ts';
import type { Family, PlacedCursor } from './family.ts';
import { placementOf } from './placed.ts';

const RING = new AreaShape({
  name: 'ring',
  kind: 'ring',
  head: [{ name: 'idx', bytes: 2 }],
  slots: { name: 'slot', fields: [{ name: '', bytes: 4 }] },
  tail: [{ name: 'event', bytes: 2 }],
});
const PAGE = new AreaShape({ name: 'page', kind: 'flat', head: [{ name: 'flags', bytes: 2 }] });

interface View {
  readonly size: U16;
  readonly at: U64;
}

function family(...cursors: readonly PlacedCursor[]): Family {
  return {
    parts: {
      queue: {
        places: ({ size, at }: View) => ({
          ...{ name: 'queue', cursors },
          areas: [
            { shape: RING, start: at, count: size },
            { shape: PAGE, start: domain.u64(16n) },
          ],
        }),
      },
    },
  };
}

const view = (size: number): View => ({ size: domain.u16(size), at: domain.u64(2n ** 64n - 16n) });
const next = { area: RING, name: 'next', index: domain.u16(65535) };

describe('where a family says that a part lies', () => {
  test('should be areas with every field at its offset', () => {
    expect(placementOf(family(), 'queue', view(3))?.layout).toEqual({
      ...{ name: 'queue', records: [] },
      areas: [
        {
          ...{ name: 'ring', kind: 'ring', prefix: '', isWritten: false },
          ...{ address: '0xfffffffffffffff0', length: 16 },
          fields: [
            { name: 'idx', offset: 0, length: 2 },
            { name: 'event', offset: 14, length: 2 },
          ],
          slots: {
            ...{ name: 'slot', count: 3, offset: 2, bytes: 4 },
            fields: [{ name: '', offset: 0, length: 4 }],
          },
        },
        {
          ...{ name: 'page', kind: 'flat', prefix: '', isWritten: false, address: '0x10', length: 2 },
          ...{ fields: [{ name: 'flags', offset: 0, length: 2 }], slots: null },
        },
      ],
    });
  });

  test('should have an index stand for its remainder, unless the family names the slot', () => {
    const slot = domain.u16(1);
    expect(placementOf(family(next, { ...next, slot }), 'queue', view(4))?.cursors).toEqual([
      { area: 'ring', name: 'next', slot: 3, label: 'next 65535' },
      { area: 'ring', name: 'next', slot: 1, label: 'next 65535' },
    ]);
  });

  test.each([
    ['of no slots', 0, next],
    ['beyond the last slot', 4, { ...next, slot: domain.u16(4) }],
    ['into an area without slots', 4, { ...next, area: PAGE }],
  ])('should have no cursor %s', (_, size, cursor) => {
    expect(placementOf(family(cursor), 'queue', view(size))?.cursors).toEqual([]);
  });

  test('should be refused where a cursor points into another area', () => {
    const elsewhere = new AreaShape({ name: 'ring', kind: 'ring' });
    expect(() => placementOf(family({ ...next, area: elsewhere }), 'queue', view(4))).toThrow(
      "the cursor 'next' points into 'ring', which is no area of the queue",
    );
  });

  test.each(['walk', 'toString'])('should be unknown of a part that it does not name: %s', (part) => {
    expect(placementOf(family(), part, view(4))).toBeNull();
    expect(placementOf(undefined, part, view(4))).toBeNull();
  });
});
