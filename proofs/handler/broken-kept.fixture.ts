import { ok, type Domain, type Result } from 'ringproof';
import type { HandlerError, World } from 'ringproof/virtio/handler';
import { Stats, statsModel, type StatsFields } from '../../models/handler-firecracker/stats.ts';
import { brokenModel, type BrokenHandler } from './breakage.fixture.ts';

type Goes = Result<boolean, HandlerError>;

function broken(
  what: string,
  assertion: string,
  made: new (domain: Domain, fields: StatsFields) => Stats,
): BrokenHandler {
  const model = statsModel((domain, fields) => new made(domain, fields));
  return { what, refutes: { 'handler/kept-one': assertion }, model: brokenModel(what, model) };
}

/** Handlers that keep the last chain wrongly. */
export const BROKEN_KEPT: readonly BrokenHandler[] = [
  broken(
    'a chain that is asked for stays',
    'what is kept is given back where it is asked for',
    class extends Stats {
      override complete(_world: World): Goes {
        return ok(false);
      }
    },
  ),
  broken(
    'an empty queue is looked at again and again',
    'a look that finds nothing is the last one',
    class extends Stats {
      override round(world: World): Goes {
        const goes = super.round(world);
        return goes.ok ? ok(true) : goes;
      }
    },
  ),
  broken(
    'another chain than the last is kept',
    'the last chain is kept',
    class extends Stats {
      override round(world: World): Goes {
        const goes = super.round(world);
        this.stats_desc_index = this.stats_desc_index.add(1);
        return goes;
      }
    },
  ),
  broken(
    'the chain before the last is not given back',
    'the one before it is given back',
    class extends Stats {
      override round(world: World): Goes {
        this.has_stats_desc = this.domain.bool(false);
        return super.round(world);
      }
    },
  ),
];
