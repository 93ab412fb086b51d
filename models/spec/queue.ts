import {
  err,
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type Result,
  type U16,
  type U32,
  type U64,
} from 'ringproof';
import {
  AVAIL_RING_ALIGNMENT,
  DESC_TABLE_ALIGNMENT,
  USED_RING,
  USED_RING_ALIGNMENT,
  areFitting,
  isAligned,
  isInFlightBounded,
  isQueueSize,
  isUsable,
  layout,
  type PoppedChain,
  type QueueError,
  type SetUp,
  type SetUpHalf,
  type SetupError,
  type SplitQueueFields,
} from 'ringproof/virtio/split';
import { addressOverflow, loadWord, ofQueue, storeWord } from './ring-access.ts';
import { Walk } from './walk.ts';

/** The driver's flags by which it wants no notifications (2.7.7). */
const NO_NOTIFICATION = 1;

/** All that the specification has a queue remember (2.7). */
export interface QueueState extends SplitQueueFields {
  /**
   * Whether 65536 elements or more were added since notifications were last decided on: then every used_event is the index
   * of one of them, and `numAdded`, which is 0 again, does not show it.
   */
  readonly addedAll: Bool;
  /** Whether VIRTIO_F_IN_ORDER was negotiated (6.1). */
  readonly inOrder: Bool;
}

/** The state of a queue before any set-up (2.4.1): not ready, of the largest size, all else 0. */
export function initialState(domain: Domain, maxSize: U16): QueueState {
  const [no, index, address] = [domain.bool(false), domain.u16(0), domain.u64(0)];
  return {
    maxSize,
    size: maxSize,
    ready: no,
    eventIdx: no,
    nextAvail: index,
    nextUsed: index,
    numAdded: index,
    descTable: address,
    availRing: address,
    usedRing: address,
    addedAll: no,
    inOrder: no,
  };
}

/**
 * The device side of a split virtqueue (VIRTIO 2.7) as the text has it: what each operation ought to do. Where the text
 * leaves open what becomes of a driver that breaks it, the operation reports that and changes nothing.
 */
export class SpecQueue implements QueueState {
  readonly maxSize: U16;
  size: U16;
  ready: Bool;
  eventIdx: Bool;
  nextAvail: U16;
  nextUsed: U16;
  numAdded: U16;
  descTable: U64;
  availRing: U64;
  usedRing: U64;
  addedAll: Bool;
  inOrder: Bool;
  protected readonly domain: Domain;

  constructor(domain: Domain, state: QueueState) {
    this.domain = domain;
    this.maxSize = state.maxSize;
    this.size = state.size;
    this.ready = state.ready;
    this.eventIdx = state.eventIdx;
    this.nextAvail = state.nextAvail;
    this.nextUsed = state.nextUsed;
    this.numAdded = state.numAdded;
    this.descTable = state.descTable;
    this.availRing = state.availRing;
    this.usedRing = state.usedRing;
    this.addedAll = state.addedAll;
    this.inOrder = state.inOrder;
  }

  /** Errors: `InvalidMaxSize` for what is no queue size (2.7). */
  static make(domain: Domain, maxSize: U16): Result<SpecQueue, SetupError> {
    if (!domain.decide(isQueueSize(maxSize))) return err({ kind: 'InvalidMaxSize' });
    return ok(new SpecQueue(domain, initialState(domain, maxSize)));
  }

