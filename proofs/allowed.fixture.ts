import {
  err,
  ok,
  u16,
  bool,
  u32,
  u64,
  type Bool,
  type Domain,
  type GuestMemory,
  type Model,
  type Result,
  type Schema,
  type U16,
  type U32,
} from 'ringproof';
import {
  DESC_F_INDIRECT,
  DESC_F_WRITE,
  layout,
  walkPart,
  type ChainError,
  type Descriptor,
  type PoppedChain,
  type QueueError,
  type SplitDeviceModel,
} from 'ringproof/virtio/split';
import { loadWord, ofQueue, storeWord } from '../models/spec/ring-access.ts';
import { specDevice } from '../models/spec/index.ts';
import { SpecQueue, type QueueState } from '../models/spec/queue.ts';
import { Walk, type WalkFields } from '../models/spec/walk.ts';
import { fencedBy, instancesOf, specWith, type SpecQueueClass } from './broken-sentences.fixture.ts';

/*
 * Queues that do what the text allows and most queues do not: no property of kind must may refute them. Each is the reference
 * queue but for one choice.
 */

/** With EVENT_IDX, asks for the chain after the next two: a device that has use for three at once (2.7.10.2). */
class ArmsAhead extends SpecQueue {
  override enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
    const enabled = super.enableNotification(memory);
    if (!enabled.ok || !this.domain.decide(this.eventIdx.and(enabled.value.not()))) return enabled;
    const asked = storeWord(memory, layout.availEvent(this), this.nextAvail.add(2), 'relaxed');
    return asked.ok ? enabled : asked;
  }
}

/** Sets avail_event with each chain that it takes (2.7.10.2 names no time). */
class ArmsInPop extends SpecQueue {
  override take(memory: GuestMemory, last: U16): Result<PoppedChain | undefined, QueueError> {
    const taken = super.take(memory, last);
    if (taken.ok && taken.value !== undefined && this.domain.decide(this.eventIdx))
      storeWord(memory, layout.availEvent(this), this.nextAvail, 'relaxed');
    return taken;
  }
}

/** Keeps flags and idx of the used ring, which it alone writes, in guest memory: reads them back and changes what it found. */
class ReadsBack extends SpecQueue {
  override disableNotification(memory: GuestMemory): Result<void, QueueError> {
    if (this.isDisabled() || this.domain.decide(this.eventIdx)) return super.disableNotification(memory);
    const flags = loadWord(memory, this.usedRing, 'relaxed');
    if (!flags.ok || this.domain.decide(flags.value.eq(1))) return flags.ok ? ok() : flags;
    return super.disableNotification(memory);
  }

  override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    if (this.isDisabled()) return super.addUsed(memory, head, len);
    const idx = loadWord(memory, layout.usedIdx(this), 'relaxed');
    if (!idx.ok) return idx;
    const { nextUsed } = this;
    this.nextUsed = idx.value;
    const added = super.addUsed(memory, head, len);
    if (!added.ok) this.nextUsed = nextUsed;
    return added;
  }
}

/** Without EVENT_IDX, notifies only of elements that were added since it last decided: 2.7.7.2 is about these. */
class CountsAdded extends SpecQueue {
  override needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
    const needed = super.needsNotification(memory);
    if (!needed.ok || this.isDisabled() || this.domain.decide(this.eventIdx)) return needed;
    const isAdded = this.numAdded.ne(0).or(this.addedAll);
    this.change({ numAdded: this.domain.u16(0), addedAll: this.domain.bool(false) });
    return ok(needed.value.and(isAdded));
  }
}

/** A reset of the queue: features stay negotiated, which are the device's (2.6.1). */
class ResetsQueueAlone extends SpecQueue {
  override reset(): void {
    const { eventIdx, inOrder } = this;
    super.reset();
    this.change({ eventIdx, inOrder });
  }
}

