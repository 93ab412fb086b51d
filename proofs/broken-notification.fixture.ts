import { ok } from 'ringproof';
import { guestMemory } from '../models/rust-vmm/error.ts';
import type { Breakage } from './breakage.fixture.ts';
import { RIGHT_LINES } from './linewise.fixture.ts';

/** `needsNotification` and `isValid` with one line wrong. */
export const BROKEN_NOTIFICATION: readonly Breakage[] = [
  {
    what: 'the event may be one beyond the window',
    lines: { inWindow: (used, event, old) => used.sub(event).sub(1).le(used.sub(old)) },
    refutes: { 'split/used-notification': 'SHOULD NOT: if it is the index of none, do not' },
  },
  {
    what: 'the 1 is not subtracted',
    lines: { inWindow: (used, event, old) => used.sub(event).lt(used.sub(old)) },
    refutes: { 'split/used-notification': 'MUST: if used_event is the index of an added element, notify' },
  },
  {
    what: 'the event is compared without the wrap of the index',
    lines: { inWindow: (used, event, old) => event.ge(old).and(event.lt(used)) },
    refutes: { 'split/used-notification': 'MUST: if used_event is the index of an added element, notify' },
  },
  {
    what: 'only the last element counts',
    lines: { inWindow: (used, event) => event.eq(used.sub(1)) },
    refutes: { 'split/used-notification': 'MUST: if used_event is the index of an added element, notify' },
  },
  {
    what: 'the answer is always no',
    lines: { inWindow: (used) => used.ne(used), answerWithoutEvent: (queue) => queue.constant(false) },
    refutes: { 'split/used-notification-always': 'it says yes where flags are 0' },
  },
  {
    what: 'the answer is always yes',
    lines: { inWindow: (used) => used.eq(used) },
    refutes: { 'split/used-notification': 'SHOULD NOT: if it is the index of none, do not' },
  },
  {
    what: 'without event index the answer is no',
    lines: { answerWithoutEvent: (queue) => queue.constant(false) },
    refutes: { 'split/used-notification-always': 'it says yes where flags are 0' },
  },
  {
    what: 'the count does not start again',
    lines: { restartCount: () => {} },
    refutes: { 'split/used-notification': 'the count starts again' },
  },
  {
    what: 'the count starts again at 1',
    lines: { restartCount: (queue) => queue.setNumAdded(1) },
    refutes: { 'split/used-notification': 'the count starts again' },
  },
  {
    what: 'the count starts again before it is used',
    lines: {
      oldIdx: (queue) => {
        queue.setNumAdded(0);
        return queue.nextUsed.sub(queue.numAdded);
      },
    },
    refutes: { 'split/used-notification': 'MUST: if used_event is the index of an added element, notify' },
  },
  {
    what: 'the count starts again though the event could not be read',
    lines: {
      loadEvent: (queue, mem, addr) => {
        const { numAdded } = queue;
        queue.setNumAdded(0);
        const event = RIGHT_LINES.loadEvent(queue, mem, addr);
        if (event.ok) queue.numAdded = numAdded;
        return event;
      },
    },
    refutes: { 'split/used-notification-unmapped': 'no field changes' },
  },
  {
    what: 'the event is read size bytes past the header',
    lines: { eventOffset: ({ size }) => size.zeroExtend(64).add(4) },
    refutes: { 'split/used-notification-unmapped': 'it is an error' },
  },
  {
    what: 'the event is read without the header before the ring',
    lines: { eventOffset: ({ size }) => size.zeroExtend(64).mul(2) },
    refutes: { 'split/used-notification-unmapped': 'it is an error' },
  },
  {
    what: 'the event is computed in 16 bits',
    lines: { eventOffset: ({ size }) => size.mul(2).add(4).zeroExtend(64) },
    refutes: { 'split/used-notification-unmapped': 'it is an error' },
  },
  {
    what: 'the event is read where the largest size would have it',
    lines: { eventOffset: ({ maxSize }) => maxSize.zeroExtend(64).mul(2).add(4) },
    refutes: { 'split/used-notification': 'a used_event that can be read is no error' },
  },
  {
    what: 'there is no fence',
    lines: { fence: () => {} },
    refutes: { 'split/used-notification': 'a full fence stands before the read' },
  },
  {
    what: 'the fence is an acquire fence',
    lines: { fence: (mem) => mem.fence('acquire') },
    refutes: { 'split/used-notification': 'a full fence stands before the read' },
  },
  {
    what: 'the fence comes after the read',
    lines: {
      fence: () => {},
      loadEvent: (queue, mem, addr) => {
        const event = RIGHT_LINES.loadEvent(queue, mem, addr);
        mem.fence('seq-cst');
        return event;
      },
    },
    refutes: { 'split/used-notification': 'a full fence stands before the read' },
  },
  {
    what: 'without EVENT_IDX, flags are looked at before the fence',
    lines: {
      fence: () => {},
      answerWithoutEvent: (queue, mem) => {
        const flags = mem.load(queue.availRing, 16, 'relaxed');
        mem.fence('seq-cst');
        return flags.ok ? flags.value.ne(1) : queue.constant(true);
      },
    },
    refutes: { 'split/used-notification-always': 'a full fence stands before flags are read' },
  },
  {
    what: 'the flags are looked at with event index, too',
    lines: {
      loadEvent: (queue, mem, addr) => {
        mem.load(queue.availRing, 16, 'relaxed');
        return RIGHT_LINES.loadEvent(queue, mem, addr);
      },
    },
    refutes: { 'split/used-notification': 'it reads one word' },
  },
  {
    what: 'a failure to read the event is taken for event 0',
    lines: {
      loadEvent: (queue, mem, addr) => {
        const event = RIGHT_LINES.loadEvent(queue, mem, addr);
        return event.ok ? event : ok(queue.nextUsed.and(0));
      },
    },
    refutes: { 'split/used-notification-unmapped': 'it is an error' },
  },
  {
    what: 'the event is cleared when it has been read',
    lines: {
      loadEvent: (queue, mem, addr) => {
        const event = RIGHT_LINES.loadEvent(queue, mem, addr);
        const cleared = guestMemory(mem.store(addr, queue.nextUsed.and(0), 'relaxed'));
        return cleared.ok ? event : cleared;
      },
    },
    refutes: { 'split/used-notification': 'it writes nothing' },
  },
  {
    what: 'a valid queue need not have its used ring mapped',
    lines: {
      isValid: ({ ready, size, descTable, availRing }, mem) =>
        ready.and(
          mem.checkRange(descTable, size.zeroExtend(64).mul(16)),
          mem.checkRange(availRing, size.zeroExtend(64).mul(2).add(6)),
        ),
    },
    refutes: { 'split/activation': 'all of usedRing is mapped' },
  },
  {
    what: 'the used ring of a valid queue may lack its last bytes',
    lines: {
      isValid: ({ ready, size, descTable, availRing, usedRing }, mem) =>
        ready.and(
          mem.checkRange(descTable, size.zeroExtend(64).mul(16)),
          mem.checkRange(availRing, size.zeroExtend(64).mul(2).add(6)),
          mem.checkRange(usedRing, size.zeroExtend(64).mul(8)),
        ),
    },
    refutes: { 'split/activation': 'all of usedRing is mapped' },
  },
];
