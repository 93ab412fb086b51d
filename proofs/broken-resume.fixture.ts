import { ok } from 'ringproof';
import type { BrokenDevice } from './broken-device.fixture.ts';

/** Queues that resume in a wrong place. */
export const BROKEN_RESUME: readonly BrokenDevice[] = [
  {
    what: 'it resumes at the idx of the available ring',
    operations: {
      queue: {
        resume: (queue, memory) => {
          const [available, used] = [queue.availIdx(memory, 'acquire'), queue.usedIdx(memory, 'relaxed')];
          if (!available.ok) return available;
          if (!used.ok) return used;
          queue.setNextAvail(available.value);
          return ok(queue.setNextUsed(used.value));
        },
      },
    },
    refutes: {
      'split/resume': 'it goes on in the available ring where it is told',
      'split/resume-taken': 'the chain comes again',
      'split/resume-started': 'it says whether chains are there',
    },
  },
  {
    what: 'it resumes at the start of the used ring',
    operations: {
      queue: {
        resume: (queue, _memory, nextAvail) => {
          queue.setNextAvail(nextAvail);
          return ok(queue.setNextUsed(nextAvail.sub(nextAvail)));
        },
      },
    },
    refutes: {
      'split/resume': 'it goes on in the used ring at idx',
      'split/resume-returned': 'it uses the slot that would have come next',
      'split/resume-stopped': 'it goes on in the used ring where it was',
    },
  },
  {
    what: 'it resumes one entry late',
    operations: {
      queue: {
        resume: (queue, memory, nextAvail) => {
          const used = queue.usedIdx(memory, 'relaxed');
          if (!used.ok) return used;
          queue.setNextAvail(nextAvail.add(1));
          return ok(queue.setNextUsed(used.value));
        },
      },
    },
    refutes: {
      'split/resume-taken': 'the chain comes again',
      'split/resume-returned': 'it takes the entry that would have come next',
      'split/resume-stopped': 'it goes on in the available ring where it was',
      'split/in-flight/after-resume': 'the indices tell how many are in flight',
    },
  },
];
