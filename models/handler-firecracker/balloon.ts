import { bool, err, ok, u16, type Bool, type Domain, type Result, type U16 } from 'ringproof';
import { handlerPart, type HandlerError, type HandlerModel, type World } from 'ringproof/virtio/handler';

const MAX_PAGES_IN_DESC = 256;
const MAX_PAGE_COMPACT_BUFFER = 2048;

/** What `Balloon` remembers that `process_inflate` depends on. */
export interface InflateFields {
  readonly active: Bool;
  /** Local to `process_inflate`: */
  readonly pfn_buffer_idx: U16;
  readonly needs_interrupt: Bool;
  readonly valid_descs_found: Bool;
}

/** balloon/device.rs, `process_inflate`: pages are collected in a buffer, and given back when it is full or no chain is left. */
export class Inflate implements InflateFields {
  active: Bool;
  pfn_buffer_idx: U16;
  needs_interrupt: Bool;
  valid_descs_found: Bool;
  protected readonly domain: Domain;

  constructor(domain: Domain, fields: InflateFields) {
    this.domain = domain;
    this.active = fields.active;
    this.pfn_buffer_idx = fields.pfn_buffer_idx;
    this.needs_interrupt = fields.needs_interrupt;
    this.valid_descs_found = fields.valid_descs_found;
  }

  begin(_world: World): Result<boolean, HandlerError> {
    if (!this.domain.decide(this.active)) return ok(false);
    this.pfn_buffer_idx = this.domain.u16(0);
    return ok(true);
  }

  /** One iteration of the inner loop; its end, the compaction, and another turn of the outer one where it is followed by that. */
  round(world: World): Result<boolean, HandlerError> {
    const { domain } = this;
    const popped = world.queue.pop();
    if (!popped.ok) {
      // `report_balloon_event_fail` panics.
      world.stops();
      return err({ kind: 'InvalidAvailIdx' });
    }
    const head = popped.value;
    if (head === undefined) return ok(this.#endTurn(world));
    this.valid_descs_found = domain.bool(true);
    // Malformed: for the device to write, or no whole number of page numbers.
    if (!domain.decide(head.isMalformed)) {
      if (domain.decide(head.readable.gt(MAX_PAGES_IN_DESC * 4))) return ok(true);
      const pages = head.readable.div(4).truncate(16);
      if (domain.decide(domain.u16(MAX_PAGE_COMPACT_BUFFER).sub(this.pfn_buffer_idx).lt(pages))) {
        world.queue.undoPop(head);
        return ok(this.#endTurn(world));
      }
      if (world.batch?.collect(head, pages).ok !== true) return this.#fail();
      this.pfn_buffer_idx = this.pfn_buffer_idx.add(pages);
    }
    world.queue.stageUsed(head.head, domain.u32(0));
    this.needs_interrupt = domain.bool(true);
    return ok(true);
  }

  end(world: World): Result<void, HandlerError> {
    this.#compact(world);
    world.queue.publish();
    if (this.domain.decide(this.needs_interrupt)) world.signal();
    this.#leave();
    return ok();
  }

  /** The end of the inner loop. Whether the outer one goes on: where it does not, what follows it is in `end`. */
  #endTurn(world: World): boolean {
    if (!this.domain.decide(this.valid_descs_found)) return false;
    this.#compact(world);
    this.valid_descs_found = this.domain.bool(false);
    return true;
  }

  /** The pages are discarded; errors are logged. */
  #compact(world: World): void {
    world.batch?.perform(this.pfn_buffer_idx);
    this.pfn_buffer_idx = this.domain.u16(0);
  }

  /** The buffer is left as it is: the next run begins at its start. */
  #fail(): Result<never, HandlerError> {
    this.#leave();
    return err({ kind: 'MalformedDescriptor' });
  }

  /** Both are local: the next run begins with these. */
  #leave(): void {
    this.needs_interrupt = this.domain.bool(false);
    this.valid_descs_found = this.domain.bool(false);
  }
}

/** `make`: a handler in a state. */
export function inflateModel(
  make = (domain: Domain, fields: InflateFields): Inflate => new Inflate(domain, fields),
): HandlerModel {
  return {
    ringsAreMapped: true,
    offersEventIdx: false,
    signalsElements: true,
    // Page numbers of 4 bytes: 2048 in the buffer, and 256 of a chain.
    collects: { unit: 4, most: 2048, longest: 1024 },
    handler: handlerPart({
      state: {
        active: bool(),
        pfn_buffer_idx: u16({ max: MAX_PAGE_COMPACT_BUFFER }),
        needs_interrupt: bool(),
        valid_descs_found: bool(),
      },
      phases: {
        idle: { fields: { needs_interrupt: false, valid_descs_found: false } },
        running: {
          fields: { active: true },
          holds: ({ pfn_buffer_idx, valid_descs_found }) => pfn_buffer_idx.eq(0).or(valid_descs_found),
        },
      },
      instance: make,
      view: ({ active, needs_interrupt, pfn_buffer_idx, valid_descs_found }, domain) => ({
        isActive: active,
        publishes: domain.bool(true),
        signals: needs_interrupt,
        resumes: domain.bool(false),
        isShelving: domain.bool(false),
        collected: domain.select(valid_descs_found, pfn_buffer_idx, domain.u16(0)),
        hasFound: valid_descs_found,
      }),
      operations: {
        begin: (balloon, world) => balloon.begin(world),
        round: (balloon, world) => balloon.round(world),
        end: (balloon, world) => balloon.end(world),
      },
    }),
  };
}
