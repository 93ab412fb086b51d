import { describe, expect, test } from 'vitest';
import { encodeRecord } from '../../src/conform/encode.ts';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import { queue } from './queue.fixture.ts';
import { queueState, tryFromState } from './state.ts';

describe('a saved state', () => {
  test('should come back as it was, but for the count of added elements', () => {
    const index = { nextAvail: domain.u16(65535), nextUsed: domain.u16(7), numAdded: domain.u16(3) };
    const saved = queueState(queue(index));
    const restored = tryFromState(domain, saved);
    expect(restored.ok && encodeRecord({ ...queueState(restored.value) })).toEqual(
      encodeRecord({ ...saved }),
    );
    expect(restored.ok && valueOf(restored.value.numAdded)).toBe(0n);
  });

  test.each([
    ['InvalidMaxSize', {}],
    ['InvalidSize', { maxSize: domain.u16(4) }],
    ['InvalidSize', { maxSize: domain.u16(32768) }],
    ['InvalidDescTableAlign', { maxSize: domain.u16(8), size: domain.u16(8) }],
    ['InvalidAvailRingAlign', { maxSize: domain.u16(8), size: domain.u16(8), descTable: domain.u64(16) }],
    [
      'InvalidUsedRingAlign',
      { maxSize: domain.u16(8), size: domain.u16(8), descTable: domain.u64(16), availRing: domain.u64(2) },
    ],
  ])('should be refused by its first wrong value: %s', (kind, right) => {
    const wrong = {
      ...{ maxSize: domain.u16(12), size: domain.u16(12), descTable: domain.u64(8) },
      ...{ availRing: domain.u64(1), usedRing: domain.u64(2) },
    };
    const restored = tryFromState(domain, queueState(queue({ ...wrong, ...right })));
    expect(restored).toEqual({ ok: false, error: { kind } });
  });
});
