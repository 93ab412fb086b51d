import { proof } from 'ringproof';
import { handler } from 'ringproof/virtio/handler';
import { stepInUse, STEPS } from './step.ts';

export const blockRequest = proof({
  id: 'handler/block-request',
  title: 'the back end of a block device is asked for what the type of a request says, for all of its data',
  requirements: [],
  doesNotProve:
    'which sectors they are, nor anything of the amount for a chain with less to read than a header has bytes.',
  on: handler.with('block'),
  covers: [...STEPS],
  body: (p, device) => {
    const { block } = stepInUse(p, device).world;
    p.assert('it is asked for what the type says, of a request alone', block.mistyped.not());
    p.assert('it is asked for all the data', block.misjudged.not());
  },
});

export const blockStatus = proof({
  id: 'handler/block-status',
  title: 'a block request that is returned has a status in its last byte, which says what became of it',
  requirements: [],
  doesNotProve:
    'anything of a request whose header cannot be read or whose status cannot be written, nor which bytes a device id has.',
  on: handler.with('block'),
  covers: [...STEPS, 'a request is answered'],
  body: (p, device) => {
    const { block } = stepInUse(p, device).world;
    p.assert('a request has its status', block.unanswered.not());
    p.assert('so does one that the device refuses', block.ignored.not());
    p.assert('what is answered as done was done', block.falseOk.not());
    p.assert('all of it was done', block.shortOk.not());
    p.assert('what is answered as failed was not done, or something failed', block.falseError.not());
    p.assert('only what is not supported is answered so', block.falseSupport.not());
    p.assert('a device id has at most 20 bytes, before the status', block.longId.not());
    p.cover('a request is answered', block.answered);
  },
});
