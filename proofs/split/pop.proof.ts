import { proof, type Bool, type ProofContext, type Reading, type U16 } from 'ringproof';
import {
  activeQueue,
  areFitting,
  availEntryAddress,
  availIdxAddress,
  DESC_F_NEXT,
  hasToLook,
  isNotBehind,
  sameState,
  splitDevice,
  type AnyQueue,
  type SplitDevice,
} from 'ringproof/virtio/split';
import { besidesTable } from './descriptor-table.ts';

/** An activated queue whose available ring can be read, with what stands there for `pop` to find. */
interface Available extends AnyQueue {
  /** How far the driver's idx is ahead of next_avail, modulo 65536. */
  readonly ahead: U16;
  /** Whether these and what is in flight fit the queue, as of a driver that keeps to its rules. */
  readonly isFitting: Bool;
  /** The entry of the available ring that next_avail stands at. */
  readonly head: U16;
}

/** `undefined` on paths where a word of the ring cannot be read as one unit. */
function available(p: ProofContext, device: SplitDevice): Available | undefined {
  // A ring at guest address 0 is a matter of its own: split/pop-ring-at-0.
  const any = activeQueue(p, device, { availRing: { min: 2 } });
  const { before, memory } = any;
  const [idx, entry] = [availIdxAddress(before), availEntryAddress(before, before.nextAvail)];
  p.assert('the available ring has addresses', idx !== undefined && entry !== undefined);
  if (idx === undefined || entry === undefined) return undefined;
  if (!p.domain.decide(memory.accessible(idx, 16).and(memory.accessible(entry, 16)))) return undefined;
  p.assume(isNotBehind(p.domain, before, memory.peekWord(idx, 16)));
  const ahead = memory.peekWord(idx, 16).sub(before.nextAvail);
  return { ...any, ahead, isFitting: areFitting(before, ahead), head: memory.peekWord(entry, 16) };
}

/** Whether the descriptor at `head` is there, and does not point out of the table. */
function isUsable(p: ProofContext, { before, memory, head }: Available) {
  const at = before.descTable.add(head.zeroExtend(64).mul(16));
  const flags = memory.peekWord(at, 16, 12);
  const next = memory.peekWord(at, 16, 14);
  const leaves = flags.and(DESC_F_NEXT).ne(0).and(next.ge(before.size));
  return p.domain.decide(head.lt(before.size)) ? leaves.not() : p.domain.bool(false);
}

export const pop = proof({
  id: 'split/pop',
  title: 'pop takes exactly the chain at next_avail when the driver made one available, and none otherwise',
  requirements: ['split.desc.device.must-not-write-descriptor-table'],
  doesNotProve: 'what the chain consists of: the proofs under chain/ do.',
  harnesses: [
    'firecracker verify_pop',
    'firecracker verify_avail_ring_ring_get',
    'firecracker verify_avail_ring_idx_get',
  ],
  on: splitDevice,
  covers: [
    'an empty ring',
    'an idx too far ahead',
    'a head that cannot be used',
    'a chain',
    'a chain at the wrap of the index',
    'a chain of a full ring',
    'a chain in the last slot',
  ],
  body: (p, device) => {
    const found = available(p, device);
    if (found === undefined) return;
    const { queue, before, memory, ahead, isFitting, head } = found;
    const initial = memory.snapshot();

    const result = queue.pop(memory);

    const after = queue.state;
    const chain = result.ok ? result.value : undefined;
    p.assertUnchanged('no byte changes', initial, memory);
    p.assertUnchanged('the descriptor table stays', initial, memory, besidesTable(p.domain, before), {
      requirement: 'split.desc.device.must-not-write-descriptor-table',
    });
    p.assert('no field but next_avail changes', sameState(p.domain, before, after, ['nextAvail']));
    if (p.domain.decide(ahead.eq(0))) {
      p.assert('an empty ring is no error', isFitting.implies(result.ok));
      p.assert('an empty ring gives no chain', chain === undefined);
      p.assert('an empty ring leaves next_avail', after.nextAvail.eq(before.nextAvail));
      p.cover('an empty ring');
      return;
    }
    if (p.domain.decide(ahead.gt(before.size))) {
      // Of what it has seen before, a device may still take.
      const looks = hasToLook(p.domain, before);
      p.assert('an idx too far ahead gives no chain', looks.implies(chain === undefined));
      p.assert('an idx too far ahead leaves next_avail', looks.implies(after.nextAvail.eq(before.nextAvail)));
      p.cover('an idx too far ahead');
      return;
    }
    // What a driver makes available beyond what fits, a device may refuse.
    if (p.domain.decide(isFitting.and(isUsable(p, found)))) {
      p.assert('a usable chain is taken', chain !== undefined);
      p.assert('a usable chain is no error', result.ok);
    }
    p.cover('a head that cannot be used', head.ge(before.size));
    if (chain === undefined) return;
    p.assert('the head is the entry at next_avail', chain.head.eq(head));
    p.assert('next_avail advances by one', after.nextAvail.eq(before.nextAvail.add(1)));
    p.cover('a chain');
    p.cover('a chain at the wrap of the index', before.nextAvail.eq(65535));
    p.cover('a chain of a full ring', ahead.eq(before.size));
    p.cover('a chain in the last slot', before.nextAvail.rem(before.size).eq(before.size.sub(1)));
  },
});

