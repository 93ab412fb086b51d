import { bool, u16, type Bool, type Domain, type U16 } from 'ringproof';
import { vringPart, type RingFeatures, type VringModel, type WakeUp } from 'ringproof/virtio/handler';

interface RingFields {
  /** `queue.ready`. */
  readonly ready: Bool;
  readonly enabled: Bool;
  /** `kick` is Some. */
  readonly kick: Bool;
  /** The descriptor that `kick` is now is registered with the epoll instance. */
  readonly registered: Bool;
  readonly next_avail: U16;
  readonly next_used: U16;
  readonly event_idx: Bool;
}

/**
 * vhost-user-backend/src/handler.rs, vring.rs and event_loop.rs. `get_inflight_fd` and `set_inflight_fd` answer with an error, and say that
 * back ends must not offer the feature: there is no record of what is in flight.
 */
class Ring {
  ready: Bool;
  enabled: Bool;
  kick: Bool;
  registered: Bool;
  next_avail: U16;
  next_used: U16;
  event_idx: Bool;
  readonly #domain: Domain;

  constructor(domain: Domain, fields: RingFields) {
    this.#domain = domain;
    this.ready = fields.ready;
    this.enabled = fields.enabled;
    this.kick = fields.kick;
    this.registered = fields.registered;
    this.next_avail = fields.next_avail;
    this.next_used = fields.next_used;
    this.event_idx = fields.event_idx;
  }

  /** `set_features`. */
  setFeatures({ eventIdx, protocolFeatures }: RingFeatures): void {
    if (!this.#domain.decide(protocolFeatures)) {
      this.enabled = this.#domain.bool(true);
      this.#updateRegistration();
    }
    this.event_idx = eventIdx;
  }

  /** `set_vring_kick`: dropping the former descriptor closes it, which takes it out of the epoll instance. */
  setKick(hasFile: Bool): void {
    this.kick = hasFile;
    this.registered = this.#domain.bool(false);
    // `vring_needs_init`.
    if (!this.#domain.decide(this.ready.not().and(this.kick))) return;
    this.ready = this.#domain.bool(true);
    this.#updateRegistration();
  }

  /** `set_vring_enable`, where protocol features are negotiated. */
  setEnabled(on: Bool): void {
    this.enabled = on;
    this.#updateRegistration();
  }

  /** `get_vring_base`. */
  getBase(): U16 {
    this.ready = this.#domain.bool(false);
    this.#updateRegistration();
    const base = this.next_avail;
    this.kick = this.#domain.bool(false);
    this.registered = this.#domain.bool(false);
    return base;
  }

  /** `reset_device`. */
  resetDevice(): void {
    this.enabled = this.#domain.bool(false);
    this.#updateRegistration();
  }

  /** `VringEpollHandler::handle_event`: the kick is read first. */
  woken(): WakeUp {
    return { isRead: this.kick, isHandled: this.enabled };
  }

  /** `update_vring_registration`. */
  #updateRegistration(): void {
    if (this.#domain.decide(this.kick)) this.registered = this.ready.and(this.enabled);
  }
}

export const vhostUserRings: VringModel = {
  ring: vringPart({
    state: {
      ready: bool(),
      enabled: bool(),
      kick: bool(),
      registered: bool(),
      next_avail: u16(),
      next_used: u16(),
      event_idx: bool(),
    },
    invariant: ({ ready, enabled, kick, registered }) => registered.implies(ready.and(enabled, kick)),
    instance: (domain, state) => new Ring(domain, state),
    view: ({ ready, enabled, kick, registered, next_avail, next_used, event_idx }) => ({
      isStarted: ready,
      isEnabled: enabled,
      hasKick: kick,
      isListening: registered,
      nextAvail: next_avail,
      nextUsed: next_used,
      eventIdx: event_idx,
    }),
    operations: {
      setFeatures: (ring, features) => ring.setFeatures(features),
      setBase: (ring, base) => {
        ring.next_avail = base;
      },
      setAddr: (ring, usedIdx) => {
        ring.next_used = usedIdx;
      },
      setKick: (ring, hasFile) => ring.setKick(hasFile),
      setEnabled: (ring, on) => ring.setEnabled(on),
      getBase: (ring) => ring.getBase(),
      resetDevice: (ring) => ring.resetDevice(),
      woken: (ring) => ring.woken(),
    },
  }),
};
