import { describe, expect, test } from 'vitest';
import { allProofs } from './all.fixture.ts';
import { citation, HARNESSES } from './harnesses.ts';

const proofs = await allProofs();
const known = HARNESSES.map(citation);

describe('harnesses of other projects', () => {
  test('should each be listed once', () => {
    expect(known.toSorted()).toEqual([...new Set(known)].sort());
  });

  test('should each be cited by a proof, and no others', () => {
    const cited = new Set(proofs.flatMap(({ harnesses = [] }) => harnesses));

    expect([...cited].sort()).toEqual(known.toSorted());
  });

  test('should be cited by proofs without a bound', () => {
    const bounded = proofs.filter(({ bound, harnesses = [] }) => bound !== undefined && harnesses.length > 0);

    expect(bounded.map(({ id }) => id)).toEqual([]);
  });

  test('should be cited once in a proof', () => {
    for (const { id, harnesses = [] } of proofs)
      expect([id, ...new Set(harnesses)]).toEqual([id, ...harnesses]);
  });
});
