import { bool, err, ok, u16, type Bool, type Domain, type Result, type U16, type U32 } from 'ringproof';
import {
  BLOCK_HEADER,
  BLOCK_STATUS,
  handlerPart,
  isOfItsType,
  type HandledChain,
  type HandlerError,
  type HandlerModel,
  type Request,
  type World,
} from 'ringproof/virtio/handler';

/** What `BlockEpollHandler` remembers that its loops depend on. */
interface BlockFields {
  /** The worker runs. */
  readonly active: Bool;
  /** `rate_limiter.is_blocked()`. */
  readonly blocked: Bool;
  /** Local to `process_queue_submit`: iterations left until `processed` is the queue size, and whether the batch has a request. */
  readonly left: U16;
  readonly batched: Bool;
  /** `process_queue_submit` follows. */
  readonly follows: Bool;
}

const [IN, OUT, FLUSH, GET_ID] = [0, 1, 4, 8];

/** Bytes of the serial, as it is where the user gives none; else any number up to this one. */
const SERIAL = 20;

/** virtio-devices/src/block.rs and block/src/io/request.rs, with a back end that takes batches. */
class Block {
  active: Bool;
  blocked: Bool;
  left: U16;
  batched: Bool;
  follows: Bool;
  readonly #domain: Domain;

  constructor(domain: Domain, fields: BlockFields) {
    this.#domain = domain;
    this.active = fields.active;
    this.blocked = fields.blocked;
    this.left = fields.left;
    this.batched = fields.batched;
    this.follows = fields.follows;
  }

  /** QUEUE_AVAIL_EVENT, RATE_LIMITER_EVENT, and what follows COMPLETION_EVENT. */
  begin(world: World): Result<boolean, HandlerError> {
    const domain = this.#domain;
    if (!domain.decide(this.active)) return ok(false);
    this.follows = domain.bool(false);
    if (domain.decide(this.blocked)) {
      if (!world.limiterRunsOut()) return ok(false);
      this.blocked = domain.bool(false);
    }
    this.left = world.queue.size;
    this.batched = domain.bool(false);
    return ok(true);
  }

