import {
  bool,
  ok,
  u16,
  type Bool,
  type Domain,
  type GuestMemory,
  type Model,
  type Result,
  type U16,
  type U32,
} from 'ringproof';
import type { DescriptorChain } from '../models/rust-vmm/descriptor-chain.ts';
import { findings } from '../models/rust-vmm/findings.ts';
import {
  ACTIVE,
  QUEUE_FIELDS,
  queueOperations,
  rustVmmDevice,
  SAVED_FIELDS,
} from '../models/rust-vmm/index.ts';
import { AvailIter, Queue, type QueueFields } from '../models/rust-vmm/queue.ts';
import { queueState, tryFromState, type QueueState } from '../models/rust-vmm/state.ts';
import {
  areMapped,
  queuePart,
  savedPart,
  splitDevice,
  type QueueError,
  type SplitDeviceModel,
} from 'ringproof/virtio/split';

/*
 * Queues that remember more than the interface knows of, as a user's queue does: all that they remember is declared, and no
 * property, invariant or bound knows what is wrong with them.
 */

/** The device of rust-vmm over another queue; a new one, and one that is restored, is in the state that `fresh` gives it. */
function deviceOf<Q extends Queue>(
  name: string,
  queue: SplitDeviceModel['queue'],
  fresh: (domain: Domain, made: Queue) => Q,
  saved?: SplitDeviceModel['saved'],
): Model {
  const device = rustVmmDevice();
  const plain = savedPart({
    state: SAVED_FIELDS,
    instance: (domain: Domain, fields: QueueState): QueueState & { readonly domain: Domain } => ({
      ...fields,
      domain,
    }),
    view: (state) => state,
    operations: {
      restore: ({ domain, ...fields }) => {
        const restored = tryFromState(domain, fields);
        return restored.ok ? ok(fresh(domain, restored.value)) : restored;
      },
    },
  });
  return splitDevice.implement(
    { name, source: 'models/rust-vmm', findings },
    {
      ...{ checksEachAccess: true, followsIndirect: true, sumsLengths: true },
      ...(device.walk && { walk: device.walk }),
      ...{ queue, saved: saved ?? plain },
      make: (domain, maxSize) => {
        const made = Queue.new(domain, maxSize);
        return made.ok ? ok(fresh(domain, made.value)) : made;
      },
    },
  );
}

/** Its iterators are left out. */
const { iterate: _, ...operations } = queueOperations;

function fieldsOf(queue: Queue): QueueFields {
  return { ...queueState(queue), numAdded: queue.numAdded };
}

type ShadowFields = QueueFields & { readonly seenAvail: U16 };
type SavedShadow = QueueState & { readonly seenAvail: U16 };
type FlaggedFields = QueueFields & { readonly flag: Bool };

/** A queue that keeps the driver's idx as it last read it, and reads it again only when it has taken all up to there. */
export class ShadowQueue extends Queue {
  seenAvail: U16;

  constructor(domain: Domain, fields: ShadowFields) {
    super(domain, fields);
    this.seenAvail = fields.seenAvail;
  }

  override reset(): void {
    super.reset();
    this.seenAvail = this.domain.u16(0);
  }

  override activate(mem: GuestMemory): Result<void, QueueError> {
    const activated = super.activate(mem);
    if (activated.ok) this.seenAvail = this.nextAvail;
    return activated;
  }

  override popDescriptorChain(mem: GuestMemory): DescriptorChain | undefined {
    if (this.domain.decide(this.ready.not().or(this.availRing.eq(0)))) return undefined;
    if (this.domain.decide(this.isStale())) {
      const idx = this.availIdx(mem, 'acquire');
      if (!idx.ok || this.domain.decide(idx.value.sub(this.nextAvail).gt(this.size))) return undefined;
      this.seenAvail = idx.value;
    }
    const { descTable, availRing, size: queueSize, seenAvail: lastIndex } = this;
    return new AvailIter(this.domain, { descTable, availRing, queueSize, lastIndex }).next(this, mem);
  }

  /** Whether the driver's idx has to be looked at. */
  protected isStale(): Bool {
    return this.seenAvail.eq(this.nextAvail);
  }
}

