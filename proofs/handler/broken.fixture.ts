import { err, ok, type Result, type U32 } from 'ringproof';
import {
  handler,
  type HandledChain,
  type HandlerError,
  type Request,
  type World,
} from 'ringproof/virtio/handler';
import { ReferenceHandler } from '../../models/handler-reference/handler.ts';
import { handlerModel } from '../../models/handler-reference/index.ts';
import { broken, type BrokenHandler } from './breakage.fixture.ts';

type Goes = Result<boolean, HandlerError>;

export const BROKEN_HANDLERS: readonly BrokenHandler[] = [
  broken(
    'a restored device waits for a notification',
    { 'handler/restored': 'it will look at the queue' },
    class extends ReferenceHandler {
      override restored(): Goes {
        return ok(false);
      }
    },
  ),
  broken(
    'a chain that is no request is skipped',
    { 'handler/heads-kept': 'it is so where something fails' },
    class extends ReferenceHandler {
      protected override give(world: World, chain: HandledChain, len: U32): Goes {
        return this.domain.decide(chain.isMalformed) ? ok(true) : super.give(world, chain, len);
      }
    },
  ),
  broken(
    'a chain that cannot be used is put back, and nothing wakes the device up',
    { 'handler/bad-chain': 'so they are where no notification of them is asked for' },
    class extends ReferenceHandler {
      protected override give(world: World, chain: HandledChain, len: U32): Goes {
        if (!this.domain.decide(chain.isMalformed)) return super.give(world, chain, len);
        this.putBack(world, chain);
        this.scheduled = world.ledger.armed;
        return ok(false);
      }
    },
  ),
  broken(
    'a chain is returned twice',
    { 'handler/returned-once': 'a head is returned once' },
    class extends ReferenceHandler {
      protected override give(world: World, chain: HandledChain, len: U32): Goes {
        world.queue.stageUsed(chain.head, this.domain.u32(0));
        return super.give(world, chain, len);
      }
    },
  ),
  broken(
    'the length is that of the buffers, of those of two bytes or more',
    { 'handler/length-written': 'as many bytes were written, but for a last one after a gap' },
    class extends ReferenceHandler {
      protected override give(world: World, chain: HandledChain, len: U32): Goes {
        const isStatusAlone = chain.writable.sub(1).eq(len);
        return super.give(world, chain, this.domain.select(isStatusAlone, len, chain.writable));
      }
    },
  ),
  broken(
    'a status is counted after a gap',
    { 'handler/length-written': 'so was the last one, which is a status' },
    class extends ReferenceHandler {
      protected override finish(world: World, chain: HandledChain, data: U32, status: U32): Goes {
        const written = chain.writeStatus(chain.writable.sub(1), status);
        return this.give(world, chain, written.ok ? data.add(1) : data);
      }
    },
  ),
  broken(
    'the length is always 0',
    {
      'handler/length-exact': 'no byte is left out',
      'handler/length-less': 'less is counted only after a failure',
    },
    class extends ReferenceHandler {
      protected override give(world: World, chain: HandledChain, _len: U32): Goes {
        return super.give(world, chain, this.domain.u32(0));
      }
    },
  ),
  broken(
    'the status is written beyond the buffers',
    { 'handler/writes-within': 'no more than the writable bytes are written' },
    class extends ReferenceHandler {
      protected override give(world: World, chain: HandledChain, len: U32): Goes {
        chain.write(chain.writable, this.domain.u32(1));
        return super.give(world, chain, len);
      }
    },
  ),
  broken(
    'a chain shorter than a header is a request',
    { 'handler/reads-within': 'no writable byte is read' },
    class extends ReferenceHandler {
      protected override isRequest({ isMalformed, writable }: HandledChain): boolean {
        return this.domain.decide(isMalformed.not().and(writable.ge(1)));
      }
    },
  ),
  broken(
    'the status is written after the chain was returned',
    { 'handler/writes-within': 'all is written before the chain is returned' },
    class extends ReferenceHandler {
      protected override give(world: World, chain: HandledChain, len: U32): Goes {
        const given = super.give(world, chain, len);
        if (this.domain.decide(chain.writable.ne(0))) chain.write(this.domain.u32(0), this.domain.u32(1));
        return given;
      }
    },
  ),
  broken(
    'the end publishes nothing if no notification was asked for',
    { 'handler/published': 'nothing is left unpublished' },
    class extends ReferenceHandler {
      override end(world: World): Result<void, HandlerError> {
        return this.domain.decide(this.waits) ? ok() : super.end(world);
      }
    },
  ),
  broken(
    'an error leaves what was added before unpublished',
    { 'handler/published': 'nor is anything where something fails' },
    class extends ReferenceHandler {
      protected override fail(_world: World): Result<never, HandlerError> {
        return err({ kind: 'Ring' });
      }
    },
  ),
  broken(
    'the driver is never notified',
    { 'handler/signalled': 'an element without a decision gets one in a run that comes by itself' },
    class extends ReferenceHandler {
      override end(world: World): Result<void, HandlerError> {
        world.queue.publish();
        this.added = this.domain.bool(false);
        return ok();
      }
    },
  ),
  broken(
    'the decision comes before the elements can be seen',
    { 'handler/signalled': 'an element without a decision gets one in a run that comes by itself' },
    class extends ReferenceHandler {
      override end(world: World): Result<void, HandlerError> {
        const needed = world.queue.needsNotification();
        if (!needed.ok) return this.fail(world);
        if (this.domain.decide(needed.value)) world.signal();
        world.queue.publish();
        this.added = this.domain.bool(false);
        return ok();
      }
    },
  ),
  broken(
    'a back end that is busy is not waited for',
    { 'handler/no-lost-kick': 'it will look at the queue again' },
    class extends ReferenceHandler {
      protected override submit(world: World, request: Request): Goes {
        const [was, scheduled] = [this.waits, this.scheduled];
        const submitted = super.submit(world, request);
        [this.waits, this.scheduled] = [was, scheduled];
        return submitted;
      }
    },
  ),
  broken(
    'the queue is not asked for a notification',
    { 'handler/no-lost-kick': 'it will look at the queue again' },
    class extends ReferenceHandler {
      override round(world: World): Goes {
        const popped = world.queue.pop();
        if (!popped.ok) return this.fail(world);
        return popped.value === undefined ? ok(false) : this.perform(world, popped.value);
      }
    },
  ),
  broken(
    'iterations are not counted',
    { 'handler/bounded': 'fewer iterations are left' },
    class extends ReferenceHandler {
      override round(world: World): Goes {
        const { left } = this;
        const goesOn = super.round(world);
        this.left = left;
        return goesOn;
      }
    },
  ),
  broken(
    'an error of the ring looks like an empty one',
    { 'handler/error-reported': 'it is reported' },
    class extends ReferenceHandler {
      protected override fail(_world: World): Result<never, HandlerError> {
        this.active = this.domain.bool(false);
        return err({ kind: 'Ring' });
      }
    },
  ),
  broken(
    'an error of the ring keeps the loop busy',
    { 'handler/error-reported': 'the loop does not go on' },
    class extends ReferenceHandler {
      override round(world: World): Goes {
        const goesOn = super.round(world);
        return goesOn.ok ? goesOn : ok(true);
      }
    },
  ),
  broken(
    'an error of the ring ends the process',
    { 'handler/stays-up': 'the process runs' },
    class extends ReferenceHandler {
      protected override fail(world: World): Result<never, HandlerError> {
        world.stops();
        return super.fail(world);
      }
    },
  ),
  broken(
    'a chain that is no request ends the run',
    { 'handler/bad-chain': 'others are served' },
    class extends ReferenceHandler {
      protected override give(world: World, chain: HandledChain, len: U32): Goes {
        const given = super.give(world, chain, len);
        return this.domain.decide(chain.isMalformed) ? ok(false) : given;
      }
    },
  ),
  broken(
    'the handler gives up without a word',
    { 'handler/death-reported': 'it is so where something fails' },
    class extends ReferenceHandler {
      protected override fail(world: World): Result<never, HandlerError> {
        world.queue.publish();
        world.signal();
        this.active = this.domain.bool(false);
        return err({ kind: 'Ring' });
      }
    },
  ),
  broken(
    'a device that is not in use handles its queue',
    { 'handler/not-in-use': 'the queue is left alone' },
    class extends ReferenceHandler {
      override begin(world: World): Goes {
        super.begin(world);
        this.left = this.domain.u16(1);
        return ok(true);
      }
    },
  ),
  broken(
    'a completion reaches the queue after the device was given up',
    { 'handler/not-in-use': 'the queue is left alone' },
    class extends ReferenceHandler {
      override beginCompletions(_world: World): Goes {
        return ok(true);
      }
    },
  ),
  broken(
    'a head is taken up again while its chain is with the back end',
    { 'handler/repeated-head': 'one chain of the head is in flight' },
    class extends ReferenceHandler {
      override round(world: World): Goes {
        const popped = world.queue.popOrEnableNotification();
        if (!popped.ok || popped.value === undefined) return ok(false);
        return this.perform(world, popped.value);
      }
    },
  ),
  broken(
    'a stop does not wait for the back end',
    { 'handler/stop': 'each chain is returned' },
    class extends ReferenceHandler {
      override stop(world: World): Goes {
        const ended = this.endCompletions(world);
        return ended.ok ? ok(false) : ended;
      }
    },
  ),
  broken(
    'a stop takes its time although nothing is left to do',
    { 'handler/stop': 'it waits, or does not stop, only where something is left to do' },
    class extends ReferenceHandler {
      override stop(world: World): Goes {
        return world.happens('the time is up') ? err({ kind: 'Stop' }) : super.stop(world);
      }
    },
  ),
  broken(
    'a stop forgets what is with the back end',
    { 'handler/stop': 'each chain is returned' },
    class extends ReferenceHandler {
      override stop(world: World): Goes {
        const ended = this.endCompletions(world);
        world.backend.cancelAll();
        return ended.ok ? ok(false) : ended;
      }
    },
  ),
  broken(
    'a stop leaves the last elements to the next run',
    { 'handler/stop': 'each element is seen, and decided on' },
    class extends ReferenceHandler {
      override stop(world: World): Goes {
        return this.domain.decide(world.backend.isIdle()) ? ok(false) : super.stop(world);
      }
    },
  ),
  broken(
    'a chain that is done while the device stops is not returned',
    { 'handler/stop': 'it still has it where something fails' },
    class extends ReferenceHandler {
      override stop(world: World): Goes {
        if (this.domain.decide(world.backend.isIdle())) return super.stop(world);
        world.backend.completion();
        return ok(true);
      }
    },
  ),
  broken(
    'a stop that keeps what is in flight leaves it with the back end',
    { 'handler/stop': 'no completion comes later' },
    class extends ReferenceHandler {
      override stop(world: World): Goes {
        world.recordInFlight();
        return ok(false);
      }
    },
    'keeps',
  ),
  broken(
    'a stop that keeps what is in flight records it once it is cancelled',
    { 'handler/stop': 'each chain is recorded' },
    class extends ReferenceHandler {
      override stop(world: World): Goes {
        world.backend.cancelAll();
        world.recordInFlight();
        return ok(false);
      }
    },
    'keeps',
  ),
  broken(
    'a request asks for more than there is room for',
    { 'handler/state/round': 'requests and kept chains are as the model declares them' },
    class extends ReferenceHandler {
      protected override submit(world: World, request: Request): Goes {
        return super.submit(world, { ...request, wanted: request.chain.writable });
      }
    },
  ),
];

/** A handler that is right, and cancels and records what is in flight when it is to stop. */
export const keepingHandler = handler.implement(
  { name: 'keeping', source: 'a stop that keeps what is in flight' },
  handlerModel(
    (domain, fields) =>
      new (class extends ReferenceHandler {
        override stop(world: World): Goes {
          world.recordInFlight();
          world.backend.cancelAll();
          return ok(false);
        }
      })(domain, fields),
    'keeps',
  ),
);
