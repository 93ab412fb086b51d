import { bool, err, ok, type Bool, type Domain, type Result, type U32 } from 'ringproof';
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

/** What `VirtioBlock` remembers that its loops depend on. */
interface BlockFields {
  /** `device_state`. */
  readonly active: Bool;
  readonly is_io_engine_throttled: Bool;
  /** `rate_limiter.is_blocked()`. */
  readonly blocked: Bool;
  /** Local to `process_queue`. */
  readonly used_any: Bool;
  /** Whether the loop is that of `process_async_completion_queue`. */
  readonly completing: Bool;
  /** `process_queue` follows, called by what has just ended. */
  readonly follows: Bool;
}

/** Types of requests (5.2.6), and the bytes of a device id. */
const [IN, OUT, FLUSH, GET_ID] = [0, 1, 4, 8];
const ID_BYTES = 20;

/** A request as `Request::parse` finds it. */
interface Parsed {
  readonly type: U32;
  readonly dataLen: U32;
  readonly statusAt: U32;
}

/** block/virtio/device.rs and request.rs, with the asynchronous engine. */
class Block {
  active: Bool;
  is_io_engine_throttled: Bool;
  blocked: Bool;
  used_any: Bool;
  completing: Bool;
  follows: Bool;
  readonly #domain: Domain;

  constructor(domain: Domain, fields: BlockFields) {
    this.#domain = domain;
    this.active = fields.active;
    this.is_io_engine_throttled = fields.is_io_engine_throttled;
    this.blocked = fields.blocked;
    this.used_any = fields.used_any;
    this.completing = fields.completing;
    this.follows = fields.follows;
  }

  /** `process_queue_event`, `process_rate_limiter_event`, and what comes of `process_async_completion_event`. */
  begin(world: World): Result<boolean, HandlerError> {
    const domain = this.#domain;
    if (!domain.decide(this.active)) return ok(false);
    if (domain.decide(this.follows)) {
      this.follows = domain.bool(false);
    } else if (domain.decide(this.blocked)) {
      if (!world.limiterRunsOut()) return ok(false);
      this.blocked = domain.bool(false);
    } else if (domain.decide(this.is_io_engine_throttled)) {
      return ok(false);
    }
    this.used_any = domain.bool(false);
    return ok(true);
  }

  /** One iteration of `process_queue`. */
  round(world: World): Result<boolean, HandlerError> {
    const popped = world.queue.popOrEnableNotification();
    if (!popped.ok) {
      // `process_queue(0).unwrap()`, of InvalidAvailIdx.
      world.stops();
      return err({ kind: 'InvalidAvailIdx' });
    }
    const head = popped.value;
    if (head === undefined) return ok(false);
    const request = this.#parse(world, head);
    if (request === undefined) return this.#addUsed(world, head, this.#domain.u32(0));
    if (world.limiterBlocks()) {
      world.queue.undoPop(head);
      this.blocked = this.#domain.bool(true);
      return ok(false);
    }
    return this.#process(world, head, request);
  }

