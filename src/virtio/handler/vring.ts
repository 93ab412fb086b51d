import type { Bool, U16 } from '../../domain/word.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { Handle, StartIn } from '../../proof/model-run.ts';
import { ModelKind } from '../../proof/model.ts';
import { ownProofs, type OwnOperation } from '../../proof/own-proofs.ts';
import { partOf, type Part } from '../../proof/part.ts';
import {
  INFLIGHT_OPERATIONS,
  type Inflight,
  type InflightOperations,
  type InflightState,
} from './inflight.ts';
import { vringPairing } from './vring-compared.ts';
import { requestOf, REQUESTS } from './vring-requests.ts';

/** A ring of a vhost-user back end, as its front end starts and stops it. */
export interface VringState {
  /** Started: a kick descriptor has come since the last stop. */
  readonly isStarted: Bool;
  /** VHOST_USER_SET_VRING_ENABLE. */
  readonly isEnabled: Bool;
  readonly hasKick: Bool;
  /** The worker waits for the kick descriptor that the ring has now. */
  readonly isListening: Bool;
  readonly nextAvail: U16;
  readonly nextUsed: U16;
  readonly eventIdx: Bool;
}

/** Features that matter for a ring. */
export interface RingFeatures {
  readonly eventIdx: Bool;
  /** VHOST_USER_F_PROTOCOL_FEATURES: without, rings are enabled at once. */
  readonly protocolFeatures: Bool;
}

/** What the worker did for a kick. */
export interface WakeUp {
  /** The kick was read: it is not seen again. */
  readonly isRead: Bool;
  /** The queue is handled. */
  readonly isHandled: Bool;
}

/** What a front end sends, and the wake-up of the worker. Requests that are refused change nothing. */
export interface VringOperations {
  setFeatures(features: RingFeatures): void;
  setBase(base: U16): void;
  /** SET_VRING_ADDR, of a ring whose used idx is this. */
  setAddr(usedIdx: U16): void;
  /** SET_VRING_KICK: a descriptor, or none. */
  setKick(hasFile: Bool): void;
  setEnabled(on: Bool): void;
  /** GET_VRING_BASE: the ring stops, and the answer is where another back end goes on. */
  getBase(): U16;
  resetDevice(): void;
  /** The worker found the kick descriptor readable. Requests may have come since. */
  woken(): WakeUp;
}

export const vringPart = partOf<VringState, VringOperations>();

export interface VringModel {
  readonly ring: Part<VringState, VringOperations>;
  /** Of a back end that records what it has in flight: VHOST_USER_PROTOCOL_F_INFLIGHT_SHMFD. */
  readonly record?: Part<InflightState, InflightOperations>;
}

export type Vring = Handle<VringState, VringOperations>;

export interface VringDevice {
  /** A ring in any state that requests can lead to. */
  ring(start: Omit<StartIn<VringState>, 'phase'>): Vring;
  /** A record of what is in flight, in any state. */
  record?(start: Omit<StartIn<InflightState>, 'phase'>): Inflight;
  isIn(part: object, phase: string | null, memory: ObservedMemory): Bool;
}

/** The rings of a vhost-user back end: `vring.implement(info, { ring })` declares a model of them. */
export const vring = new ModelKind<VringDevice, VringModel>('vring', {
  bind: ({ ring, record }, run) => ({
    ...(record !== undefined && {
      record: (start: Omit<StartIn<InflightState>, 'phase'>) =>
        run.any(record, 'record', { ...start, phase: null }),
    }),
    ring: (start) => run.any(ring, 'ring', { ...start, phase: null }),
    isIn: (part, phase, memory) => run.isIn(part, phase, memory),
  }),
  members: ({ record }) => (record === undefined ? [] : ['record']),
  ownProofs: (on) =>
    ownProofs<VringDevice, VringModel>(on, {
      phases: [
        {
          ...{ id: 'any-ring', phase: null },
          start: (_p, device, memory) => device.ring({ memory, probesPrivate: true }),
        },
        {
          ...{ id: 'any-record', phase: null, needs: ['record'] },
          start: (_p, device, memory) => recordOf(device, { memory, probesPrivate: true }),
        },
      ],
      makers: [],
      operations: [...REQUESTS.map(request), ...INFLIGHT_OPERATIONS],
    }),
  pairing: vringPairing,
});

/** The record of a device that has one, in any state. */
export function recordOf(device: VringDevice, start: Omit<StartIn<InflightState>, 'phase'>): Inflight {
  const record = device.record?.(start);
  if (record === undefined) throw new TypeError("ask it of models with a record: vring.with('record')");
  return record;
}

function request(id: string): OwnOperation<VringDevice> {
  return {
    id,
    start: (_p, device, memory) => device.ring({ memory }),
    run: (p, _device, part) => {
      // What `start` has begun is a ring.
      requestOf(id, p)(part as Vring);
      return true;
    },
  };
}
