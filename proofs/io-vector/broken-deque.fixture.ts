import type { Domain, Model, U16 } from 'ringproof';
import { iovDeque } from '../../models/firecracker/iov-deque-kind.ts';
import { IovDeque, type IovDequeFields } from '../../models/firecracker/iov-deque.ts';
import { firecrackerDequeModel } from '../../models/firecracker/vectors.ts';
import { SOURCE, type BrokenVector } from './broken-vector.fixture.ts';

type DequeClass = new (domain: Domain, fields: IovDequeFields) => IovDeque;

const deque = (broken: DequeClass): Model =>
  iovDeque.implement(
    { name: 'broken', source: SOURCE },
    firecrackerDequeModel((domain, fields) => new broken(domain, fields)),
  );

export const BROKEN_DEQUE: readonly BrokenVector[] = [
  {
    what: 'the deque takes one entry more than it holds',
    model: deque(
      class extends IovDeque {
        override pushBack() {
          this.domain.trapIf('panic', this.len.gt(this.limit));
          const slot = this.start.add(this.len);
          this.len = this.len.add(1);
          return slot;
        }
      },
    ),
    refutes: {
      'io-vector/deque-push': 'it panics exactly where it is full',
      'iov-deque/state/push-back': 'the schema and the invariant allow the state',
    },
  },
  {
    what: 'a new entry is put upon the last one',
    model: deque(
      class extends IovDeque {
        override pushBack() {
          return super.pushBack().sub(1);
        }
      },
    ),
    refutes: { 'io-vector/deque-push': 'the slot is within the two mappings' },
  },
  {
    what: 'popping more than there is overflows',
    model: deque(
      class extends IovDeque {
        override popBack(count: U16) {
          this.len = this.len.subOrTrap(count);
        }
      },
    ),
    refutes: {
      'io-vector/deque-pop-back': 'it traps by a panic alone',
      'iov-deque/state/pop-back': 'it traps by a panic alone',
    },
  },
  {
    what: 'the first entry runs on beyond the first mapping',
    model: deque(
      class extends IovDeque {
        override popFront(count: U16) {
          const { start } = this;
          super.popFront(count);
          this.start = start.add(count);
        }
      },
    ),
    refutes: {
      'io-vector/deque-pop-front': 'the deque stays sound',
      'iov-deque/state/pop-front': 'the schema and the invariant allow the state',
    },
  },
  {
    what: 'the first entry begins anew at the limit',
    model: deque(
      class extends IovDeque {
        override popFront(count: U16) {
          const { start, limit } = this;
          super.popFront(count);
          const next = start.add(count);
          this.start = this.domain.select(limit.le(next), next.sub(limit), next);
        }
      },
    ),
    refutes: { 'io-vector/deque-pop-front': 'an entry behind them stays in its place, under its new number' },
  },
  {
    what: 'popping at the back pops at the front',
    model: deque(
      class extends IovDeque {
        override popBack(count: U16) {
          this.popFront(count);
        }
      },
    ),
    refutes: { 'io-vector/deque-pop-back': 'an entry before them stays in its place' },
  },
  {
    what: 'popping at the front pops at the back',
    model: deque(
      class extends IovDeque {
        override popFront(count: U16) {
          this.popBack(count);
        }
      },
    ),
    refutes: {
      'io-vector/deque-pop-front': 'an entry behind them stays in its place, under its new number',
    },
  },
  {
    what: 'clearing keeps the entries',
    model: deque(
      class extends IovDeque {
        override clear() {
          this.start = this.domain.u16(0);
        }
      },
    ),
    refutes: { 'io-vector/deque-clear': 'it holds nothing' },
  },
];
