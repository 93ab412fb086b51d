import { ok } from 'ringproof';
import { guestMemory } from '../models/rust-vmm/error.ts';
import type { Breakage } from './breakage.fixture.ts';
import { advanceNextUsed, advanceNumAdded, publishIdx, writeElement, type Step } from './linewise.fixture.ts';

const counters = [advanceNextUsed, advanceNumAdded];

const storeIdx =
  (offset: number): Step =>
  ({ queue, mem }) =>
    guestMemory(mem.store(queue.usedRing.add(offset), queue.nextUsed, 'release'));

/** `addUsed` with a wrong step, or its steps in the wrong order. */
export const BROKEN_STEPS: readonly Breakage[] = [
  {
    what: 'idx is stored before the element',
    lines: { addSteps: [...counters, publishIdx, writeElement] },
    refutes: {
      'split/add-used-unmapped': 'an element that is not all mapped changes no field',
      'split/add-used-order': 'id is written before idx',
    },
  },
  {
    what: 'the element is written again in the next slot',
    lines: {
      addSteps: [
        writeElement,
        (addition) => writeElement({ ...addition, addr: addition.addr.add(8) }),
        ...counters,
        publishIdx,
      ],
    },
    refutes: {
      'split/add-used': 'only the element and idx change',
    },
  },
  {
    what: 'len and id are swapped',
    lines: {
      addSteps: [
        ({ mem, addr, head, len }) => guestMemory(mem.write(addr, [len, head.zeroExtend(32)])),
        ...counters,
        publishIdx,
      ],
    },
    refutes: { 'split/add-used': 'id is the head', 'split/add-used-order': 'id is written before idx' },
  },
  {
    what: 'the id is cut to 8 bits',
    lines: {
      addSteps: [
        ({ mem, addr, head, len }) => guestMemory(mem.write(addr, [head.truncate(8).zeroExtend(32), len])),
        ...counters,
        publishIdx,
      ],
    },
    refutes: { 'split/add-used': 'id is the head', 'split/add-used-order': 'id is written before idx' },
  },
  {
    what: 'the failure to write the element is ignored',
    lines: {
      addSteps: [
        (addition) => {
          writeElement(addition);
          return ok();
        },
        ...counters,
        publishIdx,
      ],
    },
    refutes: {
      'split/add-used-unmapped': 'an element that is not all mapped is refused',
    },
  },
  {
    what: 'next_used does not advance',
    lines: { addSteps: [writeElement, advanceNumAdded, publishIdx] },
    refutes: { 'split/add-used': 'next_used advances by one' },
  },
  {
    what: 'num_added does not advance',
    lines: { addSteps: [writeElement, advanceNextUsed, publishIdx] },
    refutes: { 'split/add-used': 'num_added advances by one' },
  },
  {
    what: 'num_added becomes 1',
    lines: {
      addSteps: [
        writeElement,
        advanceNextUsed,
        ({ queue }) => {
          queue.setNumAdded(1);
          return ok();
        },
        publishIdx,
      ],
    },
    refutes: { 'split/add-used': 'num_added advances by one' },
  },
  {
    what: 'the counters advance before the element is known to be written',
    lines: { addSteps: [...counters, writeElement, publishIdx] },
    refutes: { 'split/add-used-unmapped': 'an element that is not all mapped changes no field' },
  },
  {
    what: 'idx is stored before it advances',
    lines: { addSteps: [writeElement, publishIdx, ...counters] },
    refutes: { 'split/add-used': 'the idx in memory is next_used' },
  },
  {
    what: 'idx is stored where the flags are',
    lines: { addSteps: [writeElement, ...counters, storeIdx(0)] },
    refutes: {
      'split/add-used-order': 'the last write is to idx',
      'split/add-used-valid': 'it succeeds exactly for a good head',
    },
  },
  {
    what: 'idx is stored modulo the size',
    lines: {
      addSteps: [
        writeElement,
        ...counters,
        ({ queue, mem }) =>
          guestMemory(mem.store(queue.usedRing.add(2), queue.nextUsed.rem(queue.size), 'release')),
      ],
    },
    refutes: { 'split/add-used': 'the idx in memory is next_used' },
  },
  {
    what: 'idx is stored relaxed',
    lines: {
      addSteps: [
        writeElement,
        ...counters,
        ({ queue, mem }) => guestMemory(mem.store(queue.usedRing.add(2), queue.nextUsed, 'relaxed')),
      ],
    },
    refutes: { 'split/add-used-order': 'idx is written with release, or after a release fence' },
  },
  {
    what: 'idx is copied, not stored as one unit',
    lines: {
      addSteps: [
        writeElement,
        ...counters,
        ({ queue, mem }) => guestMemory(mem.write(queue.usedRing.add(2), [queue.nextUsed])),
      ],
    },
    refutes: {
      'split/add-used-unmapped': 'an idx that cannot be stored is an error of the memory',
      'split/add-used-order': 'idx is written with release, or after a release fence',
    },
  },
  {
    what: 'idx is stored twice, first of all too early',
    lines: { addSteps: [publishIdx, writeElement, ...counters, publishIdx] },
    refutes: {
      'split/add-used-unmapped': 'only the bytes change that the error counts',
      'split/add-used-order': 'idx is written once',
    },
  },
  {
    what: 'the flags of the used ring are cleared on the way',
    lines: {
      addSteps: [
        writeElement,
        ({ queue, mem }) => guestMemory(mem.write(queue.usedRing, [queue.nextUsed.and(0)])),
        ...counters,
        publishIdx,
      ],
    },
    refutes: { 'split/add-used': 'only the element and idx change' },
  },
  {
    what: 'idx is not stored',
    lines: { addSteps: [writeElement, ...counters] },
    refutes: {
      'split/add-used': 'the idx in memory is next_used',
      'split/add-used-order': 'id is written before idx',
    },
  },
];
