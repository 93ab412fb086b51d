import { err, ok } from 'ringproof';
import { describe, expect, test } from 'vitest';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import type { Peer } from 'ringproof/virtio/io-vector';
import { memory, readable } from './iovec.fixture.ts';
import { outcome, value } from './queue.fixture.ts';

const u64 = (n: number) => domain.u64(n);

describe('a peer that is not there for all', () => {
  const entries = [
    { base: domain.u64(0x2000), len: domain.u32(3) },
    { base: domain.u64(0x3000), len: domain.u32(4) },
    { base: domain.u64(0x4000), len: domain.u32(5) },
  ];
  /** Answers one number after the other; `null` is a failure. Notes what it was asked for. */
  const peer = (asked: number[], ...answers: readonly (number | null)[]): Peer => ({
    address: domain.u64(0x5000),
    takes: (length) => {
      const answer = answers[asked.push(Number(valueOf(length))) - 1] ?? null;
      return answer === null ? err({ kind: 'IOError' }) : ok(u64(answer));
    },
  });

  test.each([
    [[3, 4, 5], 12, [3, 4, 5]],
    [[3, 2], 5, [3, 4]],
    [[0], 0, [3]],
    [[3, null], 3, [3, 4]],
  ])('should be asked until it takes less: %j', (answers, expected, questions) => {
    const asked: number[] = [];
    const mem = memory();
    for (const at of [0x2000n, 0x3000n, 0x4000n]) mem.setBytes(at, Uint8Array.of(9, 9, 9, 9, 9));
    const copied = readable(entries).copy(mem, peer(asked, ...answers), u64(0), u64(20));
    expect([valueOf(value(copied)), asked]).toEqual([BigInt(expected), questions]);
    expect(mem.getBytes(0x5000n, 16)).toEqual(new Uint8Array(16).fill(9, 0, expected));
  });

  test('should fail the copy only before anything is copied, and not be asked for nothing', () => {
    const asked: number[] = [];
    const vector = readable(entries);
    expect(outcome(vector.copy(memory(), peer(asked, null), u64(3), u64(20)))).toBe('IOError');
    expect(asked).toEqual([4]);
    expect(outcome(vector.copyAll(memory(), peer([], 1), u64(3), u64(4)))).toBe('PartialBuffer');
  });
});
