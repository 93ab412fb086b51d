import { ok, type Bool, type Result, type U32 } from 'ringproof';
import {
  BLOCK_STATUS,
  type Completion,
  type HandledChain,
  type HandlerError,
  type Request,
  type World,
} from 'ringproof/virtio/handler';
import { ReferenceHandler } from '../../models/handler-reference/handler.ts';
import { broken, type BrokenHandler } from './breakage.fixture.ts';

type Goes = Result<boolean, HandlerError>;

/** Answers what completes as `isDone` says. */
abstract class Completing extends ReferenceHandler {
  override complete(world: World): Goes {
    const completion = world.backend.completion();
    if (completion === undefined) return ok(false);
    const { chain, isRead, result } = completion;
    const none = this.domain.u32(0);
    const data = result.ok ? this.domain.select(isRead, result.value, none) : none;
    return this.finish(world, chain, data, this.statusOf(this.isDone(completion)));
  }

  protected abstract isDone(completion: Completion): Bool;
}

/** Block requests that are done or answered wrongly, or that wait wrongly. */
export const BROKEN_BLOCKS: readonly BrokenHandler[] = [
  broken(
    'every transfer is a read',
    { 'handler/block-request': 'it is asked for what the type says, of a request alone' },
    class extends ReferenceHandler {
      protected override submit(world: World, request: Request): Goes {
        const wanted = request.chain.writable.sub(1);
        return super.submit(world, { ...request, wanted, isRead: this.domain.bool(true) });
      }
    },
  ),
  broken(
    'a write has its header written, too',
    { 'handler/block-request': 'it is asked for all the data' },
    class extends ReferenceHandler {
      protected override submit(world: World, request: Request): Goes {
        const { isRead, chain } = request;
        const wanted = this.domain.select(isRead, request.wanted, chain.readable);
        return super.submit(world, { ...request, wanted });
      }
    },
  ),
  broken(
    'what has failed is answered as done',
    { 'handler/block-status': 'what is answered as done was done' },
    class extends Completing {
      protected override isDone({ result, wanted }: Completion): Bool {
        return result.ok ? result.value.eq(wanted) : this.domain.bool(true);
      }
    },
  ),
  broken(
    'a short transfer is answered as done',
    { 'handler/block-status': 'all of it was done' },
    class extends Completing {
      protected override isDone({ result }: Completion): Bool {
        return this.domain.bool(result.ok);
      }
    },
  ),
  broken(
    'what was done is answered as failed',
    { 'handler/block-status': 'what is answered as failed was not done, or something failed' },
    class extends ReferenceHandler {
      protected override statusOf(_isDone: Bool): U32 {
        return this.domain.u32(BLOCK_STATUS.ioError);
      }
    },
  ),
  broken(
    'what is not supported is answered as failed',
    { 'handler/block-status': 'only what is not supported is answered so' },
    class extends ReferenceHandler {
      protected override finish(world: World, chain: HandledChain, data: U32, status: U32): Goes {
        const isError = status.eq(BLOCK_STATUS.unsupported);
        const told = this.domain.select(isError, this.domain.u32(BLOCK_STATUS.ioError), status);
        return super.finish(world, chain, data, told);
      }
    },
  ),
  broken(
    'requests are returned without a status',
    { 'handler/block-status': 'a request has its status' },
    class extends ReferenceHandler {
      protected override finish(world: World, chain: HandledChain, data: U32, _status: U32): Goes {
        return this.give(world, chain, data);
      }
    },
  ),
  broken(
    'a chain is put back although nothing has it wait',
    { 'handler/block-pace': 'only what has to wait is put back' },
    class extends ReferenceHandler {
      protected override perform(world: World, chain: HandledChain): Goes {
        return this.putBack(world, chain);
      }
    },
  ),
  broken(
    'a run ends after each request',
    { 'handler/block-pace': 'a run goes on until nothing is found, or has to wait' },
    class extends ReferenceHandler {
      protected override perform(world: World, chain: HandledChain): Goes {
        const done = super.perform(world, chain);
        return done.ok ? ok(false) : done;
      }
    },
  ),
  broken(
    'a run begins without an iteration',
    { 'handler/block-pace': 'a run that begins has an iteration' },
    class extends ReferenceHandler {
      override begin(world: World): Goes {
        const { left } = this;
        const begun = super.begin(world);
        this.left = left;
        return begun;
      }
    },
  ),
  broken(
    'it looks at its queue again and again',
    { 'handler/block-pace': 'a run settles what called for it' },
    class extends ReferenceHandler {
      override begin(world: World): Goes {
        const begun = super.begin(world);
        this.scheduled = this.domain.bool(true);
        return begun;
      }
    },
  ),
  broken(
    'completions leave it waiting',
    { 'handler/block-full': 'it waits where the back end is full, and nowhere else' },
    class extends ReferenceHandler {
      override endCompletions(world: World): Result<void, HandlerError> {
        const { waits } = this;
        const ended = super.endCompletions(world);
        this.waits = waits;
        return ended;
      }
    },
  ),
  broken(
    'a run begins while the limiter blocks',
    { 'handler/block-limit': 'no run begins before' },
    class extends ReferenceHandler {
      override begin(world: World): Goes {
        const { limited } = this;
        this.limited = this.domain.bool(false);
        const begun = super.begin(world);
        this.limited = limited;
        return begun;
      }
    },
  ),
  broken(
    'a driver that keeps the rules is asked for a reset',
    { 'handler/reset': 'no reset is asked for where nothing failed' },
    class extends ReferenceHandler {
      protected override perform(world: World, _chain: HandledChain): Goes {
        return this.fail(world);
      }
    },
  ),
  broken(
    'the queue is used after a reset was asked for',
    { 'handler/reset': 'it is in use no longer' },
    class extends ReferenceHandler {
      protected override fail(world: World): Result<never, HandlerError> {
        const failed = super.fail(world);
        this.active = this.domain.bool(true);
        return failed;
      }
    },
  ),
  broken(
    'a reset is asked for before the last elements are seen',
    { 'handler/settled': 'no element is left' },
    class extends ReferenceHandler {
      protected override fail(world: World): Result<never, HandlerError> {
        world.needsReset();
        return super.fail(world);
      }
    },
  ),
  broken(
    'the driver may be notified of nothing',
    { 'handler/of-elements': 'there is something to decide on' },
    class extends ReferenceHandler {
      override begin(world: World): Goes {
        const begun = super.begin(world);
        this.added = this.domain.bool(true);
        return begun;
      }
    },
  ),
];