/** Adds any head: that it is one which was popped is its caller's to know. */
class TrustsCaller extends SpecQueue {
  override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    if (this.domain.decide(head.lt(this.size))) return super.addUsed(memory, head, len);
    if (this.isDisabled()) return err({ kind: 'QueueNotReady' });
    const element = layout.usedElement(this, this.nextUsed);
    if (element === undefined) return err({ kind: 'AddressOverflow' });
    const written = ofQueue(memory.write(element, [head.zeroExtend(32), len]));
    if (!written.ok) return written;
    const published = storeWord(memory, layout.usedIdx(this), this.nextUsed.add(1), 'release');
    if (!published.ok) return published;
    this.nextUsed = this.nextUsed.add(1);
    this.addedAll = this.addedAll.or(this.numAdded.eq(0xffff));
    this.numAdded = this.numAdded.add(1);
    return ok();
  }
}

/** Orders its store of idx where it publishes, and not where it decides on a notification. */
class FencesInAddUsed extends SpecQueue {
  override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    const added = super.addUsed(memory, head, len);
    if (added.ok) memory.fence('seq-cst');
    return added;
  }

  override needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
    return super.needsNotification(fencedBy(memory, 'none'));
  }
}

/** The most descriptors that `LimitsChains` lets a chain have: reasonable, and below most Queue Sizes (2.7.4.1). */
const LIMIT = 8;

interface LimitedFields extends WalkFields {
  readonly left: U16;
}

/** A walk along a chain of at most `left` more descriptors. */
class LimitedWalk extends Walk implements LimitedFields {
  left: U16;
  readonly #domain: Domain;

  constructor(domain: Domain, fields: LimitedFields) {
    super(domain, fields);
    this.#domain = domain;
    this.left = fields.left;
  }

  override next(memory: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const before = this.state;
    const yielded = super.next(memory);
    if (!yielded.ok || yielded.value === undefined) return yielded;
    if (this.#domain.decide(this.left.le(1).and(this.remaining.ne(0)))) {
      Object.assign(this, before);
      return err({ kind: 'Loop' });
    }
    this.left = this.left.sub(1);
    return yielded;
  }
}

class LimitsChains extends SpecQueue {
  override take(memory: GuestMemory, last: U16): Result<PoppedChain | undefined, QueueError> {
    const taken = super.take(memory, last);
    if (!taken.ok || taken.value === undefined) return taken;
    const { head, walk } = taken.value;
    if (!(walk instanceof Walk)) return taken;
    const left = this.domain.select(this.size.lt(LIMIT), this.size, this.domain.u16(LIMIT));
    return ok({ head, walk: new LimitedWalk(this.domain, { ...walk.state, left }) });
  }
}

/** What a walk of the reference model remembers. */
export const WALK_FIELDS = {
  ...{ table: u64(), entries: u16(), index: u16(), remaining: u16(), bytes: u32() },
  ...{ indirect: bool(), isFull: bool() },
};

export const WALK_PHASES = {
  invariant: ({ isFull, bytes }: WalkFields) => isFull.implies(bytes.eq(0)),
  phases: { reachable: { holds: ({ remaining, entries }: WalkFields) => remaining.le(entries) } },
};

const limitedWalk = walkPart({
  state: { ...WALK_FIELDS, left: u16() },
  ...WALK_PHASES,
  instance: (domain, state) => new LimitedWalk(domain, state),
  view: (state) => state,
  operations: { next: (walk, memory) => walk.next(memory) },
});

interface NegotiatedFields extends WalkFields {
  readonly indirectDesc: Bool;
}

/** A walk that takes no descriptor with the flag INDIRECT unless the feature was negotiated. */
export class NegotiatedWalk extends Walk implements NegotiatedFields {
  readonly indirectDesc: Bool;
  readonly #domain: Domain;

  constructor(domain: Domain, fields: NegotiatedFields) {
    super(domain, fields);
    this.#domain = domain;
    this.indirectDesc = fields.indirectDesc;
  }

