import { err, ok, type Domain, type Model, type U16 } from 'ringproof';
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
          if (this.domain.decide(this.len.gt(this.limit))) return err({ kind: 'Panic' } as const);
          const slot = this.start.add(this.len);
          this.len = this.len.add(1);
          return ok(slot);
        }
      },
    ),
    refutes: {
      'io-vector/deque-push': 'it fails exactly where it is full',
      'iov-deque/state/push-back': 'the schema and the invariant allow the state',
    },
  },
  {
    what: 'a new entry is put upon the last one',
    model: deque(
      class extends IovDeque {
        override pushBack() {
          const pushed = super.pushBack();
          return pushed.ok ? ok(pushed.value.sub(1)) : pushed;
        }
      },
    ),
    refutes: { 'io-vector/deque-push': 'the slot is within the two mappings' },
  },
  {
    what: 'the first entry runs on beyond the first mapping',
    model: deque(
      class extends IovDeque {
        override popFront(count: U16) {
          const { start } = this;
          const popped = super.popFront(count);
          if (popped.ok) this.start = start.add(count);
          return popped;
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
          const popped = super.popFront(count);
          const next = start.add(count);
          if (popped.ok) this.start = this.domain.select(limit.le(next), next.sub(limit), next);
          return popped;
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
          return this.popFront(count);
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
          return this.popBack(count);
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
