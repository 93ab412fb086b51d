import { bool, err, ok, u16, type Bool, type Domain, type Result, type U16 } from 'ringproof';
import { handlerPart, type HandlerError, type HandlerModel, type World } from 'ringproof/virtio/handler';

/** What `Balloon` remembers that `process_stats_queue` and `trigger_stats_update` depend on. */
export interface StatsFields {
  readonly active: Bool;
  /** `stats_desc_index`: whether it is Some, and of what. */
  readonly has_stats_desc: Bool;
  readonly stats_desc_index: U16;
}

/** balloon/device.rs: the device keeps one chain, and gives it back when the timer wants statistics. */
export class Stats {
  active: Bool;
  has_stats_desc: Bool;
  stats_desc_index: U16;
  protected readonly domain: Domain;

  constructor(domain: Domain, fields: StatsFields) {
    this.domain = domain;
    this.active = fields.active;
    this.has_stats_desc = fields.has_stats_desc;
    this.stats_desc_index = fields.stats_desc_index;
  }

  begin(_world: World): Result<boolean, HandlerError> {
    return ok(this.domain.decide(this.active));
  }

  /** One iteration of `process_stats_queue`. */
  round(world: World): Result<boolean, HandlerError> {
    const domain = this.domain;
    const popped = world.queue.pop();
    if (!popped.ok) {
      // `report_balloon_event_fail` panics.
      world.stops();
      return err({ kind: 'InvalidAvailIdx' });
    }
    const head = popped.value;
    if (head === undefined) return ok(false);
    if (domain.decide(this.has_stats_desc)) this.#giveBack(world);
    // The loop over the statistics, in which one may not be readable. None is read of a chain that is empty, or too long.
    if (!head.readWord('a statistic').ok) return err({ kind: 'MalformedDescriptor' });
    this.stats_desc_index = head.head;
    this.has_stats_desc = domain.bool(true);
    return ok(true);
  }

  end(_world: World): Result<void, HandlerError> {
    return ok();
  }

  /** The timer, as the event handler takes it. */
  beginCompletions(): Result<boolean, HandlerError> {
    return ok(this.domain.decide(this.active));
  }

  /** `trigger_stats_update`, called by the timer. */
  complete(world: World): Result<boolean, HandlerError> {
    if (!this.domain.decide(this.has_stats_desc)) return ok(false);
    this.#giveBack(world);
    this.has_stats_desc = this.domain.bool(false);
    return ok(false);
  }

  endCompletions(_world: World): Result<void, HandlerError> {
    return ok();
  }

  #giveBack(world: World): void {
    world.queue.stageUsed(this.stats_desc_index, this.domain.u32(0));
    world.queue.publish();
    world.signal();
  }
}

/** `make`: a handler in a state. */
export function statsModel(
  make = (domain: Domain, fields: StatsFields): Stats => new Stats(domain, fields),
): HandlerModel {
  return {
    ringsAreMapped: true,
    offersEventIdx: false,
    keepsOne: true,
    handler: handlerPart({
      state: { active: bool(), has_stats_desc: bool(), stats_desc_index: u16() },
      phases: {
        idle: {},
        running: { fields: { active: true } },
        completing: { fields: { active: true } },
      },
      instance: make,
      view: ({ active, has_stats_desc, stats_desc_index }, domain) => ({
        isActive: active,
        publishes: domain.bool(false),
        signals: domain.bool(false),
        resumes: domain.bool(false),
        isShelving: domain.bool(false),
        isHolding: has_stats_desc,
        held: stats_desc_index,
      }),
      operations: {
        begin: (stats, world) => stats.begin(world),
        round: (stats, world) => stats.round(world),
        end: (stats, world) => stats.end(world),
        beginCompletions: (stats) => stats.beginCompletions(),
        complete: (stats, world) => stats.complete(world),
        endCompletions: (stats, world) => stats.endCompletions(world),
      },
    }),
  };
}