  /**
   * The queue as it was saved, every field kept. Errors, so that nothing comes of a state that set-up and activation would
   * not have let pass: those of `make` and `setUp`, and `InvalidQueue` where a ready queue could not be activated or more
   * chains would be in flight than it has entries.
   */
  static restore(
    domain: Domain,
    saved: QueueState,
    memory: GuestMemory,
  ): Result<SpecQueue, SetupError | QueueError> {
    const made = SpecQueue.make(domain, saved.maxSize);
    if (!made.ok) return made;
    const { size, descTable, availRing, usedRing } = saved;
    const changes: readonly SetUp[] = [
      { field: 'size', value: size },
      { field: 'descTable', value: descTable },
      { field: 'availRing', value: availRing },
      { field: 'usedRing', value: usedRing },
    ];
    for (const change of changes) {
      const taken = made.value.setUp(change);
      if (!taken.ok) return taken;
    }
    const queue = new SpecQueue(domain, saved);
    if (!domain.decide(isInFlightBounded(saved))) return err({ kind: 'InvalidQueue' });
    if (queue.isDisabled()) return ok(queue);
    const active = queue.activate(memory);
    return active.ok ? ok(queue) : active;
  }

  /** All of it, as it is now. A copy. */
  get state(): QueueState {
    const { maxSize, size, ready, eventIdx, nextAvail, nextUsed, numAdded } = this;
    const { descTable, availRing, usedRing, addedAll, inOrder } = this;
    return {
      maxSize,
      size,
      ready,
      eventIdx,
      nextAvail,
      nextUsed,
      numAdded,
      descTable,
      availRing,
      usedRing,
      addedAll,
      inOrder,
    };
  }

  /**
   * Takes over what the text allows: a size that is a power of two up to the device's largest (2.7, 4.2.2.2), addresses
   * aligned to 16, 2 and 4 (2.7.1), and those, as well as VIRTIO_F_EVENT_IDX, only while the queue is not ready: drivers
   * must not change them later (4.2.2.2, 3.1.1), and activation would not have looked at the new ones.
   *
   * Errors: `QueueReady`, `InvalidSize`, `InvalidDescTableAlign`, `InvalidAvailRingAlign`, `InvalidUsedRingAlign`.
   */
  setUp(change: SetUp): Result<void, SetupError> {
    if (change.field !== 'ready' && this.domain.decide(this.ready)) return err({ kind: 'QueueReady' });
    const wrong = this.#refusal(change);
    if (wrong !== undefined) return err({ kind: wrong });
    Object.assign(this, { [change.field]: change.value });
    return ok();
  }

  /** Takes over half of an address (4.2.2), if the address is aligned then. Errors: of `setUp`. */
  setUpHalf({ field, half, value }: SetUpHalf): Result<void, SetupError> {
    const [low, high] = [this[field].truncate(32), this[field].shr(32).truncate(32)];
    const [newLow, newHigh] = half === 'low' ? [value, high] : [low, value];
    return this.setUp({ field, value: newHigh.zeroExtend(64).shl(32).or(newLow.zeroExtend(64)) });
  }

  /** Takes over whether VIRTIO_F_IN_ORDER was negotiated, before the queue is ready (3.1.1). Errors: `QueueReady`. */
  setUpInOrder(isNegotiated: Bool): Result<void, SetupError> {
    if (this.domain.decide(this.ready)) return err({ kind: 'QueueReady' });
    this.change({ inOrder: isNegotiated });
    return ok();
  }

  /**
   * The queue is ready, its sizes and alignments are valid, its areas are mapped and none of them is written to by a write
   * to the used ring. No guest memory is touched, nothing changes.
   *
   * Errors: `InvalidQueue`.
   */
  activate(memory: GuestMemory): Result<void, QueueError> {
    return this.domain.decide(isUsable(this, memory)) ? ok() : err({ kind: 'InvalidQueue' });
  }