  /** One iteration of `process_queue_submit`. */
  round(world: World): Result<boolean, HandlerError> {
    const domain = this.#domain;
    if (domain.decide(this.left.eq(0))) {
      // What is left came during the run: without EVENT_IDX the driver has notified the device of it.
      this.follows = world.queue.usesEventIdx.not();
      return ok(false);
    }
    this.left = this.left.sub(1);
    const popped = world.queue.pop();
    if (!popped.ok) return this.#exit(world);
    const chain = popped.value;
    if (chain === undefined) return ok(false);
    // `is_head_in_flight`.
    if (domain.decide(world.isInFlight(chain.head))) return this.#exit(world);
    const isWhole = chain.isMalformed.not().and(chain.writable.ge(1));
    const type = domain.decide(isWhole) ? chain.readType() : err({ kind: 'GuestMemory' });
    if (!type.ok) return this.#give(world, chain, domain.u32(0));
    if (this.#isRefused(world, chain)) return this.#refuseWrite(world, chain);
    if (world.limiterBlocks()) {
      world.queue.undoPop(chain);
      this.blocked = domain.bool(true);
      return ok(false);
    }
    return this.#execute(world, chain, type.value);
  }

  /** The batch is submitted; then `try_signal_used_queue`. */
  end(world: World): Result<void, HandlerError> {
    this.batched = this.#domain.bool(false);
    if (!world.shelf.submitAll((chain) => this.#dataRequest(chain)).ok) {
      world.shelf.giveAll((chain) => this.#writeStatus(world, chain, BLOCK_STATUS.ioError));
      world.queue.publish();
      // An error of it is logged.
      world.queue.enableNotification();
    }
    return this.#signal(world);
  }

  /** COMPLETION_EVENT, of a worker that runs. */
  beginCompletions(): Result<boolean, HandlerError> {
    return ok(this.#domain.decide(this.active));
  }

  /** `pause`: the worker goes on until no request is active, or the time is up; the event that it is in ends before it parks. */
  stop(world: World): Result<boolean, HandlerError> {
    if (!this.#domain.decide(world.backend.isIdle())) {
      if (world.happens('draining takes too long')) return err({ kind: 'Pause' });
      this.complete(world);
      return ok(true);
    }
    const signalled = this.#signal(world);
    return signalled.ok ? ok(false) : signalled;
  }

  /** One iteration of `process_queue_complete`. An error is logged, and ends the loop. */
  complete(world: World): Result<boolean, HandlerError> {
    const domain = this.#domain;
    const done = world.backend.completion();
    if (done === undefined) return ok(false);
    const { chain, isRead, statusAt, result } = done;
    // Copying from a bounce buffer, of a read; fsync, of a write to a disk without a write-back cache.
    if (world.fails('copying or fsync fails')) return ok(false);
    // Any result that is no error is taken for all that was asked for.
    const status = result.ok ? BLOCK_STATUS.ok : BLOCK_STATUS.ioError;
    const one = this.#writeStatus(world, chain, status, statusAt);
    const count = result.ok ? domain.select(isRead, result.value, domain.u32(0)) : domain.u32(0);
    if (!world.queue.addUsed(chain.head, count.add(one)).ok) return ok(false);
    return ok(world.queue.enableNotification().ok);
  }

  /** `try_signal_used_queue`; `process_queue_submit_and_signal` follows. */
  endCompletions(world: World): Result<void, HandlerError> {
    this.follows = this.#domain.bool(true);
    return this.#signal(world);
  }

  #execute(world: World, chain: HandledChain, type: U32): Result<boolean, HandlerError> {
    const domain = this.#domain;
    const statusAt = chain.writable.sub(1);
    const isData = domain.decide(type.eq(IN).or(type.eq(OUT)));
    // `check_data_bounds`, and what building the operation takes.
    if (isData && !world.refuses('the request is refused')) {
      world.shelf.put(chain);
      this.batched = domain.bool(true);
      return ok(true);
    }
    const isFlush = !isData && domain.decide(type.eq(FLUSH));
    if (isFlush) {
      const [wanted, isRead] = [domain.u32(0), domain.bool(false)];
      const request = { chain, wanted, isRead, statusAt, isFlush: domain.bool(true) };
      if (world.backend.submit(request).ok) return ok(true);
    }
    const isId = !isData && !isFlush && domain.decide(type.eq(GET_ID));
    if (isId && domain.decide(chain.writable.gt(SERIAL))) {
      world.filled(chain, domain.u32(0), domain.u32(SERIAL));
      return this.#give(world, chain, this.#writeStatus(world, chain, BLOCK_STATUS.ok).add(SERIAL));
    }
    const isKnown = isData || isFlush || isId;
    const status = isKnown ? BLOCK_STATUS.ioError : BLOCK_STATUS.unsupported;
    return this.#give(world, chain, this.#writeStatus(world, chain, status));
  }

  /** `check_request`: the disk is read-only, or the first sector is not to be written. */
  #isRefused(world: World, chain: HandledChain): boolean {
    const { type } = chain;
    const isHarmless = this.#domain.decide(type.eq(IN).or(type.eq(GET_ID), type.eq(FLUSH)));
    return !isHarmless && world.refusesToWrite(chain, 'the disk is read-only');
  }

  /** The status is written as the `u32` that the constant is. */
  #refuseWrite(world: World, chain: HandledChain): Result<boolean, HandlerError> {
    const [at, one] = [chain.writable.sub(1), this.#domain.u32(1)];
    world.wroteStatus(chain, at, this.#domain.u32(BLOCK_STATUS.ioError), this.#domain.u32(4));
    return this.#give(world, chain, one);
  }

  /** What was collected: of IN, the data are writable, and the status follows them; of OUT, they follow the header. */
  #dataRequest(chain: HandledChain): Request {
    const { readable, writable, type } = chain;
    const [statusAt, isRead] = [writable.sub(1), type.eq(IN)];
    const header = this.#domain.select(readable.lt(BLOCK_HEADER), readable, this.#domain.u32(BLOCK_HEADER));
    return { chain, wanted: this.#domain.select(isRead, statusAt, readable.sub(header)), isRead, statusAt };
  }

  /** The walk has checked that the buffers are in guest memory. */
  #writeStatus(world: World, chain: HandledChain, status: number, at = chain.writable.sub(1)): U32 {
    world.wroteStatus(chain, at, this.#domain.u32(status));
    return this.#domain.u32(1);
  }

  #give(world: World, chain: HandledChain, len: U32): Result<boolean, HandlerError> {
    // It refuses a head beyond the table, which the queue's iterator gives as any other.
    if (!world.queue.addUsed(chain.head, len).ok) return this.#refuse(world);
    // Whether more is there is not looked at.
    return world.queue.enableNotification().ok ? ok(true) : this.#refuse(world);
  }

  /** An error that concerns a request is logged; `process_queue_submit` returns, and its batch is dropped. */
  #refuse(world: World): Result<never, HandlerError> {
    world.shelf.drop();
    this.batched = this.#domain.bool(false);
    this.#signal(world);
    return err({ kind: 'Request' });
  }

  #signal(world: World): Result<void, HandlerError> {
    const needed = world.queue.needsNotification();
    if (!needed.ok) return this.#exit(world);
    if (this.#domain.decide(needed.value)) world.signal();
    return ok();
  }

  /** The worker ends, and `spawn_virtio_thread` marks the device. */
  #exit(world: World): Result<never, HandlerError> {
    world.needsReset();
    this.active = this.#domain.bool(false);
    return err({ kind: 'Worker' });
  }
}

export const blockModel: HandlerModel = {
  looksAfterCompletion: true,
  roundsForQueue: true,
  stops: 'drains',
  countsLess: true,
  // Discard and write zeroes, which it may offer, are left out.
  block: { types: [IN, OUT, FLUSH, GET_ID], whenFull: 'fails', isRateLimited: true },
  shelved: ({ isMalformed, writable, type }) =>
    isMalformed.not().and(writable.ge(1), type.eq(IN).or(type.eq(OUT))),
  pending: (request) => {
    const { chain, statusAt, isRead, wanted } = request;
    return statusAt
      .eq(chain.writable.sub(1))
      .and(chain.writable.ge(1), isRead.implies(wanted.eq(statusAt)), isOfItsType(request));
  },
  handler: handlerPart({
    state: { active: bool(), blocked: bool(), left: u16(), batched: bool(), follows: bool() },
    phases: {
      idle: { fields: { batched: false } },
      running: { fields: { active: true } },
      completing: { fields: { active: true, batched: false } },
    },
    instance: (domain, state) => new Block(domain, state),
    view: ({ active, blocked, left, batched, follows }, domain) => ({
      isActive: active,
      publishes: domain.bool(false),
      signals: domain.bool(true),
      isShelving: batched,
      resumes: blocked.or(batched, follows),
      isLimited: blocked,
      left,
    }),
    operations: {
      begin: (block, world) => block.begin(world),
      round: (block, world) => block.round(world),
      end: (block, world) => block.end(world),
      beginCompletions: (block) => block.beginCompletions(),
      stop: (block, world) => block.stop(world),
      complete: (block, world) => block.complete(world),
      endCompletions: (block, world) => block.endCompletions(world),
    },
  }),
};
