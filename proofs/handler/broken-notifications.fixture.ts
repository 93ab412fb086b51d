import { err, ok, type Domain, type Result, type U32 } from 'ringproof';
import { type HandledChain, type HandlerError, type World } from 'ringproof/virtio/handler';
import { ReferenceHandler, type HandlerFields } from '../../models/handler-reference/handler.ts';
import { handlerModel } from '../../models/handler-reference/index.ts';
import { broken, brokenModel, type BrokenHandler } from './breakage.fixture.ts';

type Goes = Result<boolean, HandlerError>;

/** Notifies without having asked. */
class Unasked extends ReferenceHandler {
  override end(world: World): Result<void, HandlerError> {
    world.queue.publish();
    if (this.domain.decide(this.added)) world.signal();
    this.added = this.domain.bool(false);
    return ok();
  }
}

/** Has a round for each entry of the queue, and asks for a notification with each element. */
class Counting extends ReferenceHandler {
  override begin(world: World): Goes {
    const begun = super.begin(world);
    this.left = world.queue.size;
    return begun;
  }

  protected override give(world: World, chain: HandledChain, len: U32): Goes {
    const given = super.give(world, chain, len);
    world.queue.arm();
    return given;
  }
}

/** The same with one thing wrong. */
function brokenRounds(
  what: string,
  refutes: BrokenHandler['refutes'],
  made: new (domain: Domain, fields: HandlerFields) => Counting,
): BrokenHandler {
  const model = handlerModel((domain, fields) => new made(domain, fields));
  return { what, refutes, model: brokenModel(what, { ...model, roundsForQueue: true }) };
}

/** Notifications that are sent, or taken, wrongly. */
export const BROKEN_NOTIFICATIONS: readonly BrokenHandler[] = [
  broken(
    'the driver is notified without a look at what it wants',
    {
      'handler/wanted': 'no notification is sent that is not wanted',
      'handler/event-idx': 'no notification is sent that is not wanted',
    },
    Unasked,
  ),
  broken(
    'with EVENT_IDX, no notification is sent',
    { 'handler/event-idx': 'an element without a decision gets one in a run that comes by itself' },
    class extends ReferenceHandler {
      override end(world: World): Result<void, HandlerError> {
        if (!this.domain.decide(world.queue.usesEventIdx)) return super.end(world);
        world.queue.publish();
        this.added = this.domain.bool(false);
        return ok();
      }
    },
  ),
  broken(
    'a queue with nothing in it ends the run as an error',
    { 'handler/spurious': 'it is no error' },
    class extends ReferenceHandler {
      override round(world: World): Goes {
        const goes = super.round(world);
        const isEmpty = world.ledger.taken === undefined && goes.ok && !goes.value;
        return isEmpty ? err({ kind: 'Empty' }) : goes;
      }
    },
  ),
  brokenRounds(
    'after a failure no notification of the next chain is asked for',
    { 'handler/no-lost-kick': 'so it is where a request fails' },
    class extends Counting {
      protected override give(world: World, chain: HandledChain, len: U32): Goes {
        if (!this.domain.decide(world.ledger.failed)) return super.give(world, chain, len);
        world.queue.stageUsed(chain.head, len);
        this.added = this.domain.bool(true);
        return ok(true);
      }
    },
  ),
  brokenRounds(
    'without EVENT_IDX, a run that has used up its rounds does not come back',
    {
      'handler/no-lost-kick':
        'where the driver notifies of each chain, none is left after as many as the queue has entries',
    },
    class extends Counting {
      override round(world: World): Goes {
        const isOver = this.left.eq(0).and(world.queue.usesEventIdx.not());
        return this.domain.decide(isOver) ? ok(false) : super.round(world);
      }
    },
  ),
];
