import {
  err,
  ok,
  type Bool,
  type BoolOperand,
  type Domain,
  type Result,
  type U16,
  type U64,
} from 'ringproof';
import {
  AVAIL_RING_ALIGNMENT,
  DESC_F_INDIRECT,
  DESC_F_NEXT,
  DESC_F_WRITE,
  DESC_TABLE_ALIGNMENT,
  USED_RING_ALIGNMENT,
  isAligned,
  isQueueSize,
} from 'ringproof/virtio/split';
import {
  ring,
  type Buffer,
  type Collected,
  type DriverError,
  type DriverHost,
  type DriverSetUp,
  type TableSpec,
} from 'ringproof/virtio/split-driver';
import { LONGEST, NONE, type DriverFields, type TABLES } from './state.ts';

/** Bytes of a descriptor (2.7.5). */
const DESCRIPTOR_BYTES = 16;
/** The most bytes of a chain (2.7.5.2). */
const MOST_BYTES = 2n ** 32n;
/** Flags by which the device wants no notifications, or the driver none (2.7.7, 2.7.10). */
const NO_NOTIFICATION = 1;

/** What a driver does of a split virtqueue (VIRTIO 2.7.13), whatever it keeps of the descriptors that are lent. */
export abstract class DriverRings<T extends TableSpec> implements DriverFields {
  declare size: U16;
  declare eventIdx: Bool;
  declare indirectDesc: Bool;
  declare descTable: U64;
  declare availRing: U64;
  declare usedRing: U64;
  declare isSetUp: Bool;
  declare isLive: Bool;
  declare numFree: U16;
  declare nextAvail: U16;
  declare published: U16;
  declare numAdded: U16;
  declare addedAll: Bool;
  declare lastUsed: U16;
  declare isBroken: Bool;
  protected readonly domain: Domain;

  constructor(domain: Domain, fields: DriverFields) {
    this.domain = domain;
    Object.assign(this, fields);
  }

  /** Errors: `InvalidSize` for what is no queue size (2.7) or more than the device offers; `Misaligned` (2.7.1). */
  static make(domain: Domain, setUp: DriverSetUp): Result<DriverFields, DriverError> {
    const { offered, size, descTable, availRing, usedRing, eventIdx, indirectDesc } = setUp;
    if (!domain.decide(isQueueSize(size).and(size.le(offered)))) return err({ kind: 'InvalidSize' });
    const areAligned = isAligned(descTable, DESC_TABLE_ALIGNMENT).and(
      isAligned(availRing, AVAIL_RING_ALIGNMENT),
      isAligned(usedRing, USED_RING_ALIGNMENT),
    );
    if (!domain.decide(areAligned)) return err({ kind: 'Misaligned' });
    return ok({ size, descTable, availRing, usedRing, eventIdx, indirectDesc, ...unused(domain) });
  }

  /** Nothing is lent, and nothing available: flags and idx of both rings are 0 (2.7.10.1). */
  setUp(host: DriverHost<T>): void {
    const { domain } = this;
    this.freeAll(host);
    Object.assign(this, unused(domain), { isSetUp: domain.bool(true), numFree: this.size });
    const words = [
      ...[ring.availFlags(this), ring.availIdx(this), ring.usedEvent(this)],
      ...[ring.usedFlags(this), ring.usedIdx(this), ring.availEvent(this)],
    ];
    for (const word of words) host.store(word, domain.u16(0), 'relaxed');
  }

  /** DRIVER_OK is set: from now on the device may be notified (3.1.1). */
  start(): void {
    this.isLive = this.domain.bool(true);
  }

  /**
   * Lends a chain of descriptors of the table (2.7.13.1), and puts its head into the next entry of the available ring (2.7.13.2).
   * Errors, all with nothing changed: `Broken`, `Empty`, `ReadableAfterWritable`, `TooLong`, `Full`.
   */
  add(host: DriverHost<T>, buffers: readonly Buffer[]): Result<U16, DriverError> {
    const refusal = this.refusal(buffers);
    if (refusal !== undefined) return err({ kind: refusal });
    if (this.domain.decide(this.numFree.lt(buffers.length))) return err({ kind: 'Full' });
    return ok(this.lendDirect(host, buffers));
  }

  /**
   * Lends a table of descriptors by one of the queue's own (2.7.5.3). A table of more descriptors than the queue has is not made
   * (2.7.5.3.1). Errors: of `add`, and `NoMemory`; nothing changes.
   */
  addIndirect(host: DriverHost<T>, buffers: readonly Buffer[]): Result<U16, DriverError> {
    const refusal = this.refusal(buffers);
    if (refusal !== undefined) return err({ kind: refusal });
    if (this.domain.decide(this.numFree.eq(0))) return err({ kind: 'Full' });
    if (this.domain.decide(this.size.lt(buffers.length))) return err({ kind: 'TooLong' });
    const table = host.allocate(buffers.length);
    if (table === undefined) return err({ kind: 'NoMemory' });
    const { domain } = this;
    buffers.forEach((buffer, i) => {
      const isLast = i === buffers.length - 1;
      const at = table.add(i * DESCRIPTOR_BYTES);
      this.describe(host, at, buffer, isLast ? undefined : domain.u16(i + 1));
    });
    const head = this.take(host);
    const length = domain.u32(buffers.length * DESCRIPTOR_BYTES);
    host.write(ring.descriptor(this.descTable, head), [
      ...[table, length, domain.u16(DESC_F_INDIRECT), domain.u16(0)],
    ]);
    this.own(host, [head], buffers);
    return ok(this.enter(host, head));
  }