/** The shadow is never looked behind: once filled, it stays. */
export class NeverRefreshed extends ShadowQueue {
  protected override isStale(): Bool {
    return this.domain.bool(false);
  }
}

type Shadowed = new (domain: Domain, fields: ShadowFields) => ShadowQueue;

function shadowDevice(name: string, Shadow: Shadowed): Model {
  // It would have to forget the idx that it has seen.
  const { resume: _, ...kept } = operations;
  const part = queuePart({
    state: { ...QUEUE_FIELDS, seenAvail: u16() },
    invariant: ({ size, maxSize }) => size.le(maxSize),
    phases: {
      active: {
        fields: ACTIVE,
        holds: (state, memory) =>
          areMapped(state, memory).and(state.seenAvail.sub(state.nextAvail).le(state.size)),
      },
    },
    instance: (domain: Domain, state: ShadowFields): ShadowQueue => new Shadow(domain, state),
    view: (state) => state,
    operations: {
      ...kept,
      save: (queue) => ({ ...queueState(queue), seenAvail: queue.seenAvail }),
    },
  });
  const saved = savedPart({
    state: { ...SAVED_FIELDS, seenAvail: u16() },
    instance: (domain: Domain, fields: SavedShadow): SavedShadow & { readonly domain: Domain } => ({
      ...fields,
      domain,
    }),
    view: (state) => state,
    operations: {
      restore: ({ domain, seenAvail, ...fields }) => {
        const restored = tryFromState(domain, fields);
        return restored.ok ? ok(new Shadow(domain, { ...fieldsOf(restored.value), seenAvail })) : restored;
      },
    },
  });
  return deviceOf(
    name,
    part,
    (domain, made) => new Shadow(domain, { ...fieldsOf(made), seenAvail: made.nextAvail }),
    saved,
  );
}

/** A right queue. */
export const shadow = shadowDevice('shadow', ShadowQueue);
/** It takes entries that the driver did not make available, or none of those that it did. */
export const neverRefreshed = shadowDevice('never-refreshed', NeverRefreshed);

/** A queue with one truth value more. */
class FlaggedQueue extends Queue {
  flag: Bool;

  constructor(domain: Domain, fields: FlaggedFields) {
    super(domain, fields);
    this.flag = fields.flag;
  }

  override reset(): void {
    super.reset();
    this.flag = this.domain.bool(false);
  }
}

type Flagged = new (domain: Domain, fields: FlaggedFields) => FlaggedQueue;

function flaggedDevice(name: string, Of: Flagged): Model {
  const part = queuePart({
    state: { ...QUEUE_FIELDS, flag: bool() },
    invariant: ({ size, maxSize }) => size.le(maxSize),
    phases: { active: { fields: ACTIVE, holds: (state, memory) => areMapped(state, memory) } },
    instance: (domain: Domain, state: FlaggedFields): FlaggedQueue => new Of(domain, state),
    // The interface knows nothing of the flag.
    view: ({ flag: _, ...state }) => state,
    operations,
  });
  return deviceOf(
    name,
    part,
    (domain, made) => new Of(domain, { ...fieldsOf(made), flag: domain.bool(false) }),
  );
}

/** After 65536 elements, no element is written any more. */
class LosesElements extends FlaggedQueue {
  override addUsed(mem: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    if (this.domain.decide(this.flag)) return ok();
    const added = super.addUsed(mem, head, len);
    if (added.ok) this.flag = this.nextUsed.eq(0);
    return added;
  }
}

export const losesElements = flaggedDevice('loses-elements', LosesElements);

/** The flag says that the driver broke the rules, and is kept over everything but a reset; saving loses it. */
class LatchesBroken extends FlaggedQueue {
  override popDescriptorChain(mem: GuestMemory): DescriptorChain | undefined {
    const idx = this.availIdx(mem, 'acquire');
    if (idx.ok) this.flag = this.flag.or(idx.value.sub(this.nextAvail).gt(this.size));
    return this.domain.decide(this.flag) ? undefined : super.popDescriptorChain(mem);
  }
}

export const losesFlagOnRestore = flaggedDevice('loses-flag-on-restore', LatchesBroken);
