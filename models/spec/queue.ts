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
import type { QueueError, SetUp, SetupError, SplitDeviceQueue, SplitDeviceState } from '../split-device.ts';
import { AvailSide } from './avail-side.ts';
import * as layout from './layout.ts';
import { addressOverflow, loadWord, ofQueue, storeWord } from './ring-access.ts';
import { initialState } from './set-up.ts';
import { isInFlightBounded, isQueueSize } from './well-formed.ts';

/** The driver's flags by which it wants no notifications (2.7.7). */
const NO_NOTIFICATION = 1;

/**
 * The device side of a split virtqueue (VIRTIO 2.7) as the text has it: what each operation ought to do. Where the text
 * leaves open what becomes of a driver that breaks it, the operation reports that and changes nothing.
 */
export class SpecQueue extends AvailSide implements SplitDeviceQueue {
  /**
   * Whether 65536 elements or more were added since notifications were last decided on: then every used_event is the index
   * of one of them, and `numAdded`, which is 0 again, does not show it. Not part of `state`: a queue made from a state takes
   * `numAdded` for the whole count.
   */
  #addedAll: Bool;

  constructor(domain: Domain, state: SplitDeviceState) {
    super(domain, state);
    this.#addedAll = domain.bool(false);
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
    saved: SplitDeviceState,
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

  override reset(): void {
    super.reset();
    this.#addedAll = this.domain.bool(false);
  }

  /**
   * Writes the element at `nextUsed`, id before len before idx, which is released (2.7.8, 2.7.8.2: "set len prior to updating
   * the used idx"). Whether the head was outstanding and `len` bytes were written is the caller's to know.
   *
   * Errors, all with nothing changed in queue or memory; that idx can be stored is seen by loading it first:
   * - `QueueNotReady`, no memory being touched (4.2.2.1).
   * - `InvalidDescriptorIndex`: the table has no such descriptor, so no chain begins there and no element may say so (2.7.8).
   * - `AddressOverflow`, `GuestMemory`: the element is not all mapped, of which then no byte is written, or idx is no unit.
   */
  addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    if (this.isDisabled()) return err({ kind: 'QueueNotReady' });
    const { size, nextUsed, numAdded } = this.current;
    if (this.domain.decide(head.ge(size))) return err({ kind: 'InvalidDescriptorIndex' });
    const element = layout.usedElement(this.current, nextUsed);
    if (element === undefined) return addressOverflow();
    const idx = layout.usedIdx(this.current);
    const possible = this.#isWritable(memory, element);
    if (!possible.ok) return possible;
    const storable = loadWord(memory, idx, 'relaxed');
    if (!storable.ok) return storable;

    const written = ofQueue(memory.write(element, [head.zeroExtend(32), len]));
    if (!written.ok) return written;
    const published = storeWord(memory, idx, nextUsed.add(1), 'release');
    if (!published.ok) return published;
    this.#addedAll = this.#addedAll.or(numAdded.eq(0xffff));
    this.change({ nextUsed: nextUsed.add(1), numAdded: numAdded.add(1) });
    return ok();
  }

  /**
   * Whether the driver is to be notified of the elements added since the last answer (2.7.7.2), looked at behind a full fence,
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
    if (!this.domain.decide(this.current.eventIdx)) {
      const flags = loadWord(memory, layout.availFlags(this.current), 'relaxed');
      return flags.ok ? ok(flags.value.ne(NO_NOTIFICATION)) : flags;
    }
    const usedEvent = loadWord(memory, layout.usedEvent(this.current), 'relaxed');
    if (!usedEvent.ok) return usedEvent;
    const { nextUsed, numAdded } = this.current;
    const firstAdded = nextUsed.sub(numAdded);
    const isAdded = usedEvent.value.sub(firstAdded).lt(numAdded).or(this.#addedAll);
    this.#addedAll = this.domain.bool(false);
    this.change({ numAdded: this.domain.u16(0) });
    return ok(isAdded);
  }

  /** Whether an element can be written as a whole; the error says what a write of it would run into, and that none was made. */
  #isWritable(memory: GuestMemory, element: U64): Result<void, QueueError> {
    const { domain } = this;
    const isMapped = (bytes: number) => domain.decide(memory.checkRange(element, domain.u64(bytes)));
    if (isMapped(layout.USED_ELEMENT_BYTES)) return ok();
    if (!isMapped(1)) return ofQueue(err({ kind: 'InvalidGuestAddress', address: element }));
    const expected = layout.USED_ELEMENT_BYTES;
    return ofQueue(err({ kind: 'PartialBuffer', expected, completed: domain.u64(0) }));
  }
}
