import { err, ok, type Bool, type Domain, type GuestMemory, type Result, type U16 } from 'ringproof';
import type { ChainWalk, DescriptorChain } from '../descriptor-chain.ts';
import type { AvailIterator, QueueError, SplitDeviceState } from '../split-device.ts';
import * as layout from './layout.ts';
import { loadWord, storeWord } from './ring-access.ts';
import { QueueSetUp } from './set-up.ts';
import { Walk } from './walk.ts';

/** What the device does with the available ring (2.7.6, 2.7.13), and to be told of chains in it (2.7.10). */
export class AvailSide extends QueueSetUp {
  /**
   * Takes the chain at `nextAvail`, if the driver's idx says that there is one. The entry is as new as idx, which is read
   * with acquire: it pairs with the barrier of 2.7.13.3.1.
   *
   * Errors, all with nothing changed:
   * - `QueueNotReady`, no memory being touched (4.2.2.1).
   * - `InvalidAvailRingIndex`: idx is further ahead than the queue has entries, which no driver that keeps to 2.7.6.1 gets to.
   * - `InvalidDescriptorIndex`: the entry is beyond the descriptor table. `nextAvail` does not pass it. A chain whose head is
   *   unknown can not be returned, so passing it would lose an entry without a word; and the text's answer is an error state
   *   that only a reset ends (2.1.2, DEVICE_NEEDS_RESET), in which each further call says the same.
   * - `AddressOverflow`, `GuestMemory`: idx or entry can not be read.
   */
  pop(memory: GuestMemory): Result<DescriptorChain | undefined, QueueError> {
    const last = this.lastAvailable(memory);
    return last.ok ? this.take(memory, last.value) : last;
  }

  /** Takes the last `pop` back: the entry is read again. Does nothing on a queue that is not ready, which has popped none. */
  undoPop(): void {
    if (this.isDisabled()) return;
    this.change({ nextAvail: this.current.nextAvail.sub(1) });
  }

  /**
   * The chains that are available now, idx being read once. Its `next` gives none where `pop` would report an error, and
   * takes nothing then: `pop` tells which. Errors: of `pop`, as far as they are about idx.
   */
  iterate(memory: GuestMemory): Result<AvailIterator, QueueError> {
    const last = this.lastAvailable(memory);
    if (!last.ok) return last;
    let taken = 0;
    return ok({
      next: () => {
        const chain = this.take(memory, last.value);
        if (!chain.ok || chain.value === undefined) return undefined;
        taken += 1;
        return chain.value;
      },
      previous: () => {
        if (taken === 0) return;
        taken -= 1;
        this.undoPop();
      },
    });
  }

  /**
   * Asks for a notification of the entry at `nextAvail`: by avail_event with VIRTIO_F_EVENT_IDX, by flags 0 without (2.7.10).
   * Then a full fence, the counterpart of the driver's (2.7.13.4.1), and a look at idx: either this sees what the driver made
   * available, or the driver sees what is asked for. The answer is whether there is something to pop, or to report.
   *
   * Errors: `QueueNotReady`, no memory being touched; `AddressOverflow`, `GuestMemory`. Where idx can not be read, the request
   * stands: a notification too many, which the device must handle anyway (2.7.10.2).
   */
  enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
    if (this.isDisabled()) return err({ kind: 'QueueNotReady' });
    const asked = this.domain.decide(this.current.eventIdx)
      ? storeWord(memory, layout.availEvent(this.current), this.current.nextAvail, 'relaxed')
      : this.#setUsedFlags(memory, 0);
    if (!asked.ok) return asked;
    memory.fence('seq-cst');
    const idx = loadWord(memory, layout.availIdx(this.current), 'relaxed');
    return idx.ok ? ok(idx.value.ne(this.current.nextAvail)) : idx;
  }

  /**
   * Says that notifications are not needed: by flags 1 (2.7.10). With VIRTIO_F_EVENT_IDX flags stay 0 (2.7.10.2), and
   * avail_event as it was last set is advice enough: nothing is done. Errors: as of `enableNotification`.
   */
  disableNotification(memory: GuestMemory): Result<void, QueueError> {
    if (this.isDisabled()) return err({ kind: 'QueueNotReady' });
    return this.domain.decide(this.current.eventIdx) ? ok() : this.#setUsedFlags(memory, 1);
  }

  /** The driver's idx, after the checks that `pop` makes of it. */
  protected lastAvailable(memory: GuestMemory): Result<U16, QueueError> {
    if (this.isDisabled()) return err({ kind: 'QueueNotReady' });
    const idx = loadWord(memory, layout.availIdx(this.current), 'acquire');
    if (!idx.ok) return idx;
    const ahead = idx.value.sub(this.current.nextAvail);
    return this.domain.decide(ahead.gt(this.current.size)) ? err({ kind: 'InvalidAvailRingIndex' }) : idx;
  }

  /** Takes the next chain, if there is one in front of `last`. */
  protected take(memory: GuestMemory, last: U16): Result<DescriptorChain | undefined, QueueError> {
    const { nextAvail, size } = this.current;
    if (this.domain.decide(last.eq(nextAvail))) return ok(undefined);
    const head = loadWord(memory, layout.availEntry(this.current, nextAvail), 'relaxed');
    if (!head.ok) return head;
    if (this.domain.decide(head.value.ge(size))) return err({ kind: 'InvalidDescriptorIndex' });
    const chain = chainAt(this.domain, this.current, head.value);
    this.change({ nextAvail: nextAvail.add(1) });
    return ok(chain);
  }

  #setUsedFlags(memory: GuestMemory, flags: 0 | 1): Result<void, QueueError> {
    return storeWord(memory, layout.usedFlags(this.current), this.domain.u16(flags), 'relaxed');
  }
}

/** The chain that begins at an entry of the queue's own table; at most as many descriptors as that has. */
function chainAt(domain: Domain, { descTable, size }: SplitDeviceState, head: U16): DescriptorChain {
  const walk = (): ChainWalk =>
    new Walk(domain, {
      table: descTable,
      entries: size,
      index: head,
      remaining: size,
      bytes: domain.u32(0),
      indirect: domain.bool(false),
    });
  return { head, walk };
}
