import type { Bool, U16, U64 } from '../../domain/word.ts';
import type { Handle } from '../../proof/model-run.ts';
import type { OwnOperation } from '../../proof/own-proofs.ts';
import { partOf } from '../../proof/part.ts';
import { INFLIGHT_CALLS } from './inflight-calls.ts';
import { InflightRegion } from './inflight-region.ts';
import type { VringDevice } from './vring.ts';

/** What a back end remembers of its record of what is in flight, besides the region itself. */
export interface InflightState {
  /** The number that the next request gets. */
  readonly nextCounter: U64;
  /** Elements that are staged: in the used ring, and not published yet. */
  readonly staged: U16;
  /** `settle` is to be called: after a publication, and after a resumption. */
  readonly isSettling: Bool;
  /** It has resumed, and `settle` was not done since. */
  readonly isResuming: Bool;
  /** Of the walk along the last batch: the head that comes next, and how many are left. */
  readonly cursor: U16;
  readonly left: U16;
  /** The available entry that comes next, as `settle` finds after a resumption. */
  readonly nextAvail: U16;
}

/** What becomes of the record. Heads are those of a driver that keeps the rules. */
export interface InflightOperations {
  /** Another process has left the region; `settle` follows. */
  resume(region: InflightRegion): void;
  /** The chain that begins at this head was popped. */
  take(region: InflightRegion, head: U16): void;
  /** The chain that begins at this head is done. Its element is in the used ring, where the driver does not see it yet. */
  stage(region: InflightRegion, head: U16): void;
  /** Publishes what is staged; `settle` follows. */
  publish(region: InflightRegion): void;
  /** One iteration of what makes the record agree with the used ring. Whether another one follows. */
  settle(region: InflightRegion): boolean;
  /** The next head that has to be submitted again; `undefined` once there is none. */
  resubmit(region: InflightRegion): U16 | undefined;
  /** Whether a head is still to be submitted again. Changes nothing. */
  isDue(region: InflightRegion, head: U16): Bool;
}

/** Declares what a back end remembers of its record of what is in flight. */
export const inflightPart = partOf<InflightState, InflightOperations>();

export type Inflight = Handle<InflightState, InflightOperations>;

/** What a record starts with: as many requests as there are numbers take longer than anything lasts. */
export const HAS_NUMBERS = { nextCounter: { max: 2n ** 63n - 1n } } as const;

/** What the tool's own proofs call, from every state that schema and invariant allow. */
export const INFLIGHT_OPERATIONS: readonly OwnOperation<VringDevice>[] = [...INFLIGHT_CALLS].map(
  ([id, call]) => ({
    ...{ id, needs: ['record'] },
    start: (_p, device, memory) => device.record?.({ memory, given: HAS_NUMBERS }),
    run: (p, _device, part) => {
      const region = new InflightRegion(p);
      const head = region.anyHead('head');
      // What `start` has begun is a record.
      call(part as Inflight, region, head);
      return true;
    },
  }),
);
