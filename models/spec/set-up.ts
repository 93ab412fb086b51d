import { err, ok, type Bool, type Domain, type GuestMemory, type Result, type U16 } from 'ringproof';
import type { QueueError, SetUp, SetupError, SplitDeviceState } from '../split-device.ts';
import { AVAIL_RING_ALIGNMENT, DESC_TABLE_ALIGNMENT, USED_RING_ALIGNMENT } from './layout.ts';
import { isAligned, isQueueSize, isUsable } from './well-formed.ts';

/** The state of a queue before any set-up (2.4.1): not ready, of the largest size, all else 0. */
export function initialState(domain: Domain, maxSize: U16): SplitDeviceState {
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
  };
}

/** A queue's state, and how it is set up and given back: what happens while the driver may not use the queue. */
export class QueueSetUp {
  protected readonly domain: Domain;
  protected current: SplitDeviceState;

  constructor(domain: Domain, state: SplitDeviceState) {
    this.domain = domain;
    this.current = state;
  }

  get state(): SplitDeviceState {
    return this.current;
  }

  /**
   * Takes over what the text allows: a size that is a power of two up to the device's largest (2.7, 4.2.2.2), addresses
   * aligned to 16, 2 and 4 (2.7.1), and those, as well as VIRTIO_F_EVENT_IDX, only while the queue is not ready: drivers
   * must not change them later (4.2.2.2, 3.1.1), and activation would not have looked at the new ones.
   *
   * Errors: `QueueReady`, `InvalidSize`, `InvalidDescTableAlign`, `InvalidAvailRingAlign`, `InvalidUsedRingAlign`.
   */
  setUp(change: SetUp): Result<void, SetupError> {
    if (change.field !== 'ready' && this.domain.decide(this.current.ready))
      return err({ kind: 'QueueReady' });
    const wrong = this.#refusal(change);
    if (wrong !== undefined) return err({ kind: wrong });
    this.current = { ...this.current, [change.field]: change.value };
    return ok();
  }

  /**
   * The queue is ready, its sizes and alignments are valid, its areas are mapped and none of them is written to by a write
   * to the used ring. No guest memory is touched, nothing changes.
   *
   * Errors: `InvalidQueue`.
   */
  activate(memory: GuestMemory): Result<void, QueueError> {
    return this.domain.decide(isUsable(this.current, memory)) ? ok() : err({ kind: 'InvalidQueue' });
  }

  /** As before any set-up: device reset (2.4.1), and queue reset, which knows no other default state (2.6.1.1.1). */
  reset(): void {
    this.current = initialState(this.domain, this.current.maxSize);
  }

  protected change(changes: Partial<SplitDeviceState>): void {
    this.current = { ...this.current, ...changes };
  }

  /** The queue is not to be accessed (4.2.2.1: "MUST NOT access virtqueue contents when QueueReady is zero"; 2.6.1.1.1). */
  protected isDisabled(): boolean {
    return !this.domain.decide(this.current.ready);
  }

  #refusal(change: SetUp): SetupError['kind'] | undefined {
    const unless = (allowed: Bool, kind: SetupError['kind']) =>
      this.domain.decide(allowed) ? undefined : kind;
    switch (change.field) {
      case 'size':
        return unless(isQueueSize(change.value).and(change.value.le(this.current.maxSize)), 'InvalidSize');
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
}
