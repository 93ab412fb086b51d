import { bool, u16, type Bool, type Domain, type U16 } from 'ringproof';
import { recordPart } from './record.ts';
import { vringPart, type RingFeatures, type VringModel, type WakeUp } from 'ringproof/virtio/handler';

/** All that the ring remembers. */
export interface RingFields {
  readonly started: Bool;
  readonly enabled: Bool;
  readonly hasKick: Bool;
  readonly listening: Bool;
  readonly nextAvail: U16;
  readonly nextUsed: U16;
  readonly eventIdx: Bool;
}

/** A ring that listens exactly while it is started and enabled, and reads a kick only if it handles it. */
export class ReferenceRing implements RingFields {
  started: Bool;
  enabled: Bool;
  hasKick: Bool;
  listening: Bool;
  nextAvail: U16;
  nextUsed: U16;
  eventIdx: Bool;
  protected readonly domain: Domain;

  constructor(domain: Domain, fields: RingFields) {
    this.domain = domain;
    this.started = fields.started;
    this.enabled = fields.enabled;
    this.hasKick = fields.hasKick;
    this.listening = fields.listening;
    this.nextAvail = fields.nextAvail;
    this.nextUsed = fields.nextUsed;
    this.eventIdx = fields.eventIdx;
  }

  setFeatures({ eventIdx, protocolFeatures }: RingFeatures): void {
    this.eventIdx = eventIdx;
    this.enabled = this.enabled.or(protocolFeatures.not());
    this.listen();
  }

  setBase(base: U16): void {
    this.nextAvail = base;
  }

  setAddr(usedIdx: U16): void {
    this.nextUsed = usedIdx;
  }

  setKick(hasFile: Bool): void {
    this.hasKick = hasFile;
    this.started = this.started.or(hasFile);
    this.listen();
  }

  setEnabled(on: Bool): void {
    this.enabled = on;
    this.listen();
  }

  getBase(): U16 {
    const base = this.nextAvail;
    this.started = this.domain.bool(false);
    this.hasKick = this.domain.bool(false);
    this.listen();
    return base;
  }

  resetDevice(): void {
    const no = this.domain.bool(false);
    this.started = no;
    this.enabled = no;
    this.hasKick = no;
    this.eventIdx = no;
    this.nextAvail = this.domain.u16(0);
    this.nextUsed = this.domain.u16(0);
    this.listen();
  }

  /** A kick of a ring that is not to be handled stays, and is found when it is. */
  woken(): WakeUp {
    const isHandled = this.started.and(this.enabled, this.hasKick);
    return { isRead: isHandled, isHandled };
  }

  protected listen(): void {
    this.listening = this.started.and(this.enabled, this.hasKick);
  }
}

/** `make`: a ring in a state; `record`: of what is in flight. */
export function vringModel(
  make = (domain: Domain, fields: RingFields): ReferenceRing => new ReferenceRing(domain, fields),
  record = recordPart(),
): VringModel {
  return {
    record,
    ring: vringPart({
      state: {
        started: bool(),
        enabled: bool(),
        hasKick: bool(),
        listening: bool(),
        nextAvail: u16(),
        nextUsed: u16(),
        eventIdx: bool(),
      },
      invariant: ({ started, enabled, hasKick, listening }) => listening.iff(started.and(enabled, hasKick)),
      instance: make,
      view: ({ started, enabled, listening, ...rest }) => ({
        ...{ ...rest, isStarted: started, isEnabled: enabled, isListening: listening },
      }),
      operations: {
        setFeatures: (ring, features) => ring.setFeatures(features),
        setBase: (ring, base) => ring.setBase(base),
        setAddr: (ring, usedIdx) => ring.setAddr(usedIdx),
        setKick: (ring, hasFile) => ring.setKick(hasFile),
        setEnabled: (ring, on) => ring.setEnabled(on),
        getBase: (ring) => ring.getBase(),
        resetDevice: (ring) => ring.resetDevice(),
        woken: (ring) => ring.woken(),
      },
    }),
  };
}