  override next(memory: GuestMemory): Result<Descriptor | undefined, ChainError> {
    if (this.#domain.decide(this.remaining.ne(0).and(this.indirectDesc.not()))) {
      const at = layout.descriptorAddress(this.table, this.index);
      const found = at === undefined ? undefined : memory.read(at, [64, 32, 16, 16]);
      if (found?.ok === true && this.#domain.decide(found.value[2].and(DESC_F_INDIRECT).ne(0)))
        return err({ kind: 'NestedIndirect' });
    }
    return this.follow(memory);
  }

  /** A step that looks at no feature. */
  protected follow(memory: GuestMemory): Result<Descriptor | undefined, ChainError> {
    return super.next(memory);
  }
}

/** Remembers whether the feature was negotiated, and tells its walks. */
export class Negotiates extends SpecQueue {
  indirectDesc: Bool;

  constructor(domain: Domain, state: QueueState & { readonly indirectDesc?: Bool }) {
    super(domain, state);
    this.indirectDesc = state.indirectDesc ?? domain.bool(false);
  }

  override take(memory: GuestMemory, last: U16): Result<PoppedChain | undefined, QueueError> {
    const taken = super.take(memory, last);
    if (!taken.ok || taken.value === undefined) return taken;
    const { head, walk } = taken.value;
    if (!(walk instanceof Walk)) return taken;
    const indirectDesc = this.isFollowed;
    return ok({ head, walk: new NegotiatedWalk(this.domain, { ...walk.state, indirectDesc }) });
  }

  override reset(): void {
    super.reset();
    this.indirectDesc = this.domain.bool(false);
  }

  /** Whether walks follow tables. */
  protected get isFollowed(): Bool {
    return this.indirectDesc;
  }
}

/** Walks of queues that remember it, made by `make`. */
export function negotiatedWalk(
  make: (domain: Domain, fields: NegotiatedFields) => Walk & NegotiatedFields,
): NonNullable<SplitDeviceModel['walk']> {
  return walkPart({
    state: { ...WALK_FIELDS, indirectDesc: bool() },
    ...WALK_PHASES,
    instance: make,
    view: (state) => state,
    operations: { next: (walk, memory) => walk.next(memory) },
  });
}

/** The reference model with what was negotiated as part of its state. */
export function negotiating(
  name: string,
  queue: typeof Negotiates = Negotiates,
  walk: Parameters<typeof negotiatedWalk>[0] = (domain, fields) => new NegotiatedWalk(domain, fields),
): Model {
  // What is saved, and iterators, would have to know of it, too.
  const { saved: _, iterator: __, ...base } = specDevice;
  const { fields, ...part } = specDevice.queue;
  const more: Partial<SplitDeviceModel> = {
    negotiatesIndirect: true,
    walk: negotiatedWalk(walk),
    queue: {
      ...part,
      fields: { ...fields, indirectDesc: bool() },
      instance: instancesOf(queue),
    },
  };
  return specWith(name, queue, more, base);
}

interface OrderedFields extends WalkFields {
  readonly hasWritable: Bool;
}

/** A walk that refuses a readable descriptor after a writable one, as the driver must not add (2.7.4.2). */
export class OrderedWalk extends Walk implements OrderedFields {
  hasWritable: Bool;
  protected readonly words: Domain;

  constructor(domain: Domain, fields: OrderedFields) {
    super(domain, fields);
    this.words = domain;
    this.hasWritable = fields.hasWritable;
  }

  override next(memory: GuestMemory): Result<Descriptor | undefined, ChainError> {
    const before = this.state;
    const yielded = super.next(memory);
    if (!yielded.ok || yielded.value === undefined) return yielded;
    const isWritable = yielded.value.flags.and(DESC_F_WRITE).ne(0);
    if (this.words.decide(this.cameBefore().and(isWritable.not()))) {
      Object.assign(this, before);
      return err({ kind: 'ReadableAfterWritable' });
    }
    this.hasWritable = this.hasWritable.or(isWritable);
    return yielded;
  }