  /**
   * Goes on at `nextAvail` in the available ring, and at idx in the used ring: idx is where the next element goes (2.7.8). Whether the
   * driver was notified of the elements before it is not known, so it will be of the next one, whatever it waits for.
   *
   * Errors: `QueueNotReady`; `InvalidQueue` where more chains would be in flight than the queue has entries; `GuestMemory`,
   * `AddressOverflow`: idx cannot be read.
   */
  resume(memory: GuestMemory, nextAvail: U16): Result<void, QueueError> {
    if (this.isDisabled()) return err({ kind: 'QueueNotReady' });
    const idx = loadWord(memory, layout.usedIdx(this), 'acquire');
    if (!idx.ok) return idx;
    const { domain } = this;
    if (!domain.decide(isInFlightBounded({ ...this.state, nextAvail, nextUsed: idx.value })))
      return err({ kind: 'InvalidQueue' });
    this.change({ nextAvail, nextUsed: idx.value, numAdded: domain.u16(0), addedAll: domain.bool(true) });
    return ok();
  }

  /** As before any set-up: device reset (2.4.1), and queue reset, which knows no other default state (2.6.1.1.1). */
  reset(): void {
    Object.assign(this, initialState(this.domain, this.maxSize));
  }

  protected change(changes: Partial<QueueState>): void {
    Object.assign(this, changes);
  }

  /** The queue is not to be accessed (4.2.2.1: "MUST NOT access virtqueue contents when QueueReady is zero"; 2.6.1.1.1). */
  protected isDisabled(): boolean {
    return !this.domain.decide(this.ready);
  }

