import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import { IovDeque } from './iov-deque.ts';
import { outcome, value } from './queue.fixture.ts';

const count = (n: number) => domain.u16(n);
const empty = (limit: number, capacity: number) => IovDeque.new(domain, count(limit), count(capacity));
const fields = ({ start, len }: IovDeque) => [start, len].map((word) => Number(valueOf(word)));

test('should panic when an entry is pushed to a full deque', () => {
  const deque = empty(4, 256);
  for (let i = 0; i < 4; i += 1) value(deque.pushBack());
  expect(fields(deque)).toEqual([0, 4]);
  expect(outcome(deque.pushBack())).toBe('Panic');
});

test('should panic when more is popped than there is', () => {
  const deque = empty(4, 256);
  deque.pushBack();
  expect([deque.popFront(count(2)), deque.popBack(count(2))].map(outcome)).toEqual(['Panic', 'Panic']);
  expect(fields(deque)).toEqual([0, 1]);
  value(new IovDeque(domain, deque).popBack(count(1)));
  value(deque.popFront(count(1)));
  expect(fields(deque)).toEqual([1, 0]);
});

test('should begin anew at the capacity, not at the limit', () => {
  const after = (n: number) => {
    const deque = new IovDeque(domain, {
      ...{ start: count(5), len: count(4), capacity: count(8), limit: count(4) },
    });
    value(deque.popFront(count(n)));
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
          const pushed = deque.pushBack();
          expect(pushed.ok).toBe(expected.length < limit);
          if (!pushed.ok) continue;
          slots[Number(valueOf(pushed.value)) % capacity] = i;
          expected.push(i);
        } else {
          const popped = what === 'front' ? deque.popFront(count(n)) : deque.popBack(count(n));
          expect(popped.ok).toBe(expected.length >= n);
          if (!popped.ok) continue;
          expected = what === 'front' ? expected.slice(n) : expected.slice(0, expected.length - n);
        }
        const [start = 0, len = 0] = fields(deque);
        expect(Array.from({ length: len }, (_, at) => slots[(start + at) % capacity])).toEqual(expected);
        expect(start).toBeLessThan(capacity);
      }
    }),
  );
});
