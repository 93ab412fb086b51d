import { err, ok, type Result } from 'ringproof';
import type { HandlerError, World } from 'ringproof/virtio/handler';
import { ReferenceHandler } from '../../models/handler-reference/handler.ts';
import { broken, type BrokenHandler } from './broken.fixture.ts';

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
];
