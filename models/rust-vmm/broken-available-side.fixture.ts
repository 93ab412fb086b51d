import type { GuestMemory, LoadOrdering, Result, U16, U64, Width } from 'ringproof';
import { truthOf } from '../../src/domain/concrete.ts';
import type { QueueError } from 'ringproof/virtio/split';
import type { DescriptorChain } from './descriptor-chain.ts';
import { passing } from './passing-memory.fixture.ts';
import { Queue, type AvailIter } from './queue.ts';

/** Stays where it is. */
export class NeverGoesBack extends Queue {
  override goToPreviousPosition(): void {}
}

/** Yields chains of a queue that is not ready. */
export class IgnoresReady extends Queue {
  override iter(memory: GuestMemory): Result<AvailIter, QueueError> {
    const { ready } = this;
    this.ready = this.domain.bool(true);
    const result = super.iter(memory);
    this.ready = ready;
    return result;
  }
}

/** Takes an available ring at address 0 for one. */
export class RingAtZero extends Queue {
  override iter(memory: GuestMemory): Result<AvailIter, QueueError> {
    const atZero = truthOf(this.availRing.eq(0));
    const load = <W extends Width>(address: U64, width: W, order: LoadOrdering) =>
      memory.load(atZero ? address.sub(2) : address, width, order);
    if (atZero) this.availRing = this.domain.u64(2);
    const result = super.iter(passing(memory, { load }));
    if (atZero) this.availRing = this.domain.u64(0);
    return result;
  }
}

/** Lets the driver be one further ahead than there are entries. */
export class OneTooFar extends Queue {
  override iter(memory: GuestMemory): Result<AvailIter, QueueError> {
    const { nextAvail } = this;
    const result = super.iter(memory);
    if (result.ok || result.error.kind !== 'InvalidAvailRingIndex') return result;
    this.nextAvail = nextAvail.add(1);
    const other = super.iter(memory);
    this.nextAvail = nextAvail;
    return other;
  }
}

/** Skips an entry that cannot be read. */
export class SkipsUnreadable extends Queue {
  override popDescriptorChain(memory: GuestMemory): DescriptorChain | undefined {
    const iter = this.iter(memory);
    const available = iter.ok && truthOf(this.nextAvail.ne(this.lastSeen(memory)));
    const chain = iter.ok ? iter.value.next(this, memory) : undefined;
    if (available && chain === undefined) this.nextAvail = this.nextAvail.add(1);
    return chain;
  }

  private lastSeen(memory: GuestMemory): U16 {
    const idx = this.availIdx(memory, 'acquire');
    return idx.ok ? idx.value : this.nextAvail;
  }
}
