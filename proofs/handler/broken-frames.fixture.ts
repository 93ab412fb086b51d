import { ok, type Domain, type Result } from 'ringproof';
import type { HandlerError, World } from 'ringproof/virtio/handler';
import { Inflate, inflateModel } from '../../models/handler-firecracker/balloon.ts';
import { mrgRxModel, Rx, type RxFields } from '../../models/handler-crosvm/net.ts';
import { brokenModel, saying, type BrokenHandler } from './breakage.fixture.ts';

type Goes = Result<boolean, HandlerError>;

function broken(
  what: string,
  refutes: BrokenHandler['refutes'],
  made: new (domain: Domain, fields: RxFields) => Rx,
): BrokenHandler {
  const model = mrgRxModel((domain, fields) => new made(domain, fields));
  return { what, refutes, model: brokenModel(what, model) };
}

/** Handlers that deliver frames wrongly. */
export const BROKEN_FRAMES: readonly BrokenHandler[] = [
  broken(
    'a frame that finds no chains is dropped',
    { 'handler/frames': 'a frame that is not delivered is kept, and room for it known' },
    class extends Rx {
      override end(world: World): Result<void, HandlerError> {
        this.pending_length = this.domain.u32(0);
        return super.end(world);
      }
    },
  ),
  broken(
    'a frame takes the place of one that waits',
    { 'handler/frames': 'no other one is received meanwhile' },
    class extends Rx {
      override round(world: World): Goes {
        const read = this.domain.decide(this.popping) ? null : world.backend.receive(this.domain.u32(65562));
        if (read?.ok === true) this.pending_length = read.value;
        return super.round(world);
      }
    },
  ),
  broken(
    'a run ends after one frame',
    { 'handler/frames-awaited': 'it ends where no frame or no chain is left' },
    class extends Rx {
      override round(world: World): Goes {
        const goes = super.round(world);
        return goes.ok && goes.value && this.domain.decide(this.popping.not()) ? ok(false) : goes;
      }
    },
  ),
  broken(
    'a back end without a frame is asked again and again',
    { 'handler/frames-awaited': 'an iteration takes a chain, or begins with a frame' },
    class extends Rx {
      override round(world: World): Goes {
        const goes = super.round(world);
        return goes.ok && this.domain.decide(this.popping.not()) ? ok(true) : goes;
      }
    },
  ),
  {
    what: 'a queue without chains is looked at again and again',
    refutes: { 'handler/frames-awaited': 'it comes back by itself only for frames' },
    model: brokenModel(
      'a handler that polls its queue',
      saying(mrgRxModel(), ({ isPlacing }, domain) => ({ resumes: isPlacing?.not() ?? domain.bool(true) })),
    ),
  },
];

/** A handler that collects what chains name, and does not do it all. */
export const BROKEN_BATCHES: readonly BrokenHandler[] = [
  {
    what: 'what the last chains named is forgotten',
    refutes: { 'handler/collected': 'all that was collected is done, and nothing else' },
    model: brokenModel(
      'the end of a run that forgets',
      inflateModel(
        (domain, fields) =>
          new (class extends Inflate {
            override end(world: World): Result<void, HandlerError> {
              this.pfn_buffer_idx = this.domain.u16(0);
              return super.end(world);
            }
          })(domain, fields),
      ),
    ),
  },
  {
    what: 'chains are given back before what they name is done',
    refutes: {
      'handler/collected': 'it is done before the driver gets chains back, which may use anew what they name',
    },
    model: brokenModel(
      'the end of a run that publishes first',
      inflateModel(
        (domain, fields) =>
          new (class extends Inflate {
            override end(world: World): Result<void, HandlerError> {
              world.queue.publish();
              return super.end(world);
            }
          })(domain, fields),
      ),
    ),
  },
];
