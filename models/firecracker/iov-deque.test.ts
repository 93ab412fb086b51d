import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import { IovDeque } from './iov-deque.ts';
import { trapOf } from './queue.fixture.ts';

const count = (n: number) => domain.u16(n);
const empty = (limit: number, capacity: number) => IovDeque.new(domain, count(limit), count(capacity));
const fields = ({ start, len }: IovDeque) => [start, len].map((word) => Number(valueOf(word)));

test('should panic when an entry is pushed to a full deque', () => {
  const deque = empty(4, 256);
  for (let i = 0; i < 4; i += 1) deque.pushBack();
  expect(fields(deque)).toEqual([0, 4]);
  expect(trapOf(() => deque.pushBack())).toBe('panic');
  expect(fields(deque)).toEqual([0, 4]);
});

test('should panic when more is popped than there is', () => {
  const deque = empty(4, 256);
  deque.pushBack();
  expect(trapOf(() => deque.popFront(count(2)))).toBe('panic');
  expect(trapOf(() => deque.popBack(count(2)))).toBe('panic');
  expect(fields(deque)).toEqual([0, 1]);
  expect(trapOf(() => new IovDeque(domain, deque).popBack(count(1)))).toBe('none');
  deque.popFront(count(1));
  expect(fields(deque)).toEqual([1, 0]);
});

test('should begin anew at the capacity, not at the limit', () => {
  const after = (n: number) => {
    const deque = new IovDeque(domain, {
      ...{ start: count(5), len: count(4), capacity: count(8), limit: count(4) },
    });
    deque.popFront(count(n));
    return deque;
  };
  expect(fields(after(2))).toEqual([7, 2]);
  expect(fields(after(3))).toEqual([0, 1]);
  const cleared = after(0);
  cleared.clear();
  expect(fields(cleared)).toEqual([0, 0]);
});

const steps = fc.array(fc.tuple(fc.constantFrom('push', 'push', 'front', 'back'), fc.nat(6)));

test('should hold what an array holds, in its two mappings of the same slots', () => {
  fc.assert(
    fc.property(fc.constantFrom(1, 3, 8), steps, (limit, trace) => {
      const capacity = 8;
      const slots = new Array<number>(capacity).fill(-1);
      const deque = empty(limit, capacity);
      let expected: number[] = [];
      for (const [i, [what, n]] of trace.entries()) {
        if (what === 'push') {
          let slot = -1;
          const trap = trapOf(() => (slot = Number(valueOf(deque.pushBack()))));
          expect(trap).toBe(expected.length < limit ? 'none' : 'panic');
          if (trap !== 'none') continue;
          slots[slot % capacity] = i;
          expected.push(i);
        } else {
          const trap = trapOf(() => (what === 'front' ? deque.popFront(count(n)) : deque.popBack(count(n))));
          expect(trap).toBe(expected.length >= n ? 'none' : 'panic');
          if (trap !== 'none') continue;
          expected = what === 'front' ? expected.slice(n) : expected.slice(0, expected.length - n);
        }
        const [start = 0, len = 0] = fields(deque);
        expect(Array.from({ length: len }, (_, at) => slots[(start + at) % capacity])).toEqual(expected);
        expect(start).toBeLessThan(capacity);
      }
    }),
  );
});