  #refusal(change: SetUp): SetupError['kind'] | undefined {
    const unless = (allowed: Bool, kind: SetupError['kind']) =>
      this.domain.decide(allowed) ? undefined : kind;
    switch (change.field) {
      case 'size':
        return unless(isQueueSize(change.value).and(change.value.le(this.maxSize)), 'InvalidSize');
      case 'descTable':
        return unless(isAligned(change.value, DESC_TABLE_ALIGNMENT), 'InvalidDescTableAlign');
      case 'availRing':
        return unless(isAligned(change.value, AVAIL_RING_ALIGNMENT), 'InvalidAvailRingAlign');
      case 'usedRing':
        return unless(isAligned(change.value, USED_RING_ALIGNMENT), 'InvalidUsedRingAlign');
      case 'ready':
      case 'eventIdx':
        return undefined;
    }
  }

  /**
   * Takes the chain at `nextAvail`, if the driver's idx says that there is one. The entry is as new as idx, which is read
   * with acquire: it pairs with the barrier of 2.7.13.3.1.
   *
   * Errors, all with nothing changed:
   * - `QueueNotReady`, no memory being touched (4.2.2.1).
   * - `InvalidAvailRingIndex`: with what is in flight, more is available than the queue has entries, which no driver that keeps
   *   to 2.7.6.1 gets to.
   * - `InvalidDescriptorIndex`: the entry is beyond the descriptor table. `nextAvail` does not pass it. A chain whose head is
   *   unknown cannot be returned, so passing it would lose an entry without a word; and the text's answer is an error state
   *   that only a reset ends (2.1.2, DEVICE_NEEDS_RESET), in which each further call says the same.
   * - `AddressOverflow`, `GuestMemory`: idx or entry cannot be read.
   */
  pop(memory: GuestMemory): Result<PoppedChain | undefined, QueueError> {
    const last = this.lastAvailable(memory);
    return last.ok ? this.take(memory, last.value) : last;
  }

  /** Takes the last `pop` back: the entry is read again. Does nothing on a queue that is not ready or has no chain in flight. */
  undoPop(): void {
    if (this.isDisabled() || this.domain.decide(this.nextAvail.eq(this.nextUsed))) return;
    this.change({ nextAvail: this.nextAvail.sub(1) });
  }

  /**
   * The chains that are available now, idx being read once. Its `next` gives none where `pop` would report an error, and
   * takes nothing then: `pop` tells which. Errors: of `pop`, as far as they are about idx.
   */
  iterate(memory: GuestMemory): Result<AvailableChains, QueueError> {
    const last = this.lastAvailable(memory);
    return last.ok
      ? ok(new AvailableChains(this.domain, { last: last.value, taken: this.domain.u16(0) }))
      : last;
  }

  /**
   * Asks for a notification of the entry at `nextAvail`: by avail_event with VIRTIO_F_EVENT_IDX, by flags 0 without (2.7.10).
   * Then a full fence, the counterpart of the driver's (2.7.13.4.1), and a look at idx: either this sees what the driver made
   * available, or the driver sees what is asked for. The answer is whether there is something to pop, or to report.
   *
   * Errors: `QueueNotReady`, no memory being touched; `AddressOverflow`, `GuestMemory`. Where idx cannot be read, the request
   * stands: a notification too many, which the device must handle anyway (2.7.10.2).
   */
  enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
    if (this.isDisabled()) return err({ kind: 'QueueNotReady' });
    const asked = this.domain.decide(this.eventIdx)
      ? storeWord(memory, layout.availEvent(this), this.nextAvail, 'relaxed')
      : this.#setUsedFlags(memory, 0);
    if (!asked.ok) return asked;
    memory.fence('seq-cst');
    const idx = loadWord(memory, layout.availIdx(this), 'relaxed');
    return idx.ok ? ok(idx.value.ne(this.nextAvail)) : idx;
  }

  /**
   * Says that notifications are not needed: by flags 1 (2.7.10). With VIRTIO_F_EVENT_IDX flags stay 0 (2.7.10.2), and
   * avail_event as it was last set is advice enough: nothing is done. Errors: as of `enableNotification`.
   */
  disableNotification(memory: GuestMemory): Result<void, QueueError> {
    if (this.isDisabled()) return err({ kind: 'QueueNotReady' });
    return this.domain.decide(this.eventIdx) ? ok() : this.#setUsedFlags(memory, 1);
  }

  /** The driver's idx, after the checks that `pop` makes of it. */
  protected lastAvailable(memory: GuestMemory): Result<U16, QueueError> {
    if (this.isDisabled()) return err({ kind: 'QueueNotReady' });
    const idx = loadWord(memory, layout.availIdx(this), 'acquire');
    if (!idx.ok) return idx;
    const ahead = idx.value.sub(this.nextAvail);
    return this.domain.decide(areFitting(this, ahead)) ? idx : err({ kind: 'InvalidAvailRingIndex' });
  }

  /** Takes the next chain, if there is one before `last`. */
  take(memory: GuestMemory, last: U16): Result<PoppedChain | undefined, QueueError> {
    const { nextAvail, size } = this;
    if (this.domain.decide(last.eq(nextAvail))) return ok(undefined);
    const head = loadWord(memory, layout.availEntry(this, nextAvail), 'relaxed');
    if (!head.ok) return head;
    if (this.domain.decide(head.value.ge(size))) return err({ kind: 'InvalidDescriptorIndex' });
    const chain = chainAt(this.domain, this, head.value);
    this.change({ nextAvail: nextAvail.add(1) });
    return ok(chain);
  }

  #setUsedFlags(memory: GuestMemory, flags: 0 | 1): Result<void, QueueError> {
    return storeWord(memory, layout.usedFlags(this), this.domain.u16(flags), 'relaxed');
  }

  /**
   * Writes the element at `nextUsed` and publishes it: id before len before idx, which is released (2.7.8, 2.7.8.2: "set len prior to
   * updating the used idx"). Whether the head was outstanding and `len` bytes were written is the caller's to know; with
   * IN_ORDER, a chain whose turn it is not is refused (6.2).
   *
   * Errors, all with nothing changed in queue or memory: of `writeUsed`.
   */
  addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    const written = this.writeUsed(memory, this.domain.u16(0), head, len);
    return written.ok ? this.publishUsed(memory, this.domain.u16(1)) : written;
  }

  /**
   * Writes the element `offset` places after `nextUsed`, which the driver does not see yet.
   *
   * Errors, all with nothing changed in queue or memory; that idx can be stored is seen by loading it first:
   * - `QueueNotReady`, no memory being touched (4.2.2.1).
   * - `InvalidDescriptorIndex`: the table has no such descriptor, so no chain begins there and no element may say so (2.7.8); or, with
   *   IN_ORDER, another chain was popped at that place, or none.
   * - `AddressOverflow`, `GuestMemory`: the element is not all mapped, of which then no byte is written, or idx is no unit; or, with
   *   IN_ORDER, the entry in the available ring cannot be read.
   */
  writeUsed(memory: GuestMemory, offset: U16, head: U16, len: U32): Result<void, QueueError> {
    if (this.isDisabled()) return err({ kind: 'QueueNotReady' });
    if (this.domain.decide(this.inOrder)) {
      const inTurn = this.checkTurn(memory, offset, head);
      if (!inTurn.ok) return inTurn;
    }
    return this.writeElement(memory, offset, head, len);
  }

  /**
   * Counts `count` elements from `nextUsed` on, and lets the driver see them: idx is released once, after all of them (2.7.8.2). That they
   * were written, and are of chains in flight, is the caller's to know.
   *
   * Errors, with nothing changed: `QueueNotReady`; `AddressOverflow`, `GuestMemory`: idx cannot be stored.
   */
  publishUsed(memory: GuestMemory, count: U16): Result<void, QueueError> {
    if (this.isDisabled()) return err({ kind: 'QueueNotReady' });
    const { nextUsed, numAdded } = this;
    const published = storeWord(memory, layout.usedIdx(this), nextUsed.add(count), 'release');
    if (!published.ok) return published;
    const added = numAdded.add(count);
    this.addedAll = this.addedAll.or(added.lt(count));
    this.change({ nextUsed: nextUsed.add(count), numAdded: added });
    return ok();
  }

  /**
   * With IN_ORDER, returns the next `count` chains by one element, at `nextUsed`: it names the last of them, and idx passes them all (2.7.9).
   *
   * Errors, all with nothing changed: of `writeUsed`, `InvalidDescriptorIndex` also where IN_ORDER was not negotiated.
   */
  addUsedInOrder(memory: GuestMemory, count: U16, head: U16, len: U32): Result<void, QueueError> {
    if (this.isDisabled()) return err({ kind: 'QueueNotReady' });
    if (!this.domain.decide(this.inOrder)) return err({ kind: 'InvalidDescriptorIndex' });
    const inTurn = this.checkTurn(memory, count.sub(1), head);
    if (!inTurn.ok) return inTurn;
    const written = this.writeElement(memory, this.domain.u16(0), head, len);
    return written.ok ? this.publishUsed(memory, count) : written;
  }

  /** That the chain `offset` places after the one that is to be used next was popped, and begins at `head`: the entry there says so. */
  protected checkTurn(memory: GuestMemory, offset: U16, head: U16): Result<void, QueueError> {
    const { nextAvail, nextUsed } = this;
    if (this.domain.decide(offset.ge(nextAvail.sub(nextUsed))))
      return err({ kind: 'InvalidDescriptorIndex' });
    const entry = loadWord(memory, layout.availEntry(this, nextUsed.add(offset)), 'relaxed');
    if (!entry.ok) return entry;
    return this.domain.decide(entry.value.eq(head)) ? ok() : err({ kind: 'InvalidDescriptorIndex' });
  }

  /** Writes an element, after all checks but those of IN_ORDER. */
  protected writeElement(memory: GuestMemory, offset: U16, head: U16, len: U32): Result<void, QueueError> {
    if (this.domain.decide(head.ge(this.size))) return err({ kind: 'InvalidDescriptorIndex' });
    const element = layout.usedElement(this, this.nextUsed.add(offset));
    if (element === undefined) return addressOverflow();
    const possible = this.#isWritable(memory, element);
    if (!possible.ok) return possible;
    const storable = loadWord(memory, layout.usedIdx(this), 'relaxed');
    if (!storable.ok) return storable;
    return ofQueue(memory.write(element, [head.zeroExtend(32), len]));
  }

  /**
   * Whether the driver is to be notified of the elements added since the last answer (2.7.7.2), read after a full fence,
   * so that either this sees what the driver asks for, or the driver sees the idx stored before.
   *
   * - With VIRTIO_F_EVENT_IDX: if used_event is the index of one of them. Flags are ignored. The count begins again.
   * - Without: unless flags is 1. Other values than 0 and 1 are the driver's error (2.7.7.1), and a notification too many
   *   does no harm. Neither used_event nor the count is looked at or changed.
   * - Never where the queue is not ready: no memory is touched (4.2.2.1), no notification sent (2.4.1, 2.6.1.1.1).
   *
   * Errors: `AddressOverflow`, `GuestMemory`, with nothing changed.
   */
  needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
    if (this.isDisabled()) return ok(this.domain.bool(false));
    memory.fence('seq-cst');
    if (!this.domain.decide(this.eventIdx)) {
      const flags = loadWord(memory, layout.availFlags(this), 'relaxed');
      return flags.ok ? ok(flags.value.ne(NO_NOTIFICATION)) : flags;
    }
    const usedEvent = loadWord(memory, layout.usedEvent(this), 'relaxed');
    if (!usedEvent.ok) return usedEvent;
    const { nextUsed, numAdded } = this;
    const firstAdded = nextUsed.sub(numAdded);
    const isAdded = usedEvent.value.sub(firstAdded).lt(numAdded).or(this.addedAll);
    this.addedAll = this.domain.bool(false);
    this.change({ numAdded: this.domain.u16(0) });
    return ok(isAdded);
  }

  /** Whether an element can be written as a whole; the error says what a write of it would run into, and that none was made. */
  #isWritable(memory: GuestMemory, element: U64): Result<void, QueueError> {
    const { domain } = this;
    const isMapped = (bytes: number) => domain.decide(memory.checkRange(element, domain.u64(bytes)));
    if (isMapped(USED_RING.slotBytes)) return ok();
    if (!isMapped(1)) return ofQueue(err({ kind: 'InvalidGuestAddress', address: element }));
    const expected = USED_RING.slotBytes;
    return ofQueue(err({ kind: 'PartialBuffer', expected, completed: domain.u64(0) }));
  }
}