  end(world: World): Result<void, HandlerError> {
    world.queue.publish();
    if (this.#domain.decide(this.used_any)) this.#kick(world);
    return ok();
  }

  /** The event handler. What `process_queue` follows, it follows at once. */
  beginCompletions(): Result<boolean, HandlerError> {
    const begins = this.#domain.decide(this.active.and(this.follows.not()));
    this.completing = this.#domain.bool(begins);
    return ok(begins);
  }

  /** `prepare_save`: the engine waits for all requests, and their completions are processed. */
  stop(world: World): Result<boolean, HandlerError> {
    // What `process_queue` follows, it follows at once: nothing is saved in between.
    if (this.#domain.decide(this.follows)) return err({ kind: 'Busy' });
    this.completing = this.#domain.bool(true);
    const isIdle = this.#domain.decide(world.backend.isIdle());
    // An error of `drain_and_flush` is logged: what is done by then is processed, and the rest is left with the engine.
    if (!isIdle && !world.happens('draining fails')) return ok(this.complete(world).ok);
    world.queue.publish();
    this.#kick(world);
    return ok(false);
  }

  /** One iteration of `process_async_completion_queue`. */
  complete(world: World): Result<boolean, HandlerError> {
    const done = world.backend.completion();
    if (done === undefined) return ok(false);
    const { chain, wanted, isRead, statusAt, result } = done;
    const none = this.#domain.u32(0);
    const isIn = this.#domain.decide(isRead);
    const count = result.ok && isIn ? result.value : none;
    const isWhole = result.ok ? result.value.eq(wanted) : this.#domain.bool(false);
    const len = this.#finish(chain, statusAt, count, this.#statusOf(isWhole));
    world.queue.stageUsed(chain.head, len);
    return ok(true);
  }

  endCompletions(world: World): Result<void, HandlerError> {
    world.queue.publish();
    this.#kick(world);
    this.follows = this.is_io_engine_throttled;
    this.is_io_engine_throttled = this.#domain.bool(false);
    this.completing = this.#domain.bool(false);
    return ok();
  }

  /** `None` for an error. The parts of a chain beyond the status descriptor are not looked at. */
  #parse(world: World, head: HandledChain): Parsed | undefined {
    const domain = this.#domain;
    if (domain.decide(head.isMalformed)) return undefined;
    const type = head.readType();
    if (!type.ok || domain.decide(head.writable.eq(0))) return undefined;
    const isFlush = domain.decide(type.value.eq(FLUSH));
    const isIn = domain.decide(type.value.eq(IN).or(type.value.eq(GET_ID)));
    const isOut = domain.decide(type.value.eq(OUT));
    // Data that the device writes come first, and the status follows at once.
    const hasWritable = isIn || (!isOut && world.happens('the data are writable'));
    const header = domain.select(head.readable.lt(BLOCK_HEADER), head.readable, domain.u32(BLOCK_HEADER));
    const dataLen = hasWritable ? head.writable.sub(1) : head.readable.sub(header);
    const statusAt = hasWritable ? dataLen : domain.u32(0);
    if (!isFlush && world.refuses('the length or sector is refused')) return undefined;
    if (domain.decide(type.value.eq(GET_ID).and(dataLen.lt(ID_BYTES)))) return undefined;
    return { type: type.value, dataLen, statusAt };
  }

  /** `Request::process`. */
  #process(world: World, chain: HandledChain, { type, dataLen, statusAt }: Parsed) {
    const domain = this.#domain;
    const none = domain.u32(0);
    if (domain.decide(type.eq(GET_ID))) {
      const id = chain.write(none, domain.u32(ID_BYTES));
      const count = id.ok ? domain.u32(ID_BYTES) : none;
      const isWhole = id.ok ? dataLen.eq(ID_BYTES) : domain.bool(false);
      return this.#addUsed(world, chain, this.#finish(chain, statusAt, count, this.#statusOf(isWhole)));
    }
    const isIn = type.eq(IN);
    if (!domain.decide(isIn.or(type.eq(OUT), type.eq(FLUSH))))
      return this.#addUsed(
        world,
        chain,
        this.#finish(chain, statusAt, none, domain.u32(BLOCK_STATUS.unsupported)),
      );
    const isFlush = type.eq(FLUSH);
    const wanted = domain.select(isFlush, none, dataLen);
    const submitted = world.backend.submit({ chain, wanted, isRead: isIn, statusAt, isFlush });
    if (submitted.ok) return ok(true);
    if (submitted.error.kind === 'Busy') {
      world.queue.undoPop(chain);
      this.is_io_engine_throttled = domain.bool(true);
      return ok(false);
    }
    return this.#addUsed(world, chain, this.#finish(chain, statusAt, none, domain.u32(BLOCK_STATUS.ioError)));
  }

  /** `Status::from_data`. */
  #statusOf(isWhole: Bool): U32 {
    const domain = this.#domain;
    return domain.select(isWhole, domain.u32(BLOCK_STATUS.ok), domain.u32(BLOCK_STATUS.ioError));
  }

  /** `write_status_and_finish`: the length of the element. */
  #finish(chain: HandledChain, statusAt: U32, count: U32, status: U32): U32 {
    return chain.writeStatus(statusAt, status).ok ? count.add(1) : this.#domain.u32(0);
  }

  #addUsed(world: World, chain: HandledChain, len: U32): Result<boolean, HandlerError> {
    this.used_any = this.#domain.bool(true);
    world.queue.stageUsed(chain.head, len);
    return ok(true);
  }

  #kick(world: World): void {
    const needed = world.queue.needsNotification();
    if (needed.ok && this.#domain.decide(needed.value)) world.signal();
  }
}

/** What `Request::parse` has checked of what is submitted. */
export function isPending(request: Request): Bool {
  const { chain, wanted, isRead, statusAt } = request;
  const isLast = isRead.implies(wanted.eq(statusAt).and(statusAt.add(1).eq(chain.writable)));
  return statusAt.lt(chain.writable).and(isLast, isOfItsType(request));
}

export const blockModel: HandlerModel = {
  pending: isPending,
  stops: 'drains',
  countsLess: true,
  ringsAreMapped: true,
  block: { types: [IN, OUT, FLUSH, GET_ID], whenFull: 'waits', isRateLimited: true },
  handler: handlerPart({
    state: {
      active: bool(),
      is_io_engine_throttled: bool(),
      blocked: bool(),
      used_any: bool(),
      completing: bool(),
      follows: bool(),
    },
    phases: {
      idle: { fields: { completing: false } },
      running: { fields: { active: true, completing: false, follows: false } },
      completing: { fields: { active: true, completing: true, follows: false } },
    },
    instance: (domain, state) => new Block(domain, state),
    view: ({ active, is_io_engine_throttled, blocked, used_any, completing, follows }, domain) => ({
      isActive: active,
      publishes: domain.bool(true),
      signals: used_any.or(completing),
      isShelving: domain.bool(false),
      resumes: is_io_engine_throttled.or(blocked, follows),
      waits: is_io_engine_throttled,
      isLimited: blocked.and(follows.not()),
      follows,
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
