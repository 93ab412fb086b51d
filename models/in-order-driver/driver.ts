import { err, ok, type Bool, type Domain, type Result, type U16, type U32, type U64 } from 'ringproof';
import {
  ring,
  type Buffer,
  type Collected,
  type DriverError,
  type DriverHost,
  type DriverSetUp,
} from 'ringproof/virtio/split-driver';
import { DriverRings } from '../spec-driver/driver.ts';
import { following, NONE, type InOrderFields, type TABLES } from './state.ts';

type Host = DriverHost<typeof TABLES>;

/** The most bytes that a length of 32 bits tells. */
const MOST_TOLD = 2n ** 32n - 1n;

/**
 * The driver side with VIRTIO_F_IN_ORDER, which it cannot do without: descriptors are lent in the order of the table and come back in
 * that order, so that no list of free ones is needed. One used element can stand for a batch of chains (2.7.9).
 */
export class InOrderDriver extends DriverRings<typeof TABLES> implements InOrderFields {
  declare inOrder: Bool;
  declare nextFree: U16;
  declare oldest: U16;
  declare first: U16;
  declare end: U16;
  declare batchEnd: U16;
  declare batchLen: U32;

  /** Errors: `NotInOrder`, and those of every driver. */
  static makeInOrder(domain: Domain, setUp: DriverSetUp): Result<InOrderFields, DriverError> {
    const { inOrder } = setUp;
    if (!domain.decide(inOrder)) return err({ kind: 'NotInOrder' });
    const made = DriverRings.make(domain, setUp);
    return made.ok ? ok({ ...made.value, inOrder, ...unordered(domain) }) : made;
  }

  override setUp(host: Host): void {
    super.setUp(host);
    Object.assign(this, unordered(this.domain));
  }

  /**
   * Gives back the chain that was added first. The element that the device has written for it, or for a batch that begins with it, is
   * read once; chains of that batch are given back by the next calls, without a look at the used ring. All of it but the last counts as
   * used completely (2.7.9).
   */
  override collect(host: Host): Result<Collected | undefined, DriverError> {
    const { domain } = this;
    if (domain.decide(this.isBroken)) return err({ kind: 'Broken' });
    if (domain.decide(this.batchEnd.eq(this.lastUsed))) {
      const taken = this.takeElement(host);
      if (!taken.ok) return taken;
      if (!taken.value) return ok(undefined);
    }
    const head = this.oldest;
    const isLast = this.lastUsed.add(1).eq(this.batchEnd);
    const len = domain.select(isLast, this.batchLen, told(domain, host.tables.writable.at(head)));
    this.giveBack(host, head);
    return ok({ head, len });
  }

  /** Takes the next element of the used ring, and with it all chains up to the one that it names. The answer is whether there is one. */
  protected takeElement(host: Host): Result<boolean, DriverError> {
    const { domain, lastUsed } = this;
    const idx = host.load(ring.usedIdx(this), 16, 'acquire');
    if (domain.decide(idx.eq(lastUsed))) return ok(false);
    const [id, len] = host.read(ring.usedElement(this, lastUsed), [32, 32]);
    if (domain.decide(id.ge(this.size.zeroExtend(32)))) return this.breaks('InvalidId');
    const last = id.truncate(16);
    const { count, added, writable } = host.tables;
    if (domain.decide(count.at(last).eq(0))) return this.breaks('InvalidId');
    const before = added.at(last).sub(lastUsed);
    if (!domain.decide(this.isSeen(before, idx))) return this.breaks('InvalidId');
    if (domain.decide(len.zeroExtend(64).gt(writable.at(last)))) return this.breaks('InvalidLength');
    this.batchEnd = this.endOf(before);
    this.batchLen = len;
    return ok(true);
  }

  /** Whether a batch whose last chain has so many before it ends no later than what is published, and what the device says is used. */
  protected isSeen(before: U16, idx: U16): Bool {
    return before.lt(this.published.sub(this.lastUsed)).and(before.lt(idx.sub(this.lastUsed)));
  }

  /** The index after a batch whose last chain has so many before it. */
  protected endOf(before: U16): U16 {
    return this.lastUsed.add(before).add(1);
  }

  protected override freeAll({ tables: { owner, count } }: Host): void {
    owner.fill(() => this.domain.u16(NONE));
    count.fill(() => this.domain.u16(0));
  }

  protected override take(host: Host): U16 {
    const taken = this.nextFree;
    // The books say that it is free.
    host.tables.owner.at(taken);
    this.nextFree = this.following(taken);
    this.numFree = this.numFree.sub(1);
    return taken;
  }

  protected override own(
    { tables: { order, place, added, owner, count, writable } }: Host,
    taken: readonly U16[],
    buffers: readonly Buffer[],
  ): void {
    // unreached: one is taken at least
    const [head = this.domain.u16(0)] = taken;
    for (const index of taken) owner.put(index, head);
    count.put(head, this.domain.u16(taken.length));
    writable.put(
      head,
      this.total(buffers, ({ isWritable }) => isWritable),
    );
    added.put(head, this.nextAvail);
    place.put(head, this.end);
    order.put(this.end, head);
    this.end = this.following(this.end);
  }

  /** The descriptors of the chain that was added first are free again. */
  protected giveBack({ tables: { order, owner, count } }: Host, head: U16): void {
    const { domain } = this;
    const [length, none, second] = [count.at(head), domain.u16(NONE), this.following(head)];
    const isAlone = length.eq(1);
    // The books say that it is the first.
    order.at(this.first);
    owner.put(head, none);
    owner.put(domain.select(isAlone, head, second), none);
    count.put(head, domain.u16(0));
    this.numFree = this.numFree.add(length);
    this.oldest = domain.select(isAlone, second, this.following(second));
    this.first = this.following(this.first);
    this.lastUsed = this.lastUsed.add(1);
  }

  protected following(index: U16): U16 {
    return following(this.domain, this.size, index);
  }
}

/** Bytes of a chain as a length tells them: 2^32 are more than it can. */
function told(domain: Domain, bytes: U64): U32 {
  return domain.select(bytes.gt(MOST_TOLD), domain.u32(Number(MOST_TOLD)), bytes.truncate(32));
}

/** Of a queue that was never used. */
function unordered(domain: Domain) {
  const zero = domain.u16(0);
  return { nextFree: zero, oldest: zero, first: zero, end: zero, batchEnd: zero, batchLen: domain.u32(0) };
}