  /** Lets the device see what was added: all of it is written before idx is (2.7.13.3). */
  publish(host: DriverHost<T>): void {
    host.fence('release');
    this.storeIdx(host);
    const added = this.nextAvail.sub(this.published);
    const sum = this.numAdded.add(added);
    this.addedAll = this.addedAll.or(sum.lt(added));
    this.numAdded = sum;
    this.published = this.nextAvail;
  }

  /**
   * Whether the device is to be notified (2.7.13.4), looked at after a full fence. Never of a queue that is not live (3.1.1). Of a
   * device that has broken its promises, as of any other: a notification too many does no harm.
   */
  shouldKick(host: DriverHost<T>): Bool {
    const { domain } = this;
    if (!domain.decide(this.isLive)) return domain.bool(false);
    host.fence('seq-cst');
    const wants = domain.decide(this.eventIdx)
      ? this.isPassed(host.load(ring.availEvent(this), 16, 'relaxed'))
      : host.load(ring.usedFlags(this), 16, 'relaxed').ne(NO_NOTIFICATION);
    const isAdded = this.numAdded.ne(0).or(this.addedAll);
    this.numAdded = domain.u16(0);
    this.addedAll = domain.bool(false);
    return isAdded.and(wants);
  }

  /**
   * Asks for a notification of the next element: by used_event with VIRTIO_F_EVENT_IDX, by flags 0 without (2.7.7). Then a full fence
   * and a look at idx: either this sees what the device has used, or the device sees what is asked for (2.7.14).
   */
  enableUsed(host: DriverHost<T>): Bool {
    if (this.domain.decide(this.eventIdx)) host.store(ring.usedEvent(this), this.lastUsed, 'relaxed');
    else host.store(ring.availFlags(this), this.domain.u16(0), 'relaxed');
    host.fence('seq-cst');
    return host.load(ring.usedIdx(this), 16, 'relaxed').ne(this.lastUsed);
  }

  /** With VIRTIO_F_EVENT_IDX, flags stay 0 (2.7.7.1), and used_event as it was last set is advice enough. */
  disableUsed(host: DriverHost<T>): void {
    if (!this.domain.decide(this.eventIdx))
      host.store(ring.availFlags(this), this.domain.u16(NO_NOTIFICATION), 'relaxed');
  }

  /** Takes all back once the device has said that the reset is complete (2.6.1.1.2). Errors: `ResetPending`. */
  reset(_host: DriverHost<T>, isComplete: Bool): Result<void, DriverError> {
    if (!this.domain.decide(isComplete)) return err({ kind: 'ResetPending' });
    Object.assign(this, unused(this.domain));
    return ok();
  }

  /**
   * Takes the next element of the used ring (2.7.14). Errors: `InvalidId`, `InvalidLength`, `Broken`; from then on the queue is not used.
   */
  abstract collect(host: DriverHost<T>): Result<Collected | undefined, DriverError>;

  /** Nothing is lent. */
  protected abstract freeAll(host: DriverHost<T>): void;

  /** Takes a free descriptor. */
  protected abstract take(host: DriverHost<T>): U16;

  /** Notes that these descriptors are lent, as a chain of these buffers. */
  protected abstract own(host: DriverHost<T>, taken: readonly U16[], buffers: readonly Buffer[]): void;

  protected refusal(buffers: readonly Buffer[]): DriverError['kind'] | undefined {
    const { domain } = this;
    if (domain.decide(this.isBroken)) return 'Broken';
    // Longer ones would have to be walked along when they are collected.
    // unreached: proofs lend chains of at most two
    if (buffers.length > LONGEST) return 'TooLong';
    if (buffers.length === 0) return 'Empty';
    const isMixed = buffers
      .slice(1)
      // unreached: each but the first has one before it
      .map((buffer, i) => buffers[i]?.isWritable.and(buffer.isWritable.not()) ?? domain.bool(false));
    if (domain.decide(domain.bool(false).or(...isMixed))) return 'ReadableAfterWritable';
    if (domain.decide(this.total(buffers, () => true).gt(MOST_BYTES))) return 'TooLong';
    return undefined;
  }

  /** The bytes of those buffers that a condition holds of. */
  protected total(buffers: readonly Buffer[], isCounted: (buffer: Buffer) => BoolOperand): U64 {
    const none = this.domain.u64(0);
    return buffers.reduce(
      (sum, buffer) => sum.add(this.domain.select(isCounted(buffer), buffer.length.zeroExtend(64), none)),
      none,
    );
  }

