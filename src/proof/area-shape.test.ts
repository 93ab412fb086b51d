import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, valueOf } from '../domain/concrete.ts';
import { AreaShape } from './area-shape.ts';

const SHAPE = new AreaShape({
  name: 'mail ring',
  kind: 'ring',
  head: [
    { name: 'state', bytes: 2 },
    { name: 'mark', bytes: 1 },
  ],
  slots: {
    name: 'box',
    fields: [
      { name: 'letter', bytes: 8 },
      { name: 'size', bytes: 4 },
    ],
  },
  tail: [
    { name: 'end', bytes: 2 },
    { name: 'sum', bytes: 4 },
  ],
});

describe('the shape of an area', () => {
  test('should put fields, slots and fields one after the other', () => {
    expect([SHAPE.headBytes, SHAPE.slotBytes, SHAPE.tailBytes]).toEqual([3, 12, 6]);
    expect([SHAPE.headOffset('state'), SHAPE.headOffset('mark')]).toEqual([0, 2]);
    expect(SHAPE.fieldOffset('size')).toBe(8);
  });

  test.each([domain.u8(5), domain.u16(5), domain.u32(5), domain.u64(5n)])(
    'should have its offsets as words of 64 bits for a count of any width: %#',
    (count) => {
      expect(valueOf(SHAPE.slotOffset(count))).toBe(63n);
      expect(valueOf(SHAPE.length(count))).toBe(69n);
      expect(valueOf(SHAPE.tailOffset('sum', count))).toBe(65n);
      expect(SHAPE.length(count).width).toBe(64);
      expect(SHAPE.bytes(5)).toBe(69);
    },
  );

  test('should not wrap with more slots than the width of their count can have bytes', () => {
    expect(valueOf(SHAPE.length(domain.u16(65535)))).toBe(9n + 12n * 65535n);
  });

  test('should say which fields there are where it is asked for another', () => {
    expect(() => SHAPE.headOffset('end')).toThrow("mail ring has no field 'end'; it has state, mark");
    expect(() => SHAPE.fieldOffset('state')).toThrow(
      "a slot of the mail ring has no field 'state'; it has letter, size",
    );
    expect(() => new AreaShape({ name: 'page', kind: 'flat' }).tailOffset('x', domain.u8(0))).toThrow(
      "page has no field 'x'; it has none there",
    );
  });
});
