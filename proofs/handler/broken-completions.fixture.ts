import { ok, type Result } from 'ringproof';
import type { HandlerError, World } from 'ringproof/virtio/handler';
import { blockModel } from '../../models/handler-firecracker/block.ts';
import { ReferenceHandler } from '../../models/handler-reference/handler.ts';
import { broken, brokenModel, saying, type BrokenHandler } from './breakage.fixture.ts';

type Goes = Result<boolean, HandlerError>;

/** Handlers that leave completions where they are. */
export const BROKEN_COMPLETIONS: readonly BrokenHandler[] = [
  broken(
    'one completion that succeeds is taken for each event',
    { 'handler/completions-taken': 'a run of completions goes on until none is left' },
    class extends ReferenceHandler {
      override complete(world: World): Goes {
        const done = super.complete(world);
        return this.domain.decide(world.ledger.failed) ? done : ok(false);
      }
    },
  ),
  broken(
    'a run of completions ends where a request has failed',
    { 'handler/completions-taken': 'it does so where a request fails' },
    class extends ReferenceHandler {
      override complete(world: World): Goes {
        const done = super.complete(world);
        return this.domain.decide(world.ledger.failed) ? ok(false) : done;
      }
    },
  ),
  broken(
    'a run of completions ends where no notification can be asked for',
    { 'handler/completions-taken': 'it does so where the ring fails' },
    class extends ReferenceHandler {
      override complete(world: World): Goes {
        const done = super.complete(world);
        return world.queue.enableNotification().ok ? done : ok(false);
      }
    },
  ),
  broken(
    'completions are left alone while the rate is over its limit',
    { 'handler/completions-begin': 'it takes them' },
    class extends ReferenceHandler {
      override beginCompletions(world: World): Goes {
        return this.domain.decide(this.limited) ? ok(false) : super.beginCompletions(world);
      }
    },
  ),
  {
    what: 'a run is always to come first',
    refutes: { 'handler/completions-begin': 'the run that is to come first comes' },
    model: brokenModel(
      'a handler that takes no completions',
      saying(blockModel, (_shown, domain) => ({ follows: domain.bool(true) })),
    ),
  },
];