  protected lendDirect(host: DriverHost<T>, buffers: readonly Buffer[]): U16 {
    const taken = buffers.map(() => this.take(host));
    buffers.forEach((buffer, i) => {
      const at = taken[i];
      // unreached: as many are taken as there are buffers
      if (at !== undefined) this.describe(host, ring.descriptor(this.descTable, at), buffer, taken[i + 1]);
    });
    this.own(host, taken, buffers);
    // unreached: one is taken at least
    const [head = this.domain.u16(0)] = taken;
    return this.enter(host, head);
  }

  /** Writes a descriptor of a buffer (2.7.5). `next`: the one after it. */
  protected describe(
    host: DriverHost<T>,
    at: U64,
    { address, length, isWritable }: Buffer,
    next: U16 | undefined,
  ): void {
    const { domain } = this;
    const links = domain.u16(next === undefined ? 0 : DESC_F_NEXT);
    const flags = domain.select(isWritable, links.or(DESC_F_WRITE), links);
    host.write(at, [address, length, flags, next ?? domain.u16(0)]);
  }

  /** Puts a head into the next entry of the available ring. */
  protected enter(host: DriverHost<T>, head: U16): U16 {
    host.store(ring.availEntry(this, this.nextAvail), head, 'relaxed');
    this.nextAvail = this.nextAvail.add(1);
    return head;
  }

  protected storeIdx(host: DriverHost<T>): void {
    host.store(ring.availIdx(this), this.nextAvail, 'relaxed');
  }

  /** Whether an entry with this index was published since the last decision (2.7.10.1). */
  protected isPassed(event: U16): Bool {
    const first = this.published.sub(this.numAdded);
    return event.sub(first).lt(this.numAdded).or(this.addedAll);
  }

  protected breaks(kind: DriverError['kind']): Result<never, DriverError> {
    this.isBroken = this.domain.bool(true);
    return err({ kind });
  }
}

type Host = DriverHost<typeof TABLES>;

/**
 * The driver side of a split virtqueue (VIRTIO 2.7.13, 2.7.14) as the text has it. The text leaves open what a driver does about a
 * device that breaks it: this one no longer uses the queue.
 */
export class SpecDriver extends DriverRings<typeof TABLES> {
  /** What the element says is read once. */
  override collect(host: Host): Result<Collected | undefined, DriverError> {
    if (this.domain.decide(this.isBroken)) return err({ kind: 'Broken' });
    const idx = host.load(ring.usedIdx(this), 16, 'acquire');
    if (this.domain.decide(idx.eq(this.lastUsed))) return ok(undefined);
    // The device has seen no chain that is outstanding.
    if (this.domain.decide(this.published.eq(this.lastUsed))) return this.breaks('InvalidId');
    const [id, len] = host.read(ring.usedElement(this, this.lastUsed), [32, 32]);
    if (this.domain.decide(id.ge(this.size.zeroExtend(32)))) return this.breaks('InvalidId');
    const head = id.truncate(16);
    const { count, writable } = host.tables;
    if (this.domain.decide(count.at(head).eq(0))) return this.breaks('InvalidId');
    if (this.domain.decide(len.zeroExtend(64).gt(writable.at(head)))) return this.breaks('InvalidLength');
    this.giveBack(host, head);
    this.lastUsed = this.lastUsed.add(1);
    return ok({ head, len });
  }

  protected override freeAll({ tables: { stack, place, owner, count } }: Host): void {
    stack.fill((i) => i);
    place.fill((i) => i);
    owner.fill(() => this.domain.u16(NONE));
    count.fill(() => this.domain.u16(0));
  }

  protected override take({ tables: { stack } }: Host): U16 {
    this.numFree = this.numFree.sub(1);
    return stack.at(this.numFree);
  }

  protected override own(
    { tables: { owner, next, count, writable } }: Host,
    taken: readonly U16[],
    buffers: readonly Buffer[],
  ): void {
    // unreached: as above
    const [head = this.domain.u16(0)] = taken;
    taken.forEach((index, i) => {
      owner.put(index, head);
      const following = taken[i + 1];
      if (following !== undefined) next.put(index, following);
    });
    count.put(head, this.domain.u16(taken.length));
    writable.put(
      head,
      this.total(buffers, ({ isWritable }) => isWritable),
    );
  }

  /** The descriptors of an outstanding chain are free again. */
  protected giveBack(host: Host, head: U16): void {
    const { count, next } = host.tables;
    const length = count.at(head);
    let index = head;
    this.free(host, index);
    for (let i = 1; i < LONGEST && this.domain.decide(length.gt(i)); i += 1) {
      index = next.at(index);
      this.free(host, index);
    }
    count.put(head, this.domain.u16(0));
  }

  protected free({ tables: { stack, place, owner } }: Host, index: U16): void {
    stack.put(this.numFree, index);
    place.put(index, this.numFree);
    owner.put(index, this.domain.u16(NONE));
    this.numFree = this.numFree.add(1);
  }
}

/** All that changes, of a queue that was never used. */
function unused(domain: Domain) {
  const [no, zero] = [domain.bool(false), domain.u16(0)];
  return {
    ...{ isSetUp: no, isLive: no, isBroken: no, addedAll: no },
    ...{ numFree: zero, nextAvail: zero, published: zero, numAdded: zero, lastUsed: zero },
  };
}
