import { describe, expect, test } from 'vitest';
import { Queue } from '../../models/rust-vmm/queue.ts';
import type { ProofContext, U64 } from '../index.ts';
import { check } from './check.fixture.ts';

/**
 * A queue as a harness sets one up that means any addresses and forgets one: the addresses in the set-up's state are
 * those that the driver announced, and the used ring stays where a new queue has it.
 */
function setUp(p: ProofContext, addresses: { readonly descTable: U64; readonly availRing: U64 }): Queue {
  const made = Queue.new(p.domain, p.any.powerOfTwo('size'));
  if (!made.ok) throw new Error('a power of two is a size');
  const queue = made.value;
  queue.setReady(p.domain.bool(true));
  queue.descTable = addresses.descTable;
  queue.availRing = addresses.availRing;
  return queue;
}

describe('a proof whose set-up leaves the used ring at address 0', () => {
  test('should be vacuous and name the used ring, though every claim holds', async () => {
    const { verdict, failure, obligations } = await check(
      (p) => {
        const descTable = p.any.u64('desc_table', { multipleOf: 16 });
        const availRing = p.any.u64('avail_ring', { multipleOf: 2 });
        const usedRing = p.any.u64('used_ring', { multipleOf: 4 });
        const queue = setUp(p, { descTable, availRing });
        p.assume(queue.usedRing.eq(usedRing));
        const memory = p.memory();

        const result = queue.addUsed(memory, p.any.u16('head'), p.any.u32('len'));

        p.assert('the index is stored', result.ok ? memory.peekWord(usedRing.add(2), 16).eq(1) : true);
        p.cover('success', result.ok);
      },
      { covers: ['success'] },
    );

    expect(obligations).toBeGreaterThan(0);
    expect({ verdict, message: failure?.message }).toEqual({
      verdict: 'vacuous',
      message: "input 'used_ring' never takes its greatest value, 18446744073709551612",
    });
    expect(failure?.details).toEqual([]);
  });

  test('should be proved where the input says so', async () => {
    const { verdict } = await check((p) => {
      const availRing = p.any.u64('avail_ring', { multipleOf: 2 });
      const queue = setUp(p, { descTable: availRing.and(~0xfn & 0xffff_ffff_ffff_ffffn), availRing });
      p.assert('the used ring is at 0', queue.usedRing.eq(0));
    });
    expect(verdict).toBe('proved');
  });
});

test('a proof with an offset stuck at 0 should be vacuous and name the offset', async () => {
  const { verdict, failure } = await check((p) => {
    const [ring, offset] = [p.any.u64('used_ring', { multipleOf: 4 }), p.any.u64('offset', { max: 1000 })];
    const address = ring.add(offset);
    p.assume(address.eq(ring));
    p.assert('it lies in the ring', address.sub(ring).lt(8));
  });

  expect({ verdict, message: failure?.message }).toEqual({
    verdict: 'vacuous',
    message: "input 'offset' never takes its greatest value, 1000",
  });
});
