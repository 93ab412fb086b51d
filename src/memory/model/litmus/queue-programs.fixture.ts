import type { SmallProgram } from './notation.fixture.ts';

/** A reader that sees that a descriptor is there, and not what it holds. */
const UNREAD = 'a=1 b=0';
/** Both sides found what was there before: neither notifies, and neither goes on. */
const LOST = 'a=0 b=0';
/** The notification was taken, and idx found as it was before. */
const MISSED = 'b=1 c=0';
/** A reader that finds the words of the next chain in the slot of its own, which it had yet to return. */
const REWRITTEN = 'a=1 b=1';

/**
 * What queues do, right and wrong, where no model of this project does it. The driver comes first, but for slots that are used again.
 * Of packed queues, `flags` and `desc` are those of the first descriptor of a chain, which makes it available, and `event` is what the
 * device asks for (VIRTIO 2.8). Columns as in `SMALL_PROGRAMS`.
 */
export const QUEUE_PROGRAMS: Readonly<Record<string, SmallProgram>> = {
  'a packed chain': {
    code: 'desc = 1; flags = 1 [release] | a = flags [acquire]; b = desc',
    ...{ outcome: UNREAD, verdicts: 'FFFFF' },
  },
  'a packed chain, with barriers of Linux': {
    code: 'desc = 1; fence [linux-wmb]; flags = 1 | a = flags; fence [linux-rmb]; b = desc',
    ...{ outcome: UNREAD, verdicts: 'FFFF-' },
  },
  'a packed chain whose flags are read without acquire': {
    code: 'desc = 1; flags = 1 [release] | a = flags; b = desc',
    ...{ outcome: UNREAD, verdicts: 'FFAAA' },
  },
  'a packed chain whose flags are written first': {
    code: 'flags = 1 [release]; desc = 1 | a = flags [acquire]; b = desc',
    ...{ outcome: UNREAD, verdicts: 'AAAAA' },
  },
  'two packed descriptors': {
    code: 'desc = 1; second = 1; flags = 1 [release] | a = flags [acquire]; b = second; c = desc',
    ...{ outcome: UNREAD, verdicts: 'FFFFF' },
  },
  'two packed descriptors, the head not last': {
    code: 'desc = 1; flags = 1 [release]; second = 1 [release] | a = flags [acquire]; b = second; c = desc',
    ...{ outcome: UNREAD, verdicts: 'AAAAA' },
  },
  'packed event suppression': {
    code: 'flags = 1 [release]; fence [seq-cst]; a = event | event = 1; fence [seq-cst]; b = flags',
    ...{ outcome: LOST, verdicts: 'FFFFF' },
  },
  'packed event suppression, the driver without a fence': {
    code: 'flags = 1 [release]; a = event [acquire] | event = 1; fence [seq-cst]; b = flags',
    ...{ outcome: LOST, verdicts: 'FAAAA' },
  },
  'packed event suppression, the device without a fence': {
    code: 'flags = 1 [release]; fence [seq-cst]; a = event | event = 1 [release]; b = flags [acquire]',
    ...{ outcome: LOST, verdicts: 'FAAAA' },
  },
  'packed event suppression, another descriptor looked at': {
    code: 'flags = 1 [release]; fence [seq-cst]; a = event | event = 1; fence [seq-cst]; b = other',
    ...{ outcome: LOST, verdicts: 'AAAAA' },
  },
  'a device that looks at idx, then asks, and does not look again': {
    code: 'idx = 1 [release]; fence [seq-cst]; a = event | b = idx [acquire]; event = 1; fence [seq-cst]',
    ...{ outcome: LOST, verdicts: 'AAAAA' },
  },
  'a device that only acquires before it looks at used_event': {
    code: 'event = 1; fence [seq-cst]; b = used | used = 1 [release]; fence [acquire]; a = event',
    ...{ outcome: LOST, verdicts: 'FAAAA' },
  },
  'a device that looks at flags before it stores used.idx': {
    code: 'flags = 1; fence [seq-cst]; b = used | a = flags; used = 1 [release]',
    ...{ outcome: LOST, verdicts: 'AAAAA' },
  },
  'a driver that never writes used_event': {
    code: 'fence [seq-cst]; b = used | used = 1 [release]; fence [seq-cst]; a = event',
    ...{ outcome: LOST, verdicts: 'AAAAA' },
  },
  'a kick is taken, then idx is read': {
    code: 'idx = 1; a = kick <- 1 [acq-rel] | b = kick <- 0 [acq-rel]; c = idx',
    ...{ outcome: MISSED, verdicts: 'FFFFF' },
  },
  'a kick is taken without acquire, then idx is read': {
    code: 'idx = 1; a = kick <- 1 [acq-rel] | b = kick <- 0; c = idx',
    ...{ outcome: MISSED, verdicts: 'FFAAA' },
  },
  'idx is read, then a kick is taken': {
    code: 'idx = 1; a = kick <- 1 [acq-rel] | c = idx [acquire]; b = kick <- 0 [acq-rel]',
    ...{ outcome: MISSED, verdicts: 'AAAAA' },
  },
  'the device asks and looks, then a kick is taken': {
    code: 'idx = 1; fence [seq-cst]; d = event; a = kick <- 1 [acq-rel] | event = 1; fence [seq-cst]; c = idx; b = kick <- 0 [acq-rel]',
    ...{ outcome: 'b=1 c=0 d=1', verdicts: 'AAAAA' },
  },
  'a kick is taken, then the device asks and looks': {
    code: 'idx = 1; fence [seq-cst]; d = event; a = kick <- 1 [acq-rel] | b = kick <- 0 [acq-rel]; event = 1; fence [seq-cst]; c = idx',
    ...{ outcome: 'b=1 c=0 d=1', verdicts: 'FFFFF' },
  },
  'a slot is read, then written again': {
    code: 'a = slot; used = 1 [release] | b = used [acquire]; slot = 1',
    ...{ outcome: REWRITTEN, verdicts: 'FFFFF' },
  },
  'a slot is read, then written again, without acquire': {
    code: 'a = slot; used = 1 [release] | b = used; slot = 1',
    ...{ outcome: REWRITTEN, verdicts: 'FFAAF' },
  },
  'a slot is read, then written again, without release': {
    code: 'a = slot; used = 1 | b = used [acquire]; slot = 1',
    ...{ outcome: REWRITTEN, verdicts: 'FFAAF' },
  },
  'a slot is read, then written again, all relaxed': {
    code: 'a = slot; used = 1 | b = used; slot = 1',
    ...{ outcome: REWRITTEN, verdicts: 'FFAAF' },
  },
  // The barrier is between loads: on RISC-V it is the branch on idx which keeps the store back.
  'a slot is read, then written again, after a barrier of Linux': {
    code: 'a = slot; used = 1 [release] | b = used; fence [linux-rmb]; slot = 1',
    ...{ outcome: REWRITTEN, verdicts: 'FFFA-' },
  },
  'a slot is read, then written again, after a barrier of Linux and a branch': {
    code: 'a = slot; used = 1 [release] | b = used; fence [linux-rmb]; slot = 1 [ctrl b]',
    ...{ outcome: REWRITTEN, verdicts: 'FFFF-' },
  },
};