  /** Whether a writable one came before. */
  protected cameBefore(): Bool {
    return this.hasWritable;
  }
}

/** The reference model with walks that look at the order; `make` makes them. */
export function ordering(
  name: string,
  make = (domain: Domain, fields: OrderedFields): OrderedWalk => new OrderedWalk(domain, fields),
): Model {
  const { iterator: _, ...base } = specDevice;
  const queue = class extends SpecQueue {
    override take(memory: GuestMemory, last: U16): Result<PoppedChain | undefined, QueueError> {
      const taken = super.take(memory, last);
      if (!taken.ok || taken.value === undefined) return taken;
      const { head, walk } = taken.value;
      if (!(walk instanceof Walk)) return taken;
      const hasWritable = this.domain.bool(false);
      return ok({ head, walk: make(this.domain, { ...walk.state, hasWritable }) });
    }
  };
  const walk = walkPart({
    state: { ...WALK_FIELDS, hasWritable: bool() },
    ...WALK_PHASES,
    instance: make,
    view: (state) => state,
    operations: { next: (one, memory) => one.next(memory) },
  });
  return specWith(name, queue, { checksOrder: true, walk }, base);
}

interface KeptFields extends QueueState {
  readonly isKept: Bool;
  readonly keptHead: U16;
  readonly keptLen: U32;
}

/** With IN_ORDER, keeps one chain that is returned before its turn, and returns it after the one before it. */
export class KeepsEarly extends SpecQueue implements KeptFields {
  isKept: Bool;
  keptHead: U16;
  keptLen: U32;

  constructor(domain: Domain, state: QueueState & Partial<KeptFields>) {
    super(domain, state);
    this.isKept = state.isKept ?? domain.bool(false);
    this.keptHead = state.keptHead ?? domain.u16(0);
    this.keptLen = state.keptLen ?? domain.u32(0);
  }

  override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    const added = super.addUsed(memory, head, len);
    if (this.isDisabled() || !this.domain.decide(this.inOrder.and(head.lt(this.size)))) return added;
    if (added.ok) {
      if (this.domain.decide(this.isKept) && super.addUsed(memory, this.keptHead, this.keptLen).ok)
        this.forget();
      return added;
    }
    if (added.error.kind !== 'InvalidDescriptorIndex' || this.domain.decide(this.isKept)) return added;
    Object.assign(this, { isKept: this.domain.bool(true), keptHead: head, keptLen: len });
    return ok();
  }

  override reset(): void {
    super.reset();
    this.forget();
  }

  protected forget(): void {
    const { domain } = this;
    Object.assign(this, { isKept: domain.bool(false), keptHead: domain.u16(0), keptLen: domain.u32(0) });
  }
}

/** The reference model without batches; `more` are fields of its queue. */
export function orderly(name: string, queue: SpecQueueClass, more: Schema = {}): Model {
  const { saved: _, iterator: __, ...base } = specDevice;
  const { operations, ...part } = specDevice.queue;
  const {
    writeUsed: _a,
    publishUsed: _b,
    addUsedInOrder: _c,
    save: _d,
    iterate: _e,
    resume: _f,
    ...alone
  } = operations;
  return specWith(
    name,
    queue,
    {
      queue: {
        ...part,
        operations: alone,
        fields: { ...part.fields, ...more },
        instance: instancesOf(queue),
      },
    },
    base,
  );
}

export const KEPT = { isKept: bool(), keptHead: u16(), keptLen: u32() };

export const ALLOWED: readonly Model[] = [
  specWith('arms-ahead', ArmsAhead),
  specWith('arms-in-pop', ArmsInPop),
  specWith('reads-back', ReadsBack),
  specWith('counts-added', CountsAdded),
  specWith('resets-queue-alone', ResetsQueueAlone),
  specWith('trusts-caller', TrustsCaller),
  specWith('fences-in-add-used', FencesInAddUsed),
  specWith('limits-chains', LimitsChains, { walk: limitedWalk }),
  negotiating('negotiates-indirect'),
  ordering('checks-order'),
  orderly('in-order-alone', SpecQueue),
  orderly('keeps-early', KeepsEarly, KEPT),
];
