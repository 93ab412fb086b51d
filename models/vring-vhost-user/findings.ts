import type { Finding } from 'ringproof';

const HANDLER = 'vhost-user-backend/src/handler.rs, VhostUserHandler';

/** What the rings are known to break, by proof id. */
export const findings: Readonly<Record<string, Finding>> = {
  'vring/listens': {
    breaks: ['it listens to a new kick while it is started'],
    reason:
      'A new kick descriptor for a ring that is started already is kept, and not registered: the worker hears nothing of it until ' +
      'the ring is enabled again.',
    affects: 'conforming peer',
    reference: `${HANDLER}::set_vring_kick (vring_needs_init)`,
  },
  'vring/kick-kept': {
    breaks: ['no kick is lost', 'a ring that is not started is left alone'],
    reason:
      'The worker reads the kick before it looks whether the ring is enabled: if it was disabled in between, the kick is gone when it is ' +
      'enabled again. Only `enabled` is looked at: a ring that was stopped in between is handled, and it is left to its queue, ' +
      'which is not ready, to give nothing.',
    affects: 'conforming peer',
    reference: 'vhost-user-backend/src/event_loop.rs, VringEpollHandler::handle_event; vring.rs, read_kick',
  },
  'vring/reset': {
    breaks: ['it is stopped', 'it begins anew'],
    reason:
      'RESET_DEVICE disables the rings and leaves them started, with their indices and EVENT_IDX: a kick descriptor that comes next ' +
      'does not start the ring, and indices are those of before unless the front end sets them.',
    affects: 'conforming peer',
    reference: `${HANDLER}::reset_device`,
  },
};
