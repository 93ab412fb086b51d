import {
  err,
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type Model,
  type Result,
  type U16,
  type U32,
  type U64,
} from 'ringproof';
import { addressOverflow, guestMemory } from '../models/rust-vmm/error.ts';
import { Queue, type QueueFields } from '../models/rust-vmm/queue.ts';
import type { QueueError } from 'ringproof/virtio/split';
import { deviceWith } from './broken-device.fixture.ts';

type Outcome = Result<void, QueueError>;

/** What one call of `addUsed` is about. */
export interface Addition {
  readonly queue: LinewiseQueue;
  readonly mem: GuestMemory;
  readonly head: U16;
  readonly len: U32;
  /** Where the element goes. */
  readonly addr: U64;
}

/** One step of `addUsed`; the first that fails ends it. */
export type Step = (addition: Addition) => Outcome;

/** The lines that the operations of a queue consist of, each open to be replaced by a wrong one. */
export interface Lines {
  readonly refuses: (queue: LinewiseQueue, head: U16) => Bool;
  readonly slot: (queue: LinewiseQueue) => U16;
  readonly elementOffset: (slot: U64) => U64;
  readonly elementAddress: (queue: LinewiseQueue, offset: U64) => U64 | undefined;
  readonly addSteps: readonly Step[];
  readonly fence: (mem: GuestMemory) => void;
  readonly eventOffset: (queue: LinewiseQueue) => U64;
  readonly loadEvent: (queue: LinewiseQueue, mem: GuestMemory, addr: U64) => Result<U16, QueueError>;
  readonly oldIdx: (queue: LinewiseQueue) => U16;
  readonly restartCount: (queue: LinewiseQueue) => void;
  readonly inWindow: (usedIdx: U16, usedEvent: U16, old: U16) => Bool;
  readonly answerWithoutEvent: (queue: LinewiseQueue, mem: GuestMemory) => Bool;
  readonly isValid: (queue: LinewiseQueue, mem: GuestMemory) => Bool;
}

export const writeElement: Step = ({ mem, addr, head, len }) =>
  guestMemory(mem.write(addr, [head.zeroExtend(32), len]));

export const advanceNextUsed: Step = ({ queue }) => {
  queue.nextUsed = queue.nextUsed.add(1);
  return ok();
};

export const advanceNumAdded: Step = ({ queue }) => {
  queue.numAdded = queue.numAdded.add(1);
  return ok();
};

export const publishIdx: Step = ({ queue, mem }) =>
  guestMemory(mem.store(queue.usedRing.add(2), queue.nextUsed, 'release'));

/** Every line as it should be: `Queue` of the rust-vmm model, taken apart. */
export const RIGHT_LINES: Lines = {
  refuses: ({ size }, head) => head.ge(size),
  slot: ({ nextUsed, size }) => nextUsed.rem(size),
  elementOffset: (slot) => slot.mul(8).add(4),
  elementAddress: ({ usedRing }, offset) => usedRing.checkedAdd(offset),
  addSteps: [writeElement, advanceNextUsed, advanceNumAdded, publishIdx],
  fence: (mem) => mem.fence('seq-cst'),
  eventOffset: ({ size }) => size.zeroExtend(64).mul(2).add(4),
  loadEvent: (_, mem, addr) => guestMemory(mem.load(addr, 16, 'relaxed')),
  oldIdx: ({ nextUsed, numAdded }) => nextUsed.sub(numAdded),
  restartCount: (queue) => queue.setNumAdded(0),
  inWindow: (usedIdx, usedEvent, old) => usedIdx.sub(usedEvent).sub(1).lt(usedIdx.sub(old)),
  answerWithoutEvent: (queue) => queue.constant(true),
  isValid: (queue, mem) => queue.areasAreMapped(mem),
};

/** The rust-vmm queue with some lines replaced. */
export class LinewiseQueue extends Queue {
  readonly #lines: Lines;

  constructor(domain: Domain, fields: QueueFields, changed: Partial<Lines> = {}) {
    super(domain, fields);
    this.#lines = { ...RIGHT_LINES, ...changed };
  }

  override addUsed(mem: GuestMemory, head: U16, len: U32): Outcome {
    const lines = this.#lines;
    if (this.domain.decide(lines.refuses(this, head))) return err({ kind: 'InvalidDescriptorIndex' });
    const addr = lines.elementAddress(this, lines.elementOffset(lines.slot(this).zeroExtend(64)));
    if (addr === undefined) return addressOverflow();
    for (const step of lines.addSteps) {
      const outcome = step({ queue: this, mem, head, len, addr });
      if (!outcome.ok) return outcome;
    }
    return ok();
  }

  override needsNotification(mem: GuestMemory): Result<Bool, QueueError> {
    const lines = this.#lines;
    const usedIdx = this.nextUsed;
    lines.fence(mem);
    if (!this.domain.decide(this.eventIdx)) return ok(lines.answerWithoutEvent(this, mem));
    const addr = this.availRing.checkedAdd(lines.eventOffset(this));
    if (addr === undefined) return addressOverflow();
    const usedEvent = lines.loadEvent(this, mem, addr);
    if (!usedEvent.ok) return usedEvent;
    const old = lines.oldIdx(this);
    lines.restartCount(this);
    return ok(lines.inWindow(usedIdx, usedEvent.value, old));
  }

  override isValid(mem: GuestMemory): Bool {
    return this.#lines.isValid(this, mem);
  }

  /** A truth value for lines to answer with. */
  constant(value: boolean): Bool {
    return this.domain.bool(value);
  }

  setNumAdded(count: number): void {
    this.numAdded = this.domain.u16(count);
  }

  /** What `isValid` is to answer. */
  areasAreMapped(mem: GuestMemory): Bool {
    return super.isValid(mem);
  }
}

/** A model of the device side with these lines instead of the right ones. */
export function linewiseModel(changed: Partial<Lines> = {}): Model {
  return deviceWith('linewise', (domain, fields) => new LinewiseQueue(domain, fields, changed));
}
