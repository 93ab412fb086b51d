import { err, ok, type Bool, type Domain, type Result, type U16, type U32 } from 'ringproof';
import {
  BLOCK_STATUS,
  type HandledChain,
  type HandlerError,
  type Request,
  type World,
} from 'ringproof/virtio/handler';

/** Rounds of one run, at most: then others get their turn. */
export const MOST_ROUNDS = 256;

/** All that the handler remembers from one iteration to another. */
export interface HandlerFields {
  /** Whether the device is in use: activated, and nothing has gone wrong that takes a reset. */
  readonly active: Bool;
  /** Rounds that this run still has. */
  readonly left: U16;
  /** Elements were added since notifications were last decided on. */
  readonly added: Bool;
  /** The queue waits for the back end, which was busy. */
  readonly waits: Bool;
  /** A run has been scheduled, without a notification. */
  readonly scheduled: Bool;
  /** The rate limiter has no room for the next request, and says when it has. */
  readonly limited: Bool;
}

/** Types of requests (5.2.6). */
const [IN, OUT, FLUSH] = [0, 1, 4];

/**
 * The handler of a block device, as an example of one that keeps everything: requests go to a back end that is done with them later, in
 * any order; the last byte for the device to write is the status.
 */
export class ReferenceHandler implements HandlerFields {
  active: Bool;
  left: U16;
  added: Bool;
  waits: Bool;
  scheduled: Bool;
  limited: Bool;
  protected readonly domain: Domain;

  constructor(domain: Domain, fields: HandlerFields) {
    this.domain = domain;
    this.active = fields.active;
    this.left = fields.left;
    this.added = fields.added;
    this.waits = fields.waits;
    this.scheduled = fields.scheduled;
    this.limited = fields.limited;
  }

  /** A run for a notification, or for one that was scheduled. */
  begin(world: World): Result<boolean, HandlerError> {
    if (!this.domain.decide(this.active)) return ok(false);
    this.scheduled = this.domain.bool(false);
    if (this.domain.decide(this.limited) && !world.limiterRunsOut()) return ok(false);
    this.limited = this.domain.bool(false);
    this.left = this.domain.u16(MOST_ROUNDS);
    return ok(true);
  }

  /** What was made available before is not notified of again: it is as if it were. */
  restored(_world: World): Result<boolean, HandlerError> {
    return ok(true);
  }

  round(world: World): Result<boolean, HandlerError> {
    if (this.domain.decide(this.left.eq(0))) {
      this.scheduled = this.domain.bool(true);
      return ok(false);
    }
    this.left = this.left.sub(1);
    const popped = world.queue.popOrEnableNotification();
    if (!popped.ok) return this.fail(world);
    const chain = popped.value;
    if (chain === undefined) return ok(false);
    // A driver that repeats the head of a chain in flight keeps no rules: what belongs to which of them, it has to say anew.
    if (this.domain.decide(world.isInFlight(chain.head))) return this.fail(world);
    if (!this.isRequest(chain)) return this.give(world, chain, this.domain.u32(0));
    if (world.limiterBlocks()) {
      this.limited = this.domain.bool(true);
      world.queue.undoPop(chain);
      return ok(false);
    }
    return this.perform(world, chain);
  }

  end(world: World): Result<void, HandlerError> {
    world.queue.publish();
    if (!this.domain.decide(this.added)) return ok();
    const needed = world.queue.needsNotification();
    if (!needed.ok) return this.fail(world);
    if (this.domain.decide(needed.value)) world.signal();
    this.added = this.domain.bool(false);
    return ok();
  }

  /** What is done after the device was given up changes nothing. */
  beginCompletions(_world: World): Result<boolean, HandlerError> {
    return ok(this.domain.decide(this.active));
  }

  complete(world: World): Result<boolean, HandlerError> {
    const completion = world.backend.completion();
    if (completion === undefined) return ok(false);
    const { chain, isRead, result, wanted } = completion;
    const count = result.ok ? result.value : this.domain.u32(0);
    const isDone = result.ok ? count.eq(wanted) : this.domain.bool(false);
    const data = this.domain.select(isRead, count, this.domain.u32(0));
    return this.finish(world, chain, data, this.statusOf(isDone));
  }

