import { ok, type Model } from 'ringproof';
import { firecrackerIovDeque } from '../../models/firecracker/index.ts';
import { iovDeque, type IovDeque } from '../../models/firecracker/kinds.ts';
import { SOURCE, type BrokenVector } from './broken-vector.fixture.ts';

const deque = (changed: Partial<IovDeque>): Model =>
  iovDeque.implement({ name: 'broken', source: SOURCE }, { ...firecrackerIovDeque, ...changed });

const { pushBack, popFront, popBack, clear } = firecrackerIovDeque;

export const BROKEN_DEQUE: readonly BrokenVector[] = [
  {
    what: 'the deque takes one entry more than it holds',
    model: deque({
      pushBack: (domain, { limit, ...rest }) => {
        const pushed = pushBack(domain, { ...rest, limit: limit.add(1) });
        return pushed.ok ? ok({ ...pushed.value, deque: { ...pushed.value.deque, limit } }) : pushed;
      },
    }),
    refutes: { 'io-vector/deque-push': 'it fails exactly where it is full' },
  },
  {
    what: 'a new entry is put upon the last one',
    model: deque({
      pushBack: (domain, of) => {
        const pushed = pushBack(domain, of);
        return pushed.ok ? ok({ ...pushed.value, slot: pushed.value.slot.sub(1) }) : pushed;
      },
    }),
    refutes: { 'io-vector/deque-push': 'the slot is within the two mappings' },
  },
  {
    what: 'the first entry runs on beyond the first mapping',
    model: deque({
      popFront: (domain, of, count) => {
        const popped = popFront(domain, of, count);
        return popped.ok ? ok({ ...popped.value, start: of.start.add(count) }) : popped;
      },
    }),
    refutes: { 'io-vector/deque-pop-front': 'the deque stays sound' },
  },
  {
    what: 'the first entry begins anew at the limit',
    model: deque({
      popFront: (domain, of, count) => {
        const popped = popFront(domain, { ...of, capacity: of.limit }, count);
        return popped.ok ? ok({ ...popped.value, capacity: of.capacity }) : popped;
      },
    }),
    refutes: { 'io-vector/deque-pop-front': 'an entry behind them stays in its place, under its new number' },
  },
  {
    what: 'popping at the back pops at the front',
    model: deque({ popBack: popFront }),
    refutes: { 'io-vector/deque-pop-back': 'an entry before them stays in its place' },
  },
  {
    what: 'popping at the front pops at the back',
    model: deque({ popFront: popBack }),
    refutes: {
      'io-vector/deque-pop-front': 'an entry behind them stays in its place, under its new number',
    },
  },
  {
    what: 'clearing keeps the entries',
    model: deque({ clear: (domain, of) => ({ ...clear(domain, of), len: of.len }) }),
    refutes: { 'io-vector/deque-clear': 'it holds nothing' },
  },
];
