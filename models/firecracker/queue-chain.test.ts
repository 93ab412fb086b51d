import { expect, test } from 'vitest';
import { concreteDomain as domain, truthOf, valueOf } from '../../src/domain/concrete.ts';
import { ConcreteMemory } from '../../src/memory/concrete.ts';
import { DescriptorChain } from './queue.ts';
import { accesses, DESC_TABLE, memory, putDescriptor, trapOf } from './queue.fixture.ts';

const mem = memory();
const table = { address: domain.u64(DESC_TABLE), isSet: domain.bool(true) };
const read = (index: number, size = 8, from = mem) =>
  DescriptorChain.checkedNew(domain, from, table, domain.u16(size), domain.u16(index));

/** Indices of a chain up to its end, with the times to live. */
function walk(head: number, size: number): number[][] {
  const seen: number[][] = [];
  for (let chain = read(head, size); chain !== undefined; chain = chain.nextDescriptor(mem))
    seen.push([chain.index, chain.ttl].map((word) => Number(valueOf(word))));
  return seen;
}

test('should read an entry of the table, the last one too, and none behind it', () => {
  putDescriptor(mem, 7, [0x1122334455, 0x8899, 2, 3]);

  const chain = read(7);

  expect(chain && [chain.addr, chain.len, chain.flags, chain.next].map(valueOf)).toEqual([
    0x1122334455n,
    0x8899n,
    2n,
    3n,
  ]);
  expect(chain && [chain.isWriteOnly(), chain.hasNext(), chain.isValid()].map(truthOf)).toEqual([
    true,
    false,
    true,
  ]);
  expect(read(8)).toBeUndefined();
  expect(accesses(mem.events.all)).toEqual(['read 0x1070']);
});

test('should give no descriptor that leads beyond the table', () => {
  putDescriptor(mem, 0, [0, 1, 1, 8]);
  putDescriptor(mem, 1, [0, 1, 0, 8]);
  putDescriptor(mem, 2, [0, 1, 1, 7]);
  expect([0, 1, 2].map((index) => read(index) !== undefined)).toEqual([false, true, true]);
});

test('should take a descriptor that leads nowhere where the table has a single entry: it has no next', () => {
  putDescriptor(mem, 0, [0, 1, 1, 9]);
  expect(truthOf(read(0, 1)?.hasNext() ?? true)).toBe(false);
});

test('should follow a chain to its end', () => {
  putDescriptor(mem, 3, [0, 1, 1, 5]);
  putDescriptor(mem, 5, [0, 1, 1, 4]);
  putDescriptor(mem, 4, [0, 1, 2, 3]);
  expect(walk(3, 8)).toEqual([
    [3, 8],
    [5, 7],
    [4, 6],
  ]);
});

test('should end a loop once as many descriptors have come as the table has', () => {
  putDescriptor(mem, 0, [0, 1, 1, 1]);
  putDescriptor(mem, 1, [0, 1, 1, 0]);
  expect(walk(0, 4)).toEqual([
    [0, 4],
    [1, 3],
    [0, 2],
    [1, 1],
  ]);
});

test('should end a chain before a descriptor that cannot be used', () => {
  putDescriptor(mem, 0, [0, 1, 1, 1]);
  putDescriptor(mem, 1, [0, 1, 1, 8]);
  expect(walk(0, 8)).toEqual([[0, 8]]);
});

test('should trap at a descriptor that the table pointer does not reach', () => {
  const cut = new ConcreteMemory([{ base: 0x1000n, size: 0x18n }]);
  expect(trapOf(() => read(0, 8, cut))).toBe('none');
  expect(trapOf(() => read(1, 8, cut))).toBe('host pointer');
  putDescriptor(cut, 0, [0, 1, 1, 1]);
  const first = read(0, 8, cut);
  expect(trapOf(() => first?.nextDescriptor(cut))).toBe('host pointer');
  const none = { ...table, isSet: domain.bool(false) };
  const unset = () => DescriptorChain.checkedNew(domain, mem, none, domain.u16(8), domain.u16(0));
  expect(trapOf(unset)).toBe('host pointer');
});
