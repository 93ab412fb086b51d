import {
  ok,
  type Bool,
  type GuestMemory,
  type Result,
  type StoreOrdering,
  type U16,
  type U32,
  type U64,
  type Width,
  type Word,
} from 'ringproof';
import type { QueueError } from 'ringproof/virtio/split';
import { passing } from './passing-memory.fixture.ts';
import { Queue } from './queue.ts';

type Outcome = Result<void, QueueError>;

/** Writes the used element 4 bytes too far. */
export class WrongOffset extends Queue {
  override addUsed(memory: GuestMemory, head: U16, len: U32): Outcome {
    const write = (address: U64, words: readonly Word<Width>[]) => memory.write(address.add(4), words);
    return super.addUsed(passing(memory, { write }), head, len);
  }
}

/** Writes the halves of the used element the wrong way round. */
export class SwappedElement extends Queue {
  override addUsed(memory: GuestMemory, head: U16, len: U32): Outcome {
    const write = (address: U64, words: readonly Word<Width>[]) => memory.write(address, words.toReversed());
    return super.addUsed(passing(memory, { write }), head, len);
  }
}

/** Takes the counters back where the last step failed. */
export class UndoesOnError extends Queue {
  override addUsed(memory: GuestMemory, head: U16, len: U32): Outcome {
    const { nextUsed, numAdded } = this;
    const result = super.addUsed(memory, head, len);
    if (!result.ok) Object.assign(this, { nextUsed, numAdded });
    return result;
  }
}

/** Forgets to start counting afresh. */
export class KeepsCounting extends Queue {
  override needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
    const { numAdded } = this;
    const result = super.needsNotification(memory);
    this.numAdded = numAdded;
    return result;
  }
}

/** Always notifies. */
export class AlwaysNotifies extends Queue {
  override needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
    const result = super.needsNotification(memory);
    return result.ok ? ok(this.domain.bool(true)) : result;
  }
}

/** Leaves the addresses as they are. */
export class IncompleteReset extends Queue {
  override reset(): void {
    const { descTable } = this;
    super.reset();
    this.descTable = descTable;
  }
}

/** Asks for a notification of what the driver will make available, not of what the device has not taken. */
export class PublishesIdx extends Queue {
  protected override setAvailEvent(memory: GuestMemory, val: U16, order: StoreOrdering): Outcome {
    const idx = this.availIdx(memory, 'relaxed');
    return super.setAvailEvent(memory, idx.ok ? idx.value : val, order);
  }
}

/** Writes nothing where the index cannot be read after. */
export class ReadsFirst extends Queue {
  override enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
    const idx = this.availIdx(memory, 'relaxed');
    return idx.ok ? super.enableNotification(memory) : idx;
  }
}

/** Answers the other way round. */
export class NothingAvailable extends Queue {
  override enableNotification(memory: GuestMemory): Result<Bool, QueueError> {
    const result = super.enableNotification(memory);
    return result.ok ? ok(result.value.not()) : result;
  }
}

/** Writes the used ring's flags with event index too. */
export class AlwaysDisables extends Queue {
  override disableNotification(memory: GuestMemory): Outcome {
    return this.setUsedFlags(memory, this.domain.u16(1), 'relaxed');
  }
}

/** Leaves notifications as they are. */
export class NeverDisables extends Queue {
  override disableNotification(): Outcome {
    return ok();
  }
}
