import type { Breakage } from './breakage.fixture.ts';

/** `addUsed` that refuses the wrong heads, or writes the element in the wrong place. */
export const BROKEN_ELEMENT: readonly Breakage[] = [
  {
    what: 'the slot is the index modulo size - 1',
    lines: { slot: ({ nextUsed, size }) => nextUsed.rem(size.sub(1)) },
    refutes: {
      // A queue of size 1 divides by 0.
      'split/add-used-order': 'the host does not trap: division by zero, add_used',
      'split/add-used-valid': 'the host does not trap: division by zero, add_used',
    },
  },
  {
    what: 'the slot does not wrap',
    lines: { slot: ({ nextUsed }) => nextUsed },
    refutes: {
      'split/add-used-order': 'id is written before idx',
    },
  },
  {
    what: 'the slot is the one after the next',
    lines: { slot: ({ nextUsed, size }) => nextUsed.add(1).rem(size) },
    refutes: { 'split/add-used-order': 'id is written before idx' },
  },
  {
    what: 'the slot is masked with size, not size - 1',
    lines: { slot: ({ nextUsed, size }) => nextUsed.and(size) },
    refutes: { 'split/add-used-order': 'id is written before idx' },
  },
  {
    what: 'the elements start at the ring, on its flags and idx',
    lines: { elementOffset: (slot) => slot.mul(8) },
    refutes: { 'split/add-used-order': 'id is written before idx' },
  },
  {
    what: 'the elements start 8 bytes past the start of the ring',
    lines: { elementOffset: (slot) => slot.mul(8).add(8) },
    refutes: {
      'split/add-used-order': 'id is written before idx',
      'split/add-used-valid': 'it succeeds exactly for a good head',
    },
  },
  {
    what: 'elements are 4 bytes apart',
    lines: { elementOffset: (slot) => slot.mul(4).add(4) },
    refutes: { 'split/add-used-order': 'id is written before idx' },
  },
  {
    what: 'the address of the element wraps',
    lines: { elementAddress: ({ usedRing }, offset) => usedRing.add(offset) },
    refutes: { 'split/add-used-unmapped': 'an element beyond the last address is refused' },
  },
  {
    what: 'the head may be the size',
    lines: { refuses: ({ size }, head) => head.gt(size) },
    refutes: {
      'split/add-used': 'a bad head is refused as such',
      'split/add-used-valid': 'it succeeds exactly for a good head',
    },
  },
  {
    what: 'the head is not looked at',
    lines: { refuses: (queue) => queue.constant(false) },
    refutes: {
      'split/add-used': 'a bad head is refused as such',
    },
  },
  {
    what: 'the head is compared with the largest size',
    lines: { refuses: ({ maxSize }, head) => head.ge(maxSize) },
    refutes: {
      'split/add-used': 'a bad head is refused as such',
    },
  },
  {
    what: 'nothing is done at all',
    lines: {
      addSteps: [],
      refuses: (queue) => queue.constant(false),
      elementAddress: ({ usedRing }) => usedRing,
    },
    refutes: {
      'split/add-used': 'a bad head is refused as such',
      'split/add-used-order': 'the last write is one 16-bit unit',
      'split/add-used-valid': 'it succeeds exactly for a good head',
    },
  },
];
