import { proof } from 'ringproof';
import { handler } from 'ringproof/virtio/handler';
import { stepInUse, STEPS } from './step.ts';

const LENGTH = 'split.used.device.must-write-len-bytes-before-idx';
const MORE = 'split.used.device.may-write-more-than-len';
const READS = 'split.desc.device.should-not-read-writable-buffer';

export const lengthWritten = proof({
  id: 'handler/length-written',
  title:
    'the length of an element is no more than what was written into the chain, counted from its first writable byte without a gap',
  requirements: [LENGTH],
  doesNotProve: 'which bytes they are.',
  on: handler,
  covers: [...STEPS, 'an element was added'],
  body: (p, device) => {
    const { world } = stepInUse(p, device);
    const { ledger } = world;
    p.assert('as many bytes were written, but for a last one after a gap', ledger.overstated.not(), {
      requirement: LENGTH,
    });
    p.assert('so was the last one, which is a status', ledger.overstatedByOne.not(), { requirement: LENGTH });
    p.cover('an element was added', ledger.elements > 0);
  },
});

export const lengthExact = proof({
  id: 'handler/length-exact',
  title: 'where nothing failed, the length of an element is all that was written without a gap',
  requirements: [],
  doesNotProve: 'anything of a chain into which a write failed: the text allows to count less.',
  on: handler,
  covers: [...STEPS],
  body: (p, device) => {
    const { world } = stepInUse(p, device);
    p.assert('no byte is left out', world.ledger.understated.not());
  },
});

export const lengthLess = proof({
  id: 'handler/length-less',
  title: 'after a failure the length of an element can be below what was written, and only then',
  requirements: [MORE],
  doesNotProve: 'how much was written: a read that fails has written any part of what it was to read.',
  on: handler.with('countsLess'),
  covers: [...STEPS, 'more may be written than is counted'],
  body: (p, device) => {
    const { ledger } = stepInUse(p, device).world;
    p.assert('less is counted only after a failure', ledger.understated.not(), {
      requirement: MORE,
      kind: 'promise',
    });
    p.cover('more may be written than is counted', ledger.exceeded);
  },
});

export const writesWithin = proof({
  id: 'handler/writes-within',
  title: 'nothing is written beyond the writable bytes of a chain, nor after the chain was returned',
  requirements: [],
  doesNotProve: 'where in guest memory the bytes are.',
  on: handler,
  covers: [...STEPS],
  body: (p, device) => {
    const { world } = stepInUse(p, device);
    p.assert('no more than the writable bytes are written', world.ledger.overrun.not());
    p.assert('all is written before the chain is returned', world.ledger.lateWrite.not());
  },
});

/** 2.7.5.1 advises against reading what is device-writable; that nothing outside of the chain is read goes beyond the text. */
export const readsWithin = proof({
  id: 'handler/reads-within',
  title: 'a request never has the back end read more than the readable bytes of its chain',
  requirements: [READS],
  doesNotProve: 'where in guest memory the bytes are, nor anything of what the handler itself reads.',
  on: handler,
  covers: [...STEPS],
  body: (p, device) => {
    const { ledger } = stepInUse(p, device).world;
    p.assert('no writable byte is read', ledger.readWritable.not(), { requirement: READS, kind: 'should' });
    p.assert('no byte outside of the chain is read', ledger.overread.not());
  },
});