/** What an iterator remembers: the index that it goes up to, and how many chains it has taken and not put back. */
export interface IteratorState {
  readonly last: U16;
  readonly taken: U16;
}

/** The chains that were available when it was made, one after the other. */
export class AvailableChains implements IteratorState {
  readonly last: U16;
  taken: U16;
  readonly #domain: Domain;

  constructor(domain: Domain, { last, taken }: IteratorState) {
    this.#domain = domain;
    this.last = last;
    this.taken = taken;
  }

  /** Gives none where `pop` would report an error. */
  next(queue: SpecQueue, memory: GuestMemory): PoppedChain | undefined {
    const chain = queue.take(memory, this.last);
    if (!chain.ok || chain.value === undefined) return undefined;
    this.taken = this.taken.add(1);
    return chain.value;
  }

  /** Puts the chain that came last back; does nothing where none is left to be put back. */
  previous(queue: SpecQueue): void {
    // unreached: proofs put back what came, and nothing else
    if (this.#domain.decide(this.taken.eq(0))) return;
    this.taken = this.taken.sub(1);
    queue.undoPop();
  }
}

/** The chain that begins at an entry of the queue's own table; at most as many descriptors as that has. */
function chainAt(domain: Domain, { descTable, size }: QueueState, head: U16): PoppedChain {
  const walk = new Walk(domain, {
    ...{ table: descTable, entries: size, index: head, remaining: size },
    ...{ bytes: domain.u32(0), indirect: domain.bool(false), isFull: domain.bool(false) },
  });
  return { head, walk };
}
