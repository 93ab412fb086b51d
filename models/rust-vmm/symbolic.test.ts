import type { ProofContext } from 'ringproof';
import { expect, test } from 'vitest';
import { check } from '../../src/check/check.fixture.ts';
import { DescriptorChain } from './descriptor-chain.ts';
import { Queue } from './queue.ts';

function anyChain(p: ProofContext): DescriptorChain {
  return new DescriptorChain(p.domain, {
    head: p.any.u16('head'),
    table: p.any.u64('table'),
    entries: p.any.u16('entries'),
    index: p.any.u16('index'),
    remaining: p.any.u16('remaining'),
    bytes: p.any.u32('bytes'),
    indirect: p.any.bool('indirect'),
  });
}

function anyQueue(p: ProofContext): Queue {
  return new Queue(p.domain, {
    maxSize: p.any.powerOfTwo('max_size'),
    size: p.any.powerOfTwo('size'),
    ready: p.any.bool('ready'),
    eventIdx: p.any.bool('event_idx'),
    nextAvail: p.any.u16('next_avail'),
    nextUsed: p.any.u16('next_used'),
    numAdded: p.any.u16('num_added'),
    descTable: p.any.u64('desc_table', { multipleOf: 16 }),
    availRing: p.any.u64('avail_ring', { multipleOf: 2 }),
    usedRing: p.any.u64('used_ring', { multipleOf: 4 }),
  });
}

test('should walk one step from anywhere along few paths, and enter no table from a table', async () => {
  const { verdict, paths, bound } = await check(
    (p) => {
      const chain = anyChain(p);
      const { indirect, table, remaining, bytes } = chain;
      const step = chain.next(p.memory());
      const yields = step.ok && step.value !== undefined;

      p.assert('a table is never left', indirect.implies(chain.indirect.and(chain.table.eq(table))));
      p.assert('nothing is yielded after the end', remaining.eq(0).implies(!yields));
      if (step.ok && step.value !== undefined)
        p.assert('lengths add up', chain.bytes.sub(bytes).eq(step.value.len));
      p.cover('a table is entered', indirect.not().and(chain.indirect));
      p.cover('something is yielded', yields);
    },
    { covers: ['a table is entered', 'something is yielded'] },
  );
  expect({ verdict, bound }).toEqual({ verdict: 'proved', bound: null });
  expect(paths).toBeLessThan(20);
});

test('should pop from any queue along few paths', async () => {
  const { verdict, paths } = await check(
    (p) => {
      const queue = anyQueue(p);
      const { nextAvail, size } = queue;
      const chain = queue.popDescriptorChain(p.memory());
      p.assert('one chain is taken or none', queue.nextAvail.eq(nextAvail.add(chain === undefined ? 0 : 1)));
      p.assert('the whole table is its limit', chain === undefined ? true : chain.remaining.eq(size));
      p.cover('a chain is taken', chain !== undefined);
    },
    { covers: ['a chain is taken'] },
  );
  expect(verdict).toBe('proved');
  expect(paths).toBeLessThan(12);
});

test('should enable notifications of any queue along few paths', async () => {
  const { verdict, paths } = await check(
    (p) => {
      const [queue, memory] = [anyQueue(p), p.memory()];
      const result = queue.enableNotification(memory);
      const idx = memory.peekWord(queue.availRing.add(2), 16);
      p.assert(
        'it compares idx with next_avail',
        result.ok ? result.value.iff(idx.ne(queue.nextAvail)) : true,
      );
      p.cover('it answers yes', result.ok ? result.value : false);
      p.cover('it answers no', result.ok ? result.value.not() : false);
    },
    { covers: ['it answers yes', 'it answers no'] },
  );
  expect(verdict).toBe('proved');
  expect(paths).toBeLessThan(16);
});
