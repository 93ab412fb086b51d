import { describe, expect, test } from 'vitest';
import { RegionList } from './regions.ts';
import { regionList, type MappedPoint } from './memory-map.ts';

type Ends = readonly [bigint, bigint];

function point([base, end]: Ends, [start, extentEnd]: Ends = [base, end]): MappedPoint {
  return { region: { base, end }, extent: { start, end: extentEnd } };
}

/** Bases and ends of the regions, having checked that they are regions indeed. */
function ends(...points: readonly MappedPoint[]): Ends[] {
  return new RegionList(regionList(points)).regions.map(({ base, size }) => [base, base + size]);
}

describe('regions made from points', () => {
  test('should be none for no points', () => {
    expect(ends()).toEqual([]);
  });

  test('should be one for a point, and for points that agree', () => {
    expect(ends(point([8n, 24n]))).toEqual([[8n, 24n]]);
    expect(ends(point([8n, 24n]), point([8n, 24n]))).toEqual([[8n, 24n]]);
  });

  test('should be sorted by address', () => {
    expect(ends(point([90n, 91n]), point([5n, 6n]), point([40n, 50n]))).toEqual([
      [5n, 6n],
      [40n, 50n],
      [90n, 91n],
    ]);
  });

  test('should fill an extent on both sides of a region, and between two', () => {
    const extent: Ends = [0n, 100n];
    expect(ends(point([10n, 20n], extent), point([50n, 100n], extent))).toEqual([
      [0n, 10n],
      [10n, 20n],
      [20n, 50n],
      [50n, 100n],
    ]);
  });

  test('should leave no gap where regions touch', () => {
    const extent: Ends = [10n, 30n];
    expect(ends(point([10n, 20n], extent), point([20n, 30n], extent))).toEqual([
      [10n, 20n],
      [20n, 30n],
    ]);
  });

  test('should reach up to the last address, and not hold it', () => {
    const last = (1n << 64n) - 1n;
    expect(ends(point([last - 1n, last]))).toEqual([[last - 1n, last]]);
  });

  test('should be refused where a region leaves its extent', () => {
    expect(() => regionList([point([10n, 20n], [10n, 15n])])).toThrow(RangeError);
  });
});
