import { bool, err, ok, u32, type Bool, type Domain, type Result, type U32 } from 'ringproof';
import { handlerPart, type HandlerError, type HandlerModel, type World } from 'ringproof/virtio/handler';

/** What the worker remembers that `process_mrg_rx` depends on. */
export interface RxFields {
  readonly active: Bool;
  /** The worker listens to the tap: else it waits for chains. */
  readonly tap_polling: Bool;
  /** Bytes of `pending`, a frame that was read and not delivered. */
  readonly pending_length: U32;
  /** Local to `process_mrg_rx`. */
  readonly needs_interrupt: Bool;
  /** Local to `try_pop_length`: it is at work, for so many bytes more. */
  readonly popping: Bool;
  readonly remain_len: U32;
}

/**
 * virtio/net/sys/linux.rs, `process_mrg_rx`, and virtio/queue/split_queue.rs, `try_pop_length`: a frame goes into as many chains as it
 * takes; if there are not enough, it waits for more.
 */
export class Rx implements RxFields {
  active: Bool;
  tap_polling: Bool;
  pending_length: U32;
  needs_interrupt: Bool;
  popping: Bool;
  remain_len: U32;
  protected readonly domain: Domain;

  constructor(domain: Domain, fields: RxFields) {
    this.domain = domain;
    this.active = fields.active;
    this.tap_polling = fields.tap_polling;
    this.pending_length = fields.pending_length;
    this.needs_interrupt = fields.needs_interrupt;
    this.popping = fields.popping;
    this.remain_len = fields.remain_len;
  }

  /** Either event: `handle_rx_queue` listens to the tap again, which is readable as long as a frame is there. */
  begin(world: World): Result<boolean, HandlerError> {
    const { domain } = this;
    if (!domain.decide(this.active)) return ok(false);
    this.tap_polling = domain.bool(true);
    if (!world.happens('the tap is readable')) return ok(false);
    return ok(true);
  }

  /** One iteration of the loop, up to `try_pop_length`; or one of the loop in that. */
  round(world: World): Result<boolean, HandlerError> {
    const { domain } = this;
    if (domain.decide(this.popping)) return this.#popOne(world);
    if (domain.decide(this.pending_length.eq(0))) {
      const read = world.backend.receive(domain.u32(65562));
      if (!read.ok && read.error.kind === 'Busy') return ok(false);
      if (!read.ok) return this.#fail();
      this.pending_length = read.value;
    }
    if (domain.decide(this.pending_length.eq(0))) return ok(false);
    this.popping = domain.bool(true);
    this.remain_len = this.pending_length;
    return ok(true);
  }

  /**
   * The end of `try_pop_length` where that found no chain, of `process_mrg_rx`, and what its caller makes of the answer: with
   * `RxDescriptorsExhausted` the worker stops to listen to the tap.
   */
  end(world: World): Result<void, HandlerError> {
    world.shelf.putBackAll();
    this.tap_polling = this.popping.not();
    this.popping = this.domain.bool(false);
    if (this.domain.decide(this.needs_interrupt)) {
      const needed = world.queue.needsNotification();
      if (needed.ok && this.domain.decide(needed.value)) world.signal();
    }
    // Local: the next run begins with it.
    this.needs_interrupt = this.domain.bool(false);
    return ok();
  }

  #popOne(world: World): Result<boolean, HandlerError> {
    const { domain } = this;
    // Where none was taken for this frame, avail_event is that of the next chain already, and this look comes after.
    const isFirst = domain.decide(world.shelf.count.eq(0));
    const popped = isFirst ? world.queue.popOrEnableNotification() : world.queue.pop();
    // unreached: no error gets here, see the finding of handler/error-reported
    const chain = popped.ok ? popped.value : undefined;
    if (chain !== undefined && domain.decide(chain.isMalformed)) {
      // `peek` logs the error, and answers as where no chain is there: the entry stays.
      world.queue.undoPop(chain);
      return this.#exhausted(world);
    }
    if (chain === undefined) return this.#exhausted(world);
    if (domain.decide(chain.writable.lt(this.remain_len))) {
      world.shelf.put(chain);
      this.remain_len = this.remain_len.sub(chain.writable);
      return ok(true);
    }
    world.queue.arm();
    // The last part of the frame; those before it fill their chains.
    world.wrote(chain, domain.u32(0), this.remain_len);
    world.shelf.giveAll((full) => {
      world.wrote(full, domain.u32(0), full.writable);
      return full.writable;
    });
    world.queue.stageUsed(chain.head, this.remain_len);
    world.queue.publish();
    this.needs_interrupt = domain.bool(true);
    this.pending_length = domain.u32(0);
    this.popping = domain.bool(false);
    return ok(true);
  }

  /** avail_event is set, and the ring not looked at again. */
  #exhausted(world: World): Result<boolean, HandlerError> {
    world.queue.arm();
    return ok(false);
  }

  /** The worker returns the error and ends; it is logged. */
  #fail(): Result<never, HandlerError> {
    this.active = this.domain.bool(false);
    return err({ kind: 'WriteBuffer' });
  }
}

/** `make`: a handler in a state. */
export function mrgRxModel(
  make = (domain: Domain, fields: RxFields): Rx => new Rx(domain, fields),
): HandlerModel {
  return {
    ringsAreMapped: true,
    noticesIdx: false,
    receives: true,
    signalsElements: true,
    handler: handlerPart({
      state: {
        active: bool(),
        tap_polling: bool(),
        pending_length: u32(),
        needs_interrupt: bool(),
        popping: bool(),
        remain_len: u32(),
      },
      phases: {
        idle: { fields: { needs_interrupt: false, popping: false } },
        running: {
          fields: { active: true, tap_polling: true },
          holds: ({ popping, remain_len, pending_length }) =>
            popping.implies(remain_len.ne(0).and(remain_len.le(pending_length))),
        },
      },
      instance: make,
      view: ({ active, tap_polling, needs_interrupt, pending_length, popping, remain_len }, domain) => ({
        isActive: active,
        publishes: domain.bool(false),
        signals: needs_interrupt,
        // Frames that come make it look at the queue.
        resumes: tap_polling.and(popping.not()),
        awaitsFrames: tap_polling,
        received: pending_length,
        isPlacing: popping,
        isShelving: popping,
        placed: domain.select(popping, pending_length.sub(remain_len), domain.u32(0)),
      }),
      operations: {
        begin: (rx, world) => rx.begin(world),
        round: (rx, world) => rx.round(world),
        end: (rx, world) => rx.end(world),
      },
    }),
  };
}
