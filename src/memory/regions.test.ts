import { describe, expect, test } from 'vitest';
import { RegionList } from './regions.ts';

const LAST = 2n ** 64n - 1n;

describe('a list of regions', () => {
  test.each([
    ['is empty', []],
    [
      'has adjacent regions',
      [
        { base: 0n, size: 1n },
        { base: 1n, size: 2n ** 60n },
      ],
    ],
    ['ends just below the last address', [{ base: LAST - 1n, size: 1n }]],
  ])('should be accepted where it %s', (_, regions) => {
    expect(new RegionList(regions).regions).toEqual(regions);
  });

  test.each([
    ['region 0x10+0 is empty', [{ base: 0x10n, size: 0n }]],
    ['region 0x-1+4 must lie in', [{ base: -1n, size: 4n }]],
    ['the last address is in no region', [{ base: LAST, size: 1n }]],
    [
      '0x0+4 comes after 0x10+4',
      [
        { base: 0x10n, size: 4n },
        { base: 0n, size: 4n },
      ],
    ],
    [
      '0x0+17 and 0x10+4 do',
      [
        { base: 0n, size: 17n },
        { base: 0x10n, size: 4n },
      ],
    ],
  ])('should be refused with "%s"', (message, regions) => {
    expect(() => new RegionList(regions)).toThrow(new RegExp(message.replaceAll('+', '\\+')));
  });
});

describe('mapped bytes', () => {
  const regions = new RegionList([
    { base: 0x10n, size: 0x10n },
    { base: 0x20n, size: 0x10n },
    { base: 0x40n, size: 0x10n },
  ]);

  test.each([
    ['before all regions', 0xfn, 4n, 0n],
    ['within a region', 0x11n, 4n, 4n],
    ['across touching regions', 0x18n, 0x10n, 0x10n],
    ['up to a gap', 0x2en, 8n, 2n],
    ['in a gap', 0x30n, 1n, 0n],
    ['none wanted', 0x30n, 0n, 0n],
    ['at the end of all regions', 0x50n, 1n, 0n],
  ])('should be counted: %s', (_, address, length, mapped) => {
    expect(regions.mappedFrom(address, length)).toBe(mapped);
  });

  test('should belong to the region that holds them', () => {
    expect(regions.find(0x1fn)?.base).toBe(0x10n);
    expect(regions.find(0x20n)?.base).toBe(0x20n);
    expect(regions.find(0x30n)).toBeUndefined();
  });
});
