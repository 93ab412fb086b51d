import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concreteDomain as domain, valueOf } from '../../src/domain/concrete.ts';
import { clear, emptyDeque, popBack, popFront, pushBack, type IovDequeState } from './iov-deque.ts';
import { outcome, value } from './queue.fixture.ts';

const fields = ({ start, len }: IovDequeState) => [start, len].map((word) => Number(valueOf(word)));
const count = (n: number) => domain.u16(n);

test('should panic when an entry is pushed to a full deque', () => {
  let deque = emptyDeque(domain, 4, 256);
  for (let i = 0; i < 4; i += 1) deque = value(pushBack(domain, deque)).deque;
  expect(fields(deque)).toEqual([0, 4]);
  expect(outcome(pushBack(domain, deque))).toBe('Panic');
});

test('should panic when more is popped than there is', () => {
  const { deque } = value(pushBack(domain, emptyDeque(domain, 4, 256)));
  expect([popFront, popBack].map((pop) => outcome(pop(domain, deque, count(2))))).toEqual(['Panic', 'Panic']);
  expect(fields(value(popFront(domain, deque, count(1))))).toEqual([1, 0]);
  expect(fields(value(popBack(domain, deque, count(1))))).toEqual([0, 0]);
});

test('should begin anew at the capacity, not at the limit', () => {
  const deque = { ...emptyDeque(domain, 4, 8), start: count(5), len: count(4) };
  expect(fields(value(popFront(domain, deque, count(2))))).toEqual([7, 2]);
  expect(fields(value(popFront(domain, deque, count(3))))).toEqual([0, 1]);
  expect(fields(clear(domain, deque))).toEqual([0, 0]);
});

const steps = fc.array(fc.tuple(fc.constantFrom('push', 'push', 'front', 'back'), fc.nat(6)));

test('should hold what an array holds, in its two mappings of the same slots', () => {
  fc.assert(
    fc.property(fc.constantFrom(1, 3, 8), steps, (limit, trace) => {
      const capacity = 8;
      const slots = new Array<number>(capacity).fill(-1);
      let deque = emptyDeque(domain, limit, capacity);
      let expected: number[] = [];
      for (const [i, [what, n]] of trace.entries()) {
        if (what === 'push') {
          const pushed = pushBack(domain, deque);
          expect(pushed.ok).toBe(expected.length < limit);
          if (!pushed.ok) continue;
          ({ deque } = pushed.value);
          slots[Number(valueOf(pushed.value.slot)) % capacity] = i;
          expected.push(i);
        } else {
          const popped = (what === 'front' ? popFront : popBack)(domain, deque, count(n));
          expect(popped.ok).toBe(expected.length >= n);
          if (!popped.ok) continue;
          deque = popped.value;
          expected = what === 'front' ? expected.slice(n) : expected.slice(0, expected.length - n);
        }
        const [start = 0, len = 0] = fields(deque);
        expect(Array.from({ length: len }, (_, at) => slots[(start + at) % capacity])).toEqual(expected);
        expect(start).toBeLessThan(capacity);
      }
    }),
  );
});
