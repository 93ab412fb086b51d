import { proof, type Bool, type Domain, type ProofContext, type TrapKind, type U16 } from 'ringproof';
import {
  iovDeque,
  MOST_SLOTS,
  type DequeHandle,
  type IovDequeDevice,
} from '../../models/firecracker/iov-deque-kind.ts';
import type { IovDequeFields } from '../../models/firecracker/iov-deque.ts';

/** A deque, and the state that it is in before any operation. */
interface AnyDeque {
  readonly deque: DequeHandle;
  readonly before: IovDequeFields;
}

/** Any deque, holding any number of entries from any slot on. */
function anyDeque(p: ProofContext, device: IovDequeDevice): AnyDeque {
  const deque = device.deque({ phase: null, memory: p.memory() });
  p.assume(isSound(deque.state));
  return { deque, before: deque.state };
}

/** What holds of a deque, by induction over its operations. */
function isSound({ start, len, capacity, limit }: IovDequeFields): Bool {
  return start.lt(capacity).and(len.le(limit), limit.le(capacity));
}

/** A slot of the memory behind a deque, the second mapping being the first again. */
function place(domain: Domain, { capacity }: IovDequeFields, slot: U16): U16 {
  return domain.select(slot.ge(capacity), slot.sub(capacity), slot);
}

/** Where entry number `index` lies. */
function placeOf(domain: Domain, deque: IovDequeFields, index: U16): U16 {
  return place(domain, deque, deque.start.add(index));
}

/** Any one of the entries that a deque may hold. */
function anyIndex(p: ProofContext): U16 {
  return p.any.u16('index', { max: MOST_SLOTS - 1 });
}

/** Whether two deques lie over the same slots, of which the same number may be taken. */
function sameSlots(a: IovDequeFields, b: IovDequeFields): Bool {
  return a.capacity.eq(b.capacity).and(a.limit.eq(b.limit));
}

/** Whether an operation panicked. It does not trap in any other way. */
function panics(p: ProofContext, { trapped }: { readonly trapped: TrapKind | null }): boolean {
  p.assert('it traps by a panic alone', trapped === null || trapped === 'panic');
  return trapped === 'panic';
}

const DOES_NOT_PROVE = 'that the memory is mapped twice as it ought to be: the host’s kernel does that.';

export const dequePush = proof({
  id: 'io-vector/deque-push',
  title:
    'a push panics exactly where the deque is full; the new entry stands last, and in no other entry’s place',
  requirements: [],
  doesNotProve: DOES_NOT_PROVE,
  on: iovDeque,
  covers: ['a full deque', 'the last entry that fits', 'a slot of the second mapping'],
  body: (p, device) => {
    const { deque: any, before } = anyDeque(p, device);
    const index = anyIndex(p);

    const pushed = p.trapping(() => any.pushBack());

    p.assert('it panics exactly where it is full', before.len.eq(before.limit).iff(panics(p, pushed)));
    if (pushed.trapped !== null) {
      p.cover('a full deque', before.len.gt(0));
      return;
    }
    const [deque, slot] = [any.state, pushed.value];
    p.assert('the deque stays sound', isSound(deque));
    p.assert('its slots stay', sameSlots(before, deque));
    p.assert('there is one entry more', deque.len.eq(before.len.add(1)));
    p.assert(
      'the slot is within the two mappings',
      slot.zeroExtend(32).lt(before.capacity.zeroExtend(32).mul(2)),
    );
    const at = place(p.domain, before, slot);
    p.assert('it is the last entry', at.eq(placeOf(p.domain, deque, before.len)));
    const isThere = index.lt(before.len);
    p.assert('no entry stood there', isThere.implies(at.ne(placeOf(p.domain, before, index))));
    p.assert(
      'every entry stays in its place',
      isThere.implies(placeOf(p.domain, before, index).eq(placeOf(p.domain, deque, index))),
    );
    p.cover('the last entry that fits', deque.len.eq(before.limit));
    p.cover('a slot of the second mapping', slot.ge(before.capacity));
  },
});

export const dequePopFront = proof({
  id: 'io-vector/deque-pop-front',
  title:
    'popping at the front takes the first entries, and panics exactly if there are fewer; what was behind them comes first',
  requirements: [],
  doesNotProve: DOES_NOT_PROVE,
  on: iovDeque,
  covers: ['too many', 'it begins anew at the first slot', 'all entries'],
  body: (p, device) => {
    const { deque: any, before } = anyDeque(p, device);
    const [index, count] = [anyIndex(p), p.any.u16('count')];

    const popped = p.trapping(() => any.popFront(count));

    p.assert('it panics exactly where there are fewer', count.gt(before.len).iff(panics(p, popped)));
    if (popped.trapped !== null) {
      p.cover('too many');
      return;
    }
    const deque = any.state;
    p.assert('the deque stays sound', isSound(deque));
    p.assert('its slots stay', sameSlots(before, deque));
    p.assert('there are so many fewer', deque.len.eq(before.len.sub(count)));
    p.assert(
      'an entry behind them stays in its place, under its new number',
      index
        .lt(deque.len)
        .implies(placeOf(p.domain, deque, index).eq(placeOf(p.domain, before, index.add(count)))),
    );
    p.cover('it begins anew at the first slot', deque.start.lt(before.start));
    p.cover('all entries', count.eq(before.len).and(count.gt(0)));
  },
});

export const dequePopBack = proof({
  id: 'io-vector/deque-pop-back',
  title:
    'popping at the back takes the last entries, and panics exactly if there are fewer; those before them stay',
  requirements: [],
  doesNotProve: DOES_NOT_PROVE,
  on: iovDeque,
  covers: ['too many', 'all entries'],
  body: (p, device) => {
    const { deque: any, before } = anyDeque(p, device);
    const [index, count] = [anyIndex(p), p.any.u16('count')];

    const popped = p.trapping(() => any.popBack(count));

    p.assert('it panics exactly where there are fewer', count.gt(before.len).iff(panics(p, popped)));
    if (popped.trapped !== null) {
      p.cover('too many');
      return;
    }
    const deque = any.state;
    p.assert('the deque stays sound', isSound(deque));
    p.assert('its slots stay', sameSlots(before, deque));
    p.assert('there are so many fewer', deque.len.eq(before.len.sub(count)));
    p.assert(
      'an entry before them stays in its place',
      index.lt(deque.len).implies(placeOf(p.domain, deque, index).eq(placeOf(p.domain, before, index))),
    );
    p.cover('all entries', count.eq(before.len).and(count.gt(0)));
  },
});

export const dequeClear = proof({
  id: 'io-vector/deque-clear',
  title: 'a deque that is cleared holds nothing, over the same slots',
  requirements: [],
  doesNotProve: DOES_NOT_PROVE,
  on: iovDeque,
  covers: ['a full deque'],
  body: (p, device) => {
    const { deque: any, before } = anyDeque(p, device);

    any.clear();

    const deque = any.state;
    p.assert('it is sound', isSound(deque));
    p.assert('its slots stay', sameSlots(before, deque));
    p.assert('it holds nothing', deque.len.eq(0));
    p.cover('a full deque', before.len.eq(before.limit));
  },
});