  /** The queue may wait for what was completed. */
  endCompletions(world: World): Result<void, HandlerError> {
    this.scheduled = this.scheduled.or(this.waits);
    this.waits = this.domain.bool(false);
    return this.end(world);
  }

  /** Waits until all that the back end has is done. */
  stop(world: World): Result<boolean, HandlerError> {
    if (!this.domain.decide(world.backend.isIdle())) {
      const done = this.complete(world);
      // unreached: what is done here does not fail
      return done.ok ? ok(true) : done;
    }
    const ended = this.endCompletions(world);
    return ended.ok ? ok(false) : ended;
  }

  /** Whether a chain has the form of a request: at least a header, and a status. */
  protected isRequest(chain: HandledChain): boolean {
    const isOne = chain.isMalformed.not().and(chain.readable.ge(16), chain.writable.ge(1));
    return this.domain.decide(isOne);
  }

  protected perform(world: World, chain: HandledChain): Result<boolean, HandlerError> {
    const type = chain.readType();
    const [none, no] = [this.domain.u32(0), this.domain.bool(false)];
    if (!type.ok) return this.give(world, chain, none);
    const statusAt = chain.writable.sub(1);
    if (this.domain.decide(type.value.eq(IN)))
      return this.submit(world, { chain, wanted: statusAt, isRead: this.domain.bool(true), statusAt });
    if (this.domain.decide(type.value.eq(OUT)))
      return this.submit(world, { chain, wanted: chain.readable.sub(16), isRead: no, statusAt });
    if (!this.domain.decide(type.value.eq(FLUSH)))
      return this.finish(world, chain, none, this.domain.u32(BLOCK_STATUS.unsupported));
    const flushed = world.backend.flush(chain);
    if (!flushed.ok && flushed.error.kind === 'Busy') return this.putBack(world, chain);
    return this.finish(world, chain, none, this.statusOf(this.domain.bool(flushed.ok)));
  }

  protected submit(world: World, request: Request): Result<boolean, HandlerError> {
    const { chain } = request;
    const submitted = world.backend.submit(request);
    if (submitted.ok) return ok(true);
    if (submitted.error.kind === 'Busy') {
      this.waits = this.domain.bool(true);
      world.queue.undoPop(chain);
      return ok(false);
    }
    return this.finish(world, chain, this.domain.u32(0), this.domain.u32(BLOCK_STATUS.ioError));
  }

  /** For later, when the back end can do it. */
  protected putBack(world: World, chain: HandledChain): Result<boolean, HandlerError> {
    world.queue.undoPop(chain);
    this.scheduled = this.domain.bool(true);
    return ok(false);
  }

  /** Writes the status and returns the chain, of which so many bytes of data were written from the first one on. */
  protected finish(world: World, chain: HandledChain, data: U32, status: U32): Result<boolean, HandlerError> {
    const at = chain.writable.sub(1);
    const written = chain.writeStatus(at, status);
    // The length counts bytes without a gap: the status only where the data reach up to it.
    const isNext = written.ok ? data.eq(at) : this.domain.bool(false);
    return this.give(world, chain, this.domain.select(isNext, chain.writable, data));
  }

  protected statusOf(isDone: Bool): U32 {
    const [done, failed] = [this.domain.u32(BLOCK_STATUS.ok), this.domain.u32(BLOCK_STATUS.ioError)];
    return this.domain.select(isDone, done, failed);
  }

  protected give(world: World, chain: HandledChain, len: U32): Result<boolean, HandlerError> {
    world.queue.stageUsed(chain.head, len);
    this.added = this.domain.bool(true);
    return ok(true);
  }

  /** The rings cannot be used: the driver is notified of what was done so far, and then of that. */
  protected fail(world: World): Result<never, HandlerError> {
    world.queue.publish();
    world.signal();
    world.needsReset();
    this.active = this.domain.bool(false);
    return err({ kind: 'Ring' });
  }
}