export const popOrder = proof({
  id: 'split/pop-order',
  title: 'pop reads idx before the entry, and the entry is as new as idx',
  requirements: ['split.supply.device.may-access-immediately'],
  doesNotProve: 'that the driver wrote the entry before idx: that is its duty (2.7.13.3.1).',
  on: splitDevice,
  covers: ['a chain'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device);
    const [idx, entry] = [availIdxAddress(before), availEntryAddress(before, before.nextAvail)];

    const result = queue.pop(memory);

    if (!result.ok || result.value === undefined) return;
    // What it has seen before needs no look at idx.
    if (!p.domain.decide(hasToLook(p.domain, before))) return;
    const { events } = memory;
    const first = events.reads().first();
    const second = (look: Reading) => events.reads().after(look).first();
    p.assert(
      'it reads at least twice',
      first.forSome((look) => second(look).exists()),
    );
    if (idx === undefined || entry === undefined) return;
    p.assert(
      'the first read is of idx',
      first.forAll(({ address }) => address.eq(idx)),
    );
    p.assert(
      'the second read is of the entry',
      first.forAll((look) => second(look).forAll(({ address }) => address.eq(entry))),
      {
        requirement: 'split.supply.device.may-access-immediately',
        kind: 'promise',
      },
    );
    p.assert(
      'idx is read with acquire, or before an acquire fence',
      first.forAll((look) => second(look).forAll((read) => events.orderedBefore(look, read))),
    );
    p.cover('a chain');
  },
});

export const popHostileIdx = proof({
  id: 'split/pop-reports-idx',
  title: 'pop reports an idx further ahead than the queue has entries',
  requirements: ['status.device.should-set-needs-reset-on-unrecoverable-error'],
  doesNotProve: 'that a caller of pop goes on to set DEVICE_NEEDS_RESET.',
  on: splitDevice,
  covers: ['one more than fits'],
  body: (p, device) => {
    const found = available(p, device);
    if (found === undefined) return;
    const { queue, before, memory, ahead } = found;
    p.assume(ahead.gt(before.size));

    const result = queue.pop(memory);

    p.assert('it is reported', !result.ok && result.error.kind === 'InvalidAvailRingIndex', {
      requirement: 'status.device.should-set-needs-reset-on-unrecoverable-error',
      kind: 'should',
    });
    p.cover('one more than fits', ahead.eq(before.size.add(1)));
  },
});

export const popBadHead = proof({
  id: 'split/pop-reports-head',
  title: 'pop reports a head beyond the descriptor table',
  requirements: ['status.device.should-set-needs-reset-on-unrecoverable-error'],
  doesNotProve: 'that a caller of pop goes on to set DEVICE_NEEDS_RESET.',
  on: splitDevice,
  covers: ['the first head that is too great'],
  body: (p, device) => {
    const found = available(p, device);
    if (found === undefined) return;
    const { queue, before, memory, ahead, head } = found;
    p.assume(ahead.ne(0).and(ahead.le(before.size), head.ge(before.size)));

    const result = queue.pop(memory);

    p.assert('it is reported', !result.ok, {
      requirement: 'status.device.should-set-needs-reset-on-unrecoverable-error',
      kind: 'should',
    });
    p.cover('the first head that is too great', head.eq(before.size));
  },
});

export const popProgress = proof({
  id: 'split/pop-progress',
  title: 'pop passes every entry that the driver made available: the next pop is about the next entry',
  requirements: [],
  doesNotProve: 'that a chain that was passed is ever returned to the driver.',
  on: splitDevice,
  covers: ['a good head', 'a bad head'],
  body: (p, device) => {
    const found = available(p, device);
    if (found === undefined) return;
    const { queue, before, memory, ahead, head } = found;
    p.assume(ahead.ne(0).and(ahead.le(before.size)));

    const result = queue.pop(memory);

    p.assert('it is passed', queue.state.nextAvail.eq(before.nextAvail.add(1)).or(!result.ok));
    p.cover('a good head', head.lt(before.size).and(result.ok));
    p.cover('a bad head', head.ge(before.size));
  },
});

export const popRingAt0 = proof({
  id: 'split/pop-ring-at-0',
  title: 'an available ring at guest address 0 is one like any other',
  requirements: [],
  doesNotProve: 'that drivers put rings there: most keep the first page free.',
  on: splitDevice,
  covers: ['the greatest size'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device, {
      availRing: p.domain.u64(0),
      descTable: { min: 16 },
      usedRing: { min: 8 },
    });
    const [idx, entry] = [p.domain.u64(2), availEntryAddress(before, before.nextAvail)];
    if (entry === undefined) return;
    p.assume(memory.accessible(idx, 16).and(memory.accessible(entry, 16)));
    const head = memory.peekWord(entry, 16);
    const ahead = memory.peekWord(idx, 16).sub(before.nextAvail);
    p.assume(ahead.eq(1).and(areFitting(before, ahead), head.lt(before.size)));
    const flags = memory.peekWord(before.descTable.add(head.zeroExtend(64).mul(16)), 16, 12);
    p.assume(flags.eq(0));

    const result = queue.pop(memory);

    p.assert('the chain is taken', result.ok && result.value !== undefined, { kind: 'may-cope' });
    p.cover('the greatest size', before.size.eq(32768));
  },
});
