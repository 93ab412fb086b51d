import { err, ok, type Bool, type Domain, type Result, type U16, type U64 } from 'ringproof';
import {
  DESC_F_NEXT,
  DESC_F_WRITE,
  DESC_TABLE_ALIGNMENT,
  isAligned,
  isQueueSize,
} from 'ringproof/virtio/split';
import {
  bytesOf,
  FREE,
  freeAll,
  giveBack,
  isMixed,
  lend,
  ring,
  type Buffer,
  type Collected,
  type DriverError,
  type DriverHost,
  type DriverSetUp,
  type LENDING,
} from 'ringproof/virtio/split-driver';
import { FLAGS_OFFSET, hasNext, NEXT_OFFSET, type VirtqFields } from './state.ts';

type Host = DriverHost<typeof LENDING>;

/** The most descriptors of a chain that is followed here. */
const LONGEST = 2;

/** The most bytes of a chain, MAX_DESCRIPTOR_CHAIN_LENGTH. */
const MOST_BYTES = 2n ** 32n;

/** A virtqueue of Zephyr: virtqueue.c, and the part of virtio_isr (virtio_common.c) that takes chains back. */
export class Virtq implements VirtqFields {
  declare num: U16;
  declare desc: U64;
  declare avail: U64;
  declare used: U64;
  declare last_used_idx: U16;
  declare free_desc_n: U16;
  declare stack_depth: U16;
  declare avail_idx: U16;
  declare num_added: U16;
  readonly #domain: Domain;

  constructor(domain: Domain, fields: VirtqFields) {
    this.#domain = domain;
    Object.assign(this, fields);
  }

  /**
   * The size is checked by assertions, which a build can leave out, and against what the device offers by the transport
   * (virtio_mmio_set_virtqueue, virtio_pci_set_virtqueue). A queue of no descriptors is made but never used: none is made here.
   * All areas are one allocation that is aligned, its start the address of the table.
   */
  static create(domain: Domain, setUp: DriverSetUp): Result<VirtqFields, DriverError> {
    const { offered, size: num, descTable: desc } = setUp;
    if (!domain.decide(isQueueSize(num).and(num.le(offered)))) return err({ kind: 'InvalidSize' });
    if (!domain.decide(isAligned(desc, DESC_TABLE_ALIGNMENT))) return err({ kind: 'Misaligned' });
    const size = num.zeroExtend(64);
    const avail = desc.add(size.mul(16));
    const availEnd = avail.add(size.mul(2)).add(6);
    const pad = size.mul(18).add(6).rem(4);
    const zero = domain.u16(0);
    return ok({
      ...{ num, desc, avail, used: availEnd.add(pad) },
      ...{ last_used_idx: zero, free_desc_n: zero, stack_depth: zero, avail_idx: zero, num_added: zero },
    });
  }

  /** The rest of virtq_create: all areas are cleared, of which nothing reads descriptors; and all descriptors are free. */
  setUp(host: Host): void {
    const [zero, view] = [this.#domain.u16(0), this.place];
    const words = [
      ...[ring.availFlags(view), ring.availIdx(view), ring.usedEvent(view)],
      ...[ring.usedFlags(view), ring.usedIdx(view), ring.availEvent(view)],
    ];
    for (const word of words) host.store(word, zero, 'relaxed');
    freeAll(this.#domain, host.tables);
    Object.assign(this, { last_used_idx: zero, avail_idx: zero, num_added: zero });
    Object.assign(this, { free_desc_n: this.num, stack_depth: this.num });
  }

  /**
   * virtq_add_buffer_chain, with K_NO_WAIT. A chain of no buffers would be added with the head 0xffff, and its callback written beyond
   * the end of the array: it is refused here. Buffers are readable up to a number that is given, and writable from there on.
   */
  addBufferChain(host: Host, buffers: readonly Buffer[]): Result<U16, DriverError> {
    const domain = this.#domain;
    if (buffers.length === 0) return err({ kind: 'Empty' });
    if (domain.decide(isMixed(domain, buffers))) return err({ kind: 'ReadableAfterWritable' });
    if (domain.decide(bytesOf(domain, buffers, () => domain.bool(true)).gt(MOST_BYTES)))
      return err({ kind: 'TooLong' });
    if (domain.decide(this.free_desc_n.lt(buffers.length))) return err({ kind: 'Full' });
    const taken: U16[] = [];
    buffers.forEach(({ address, length, isWritable }, i) => {
      const index = this.#getFreeDesc(host);
      const at = ring.descriptor(this.desc, index);
      const isLast = i === buffers.length - 1;
      const links = domain.u16(isLast ? 0 : DESC_F_NEXT);
      const flags = domain.select(isWritable, links.or(DESC_F_WRITE), links);
      host.write(at, [address, length, flags]);
      if (isLast) host.write(at.add(NEXT_OFFSET), [domain.u16(0)]);
      const previous = taken.at(-1);
      if (previous !== undefined) host.write(ring.descriptor(this.desc, previous).add(NEXT_OFFSET), [index]);
      taken.push(index);
    });
    // unreached: one is taken at least
    const [head = domain.u16(0), second] = taken;
    lend(domain, host.tables, [head, second], buffers);
    this.#addAvailable(host, head);
    return ok(head);
  }

  /** Every transport writes its register of notifications, whatever the device has said of them. */
  notify(): Bool {
    this.num_added = this.#domain.u16(0);
    return this.#domain.bool(true);
  }

  /**
   * One round of the loop in virtio_isr, which looks at idx once for all rounds. The callback of the head, which is not cleared,
   * is then called with the length: both are the answer. A head out of range is passed over.
   */
  receive(host: Host): Result<Collected | undefined, DriverError> {
    const idx = host.load(ring.usedIdx(this.place), 16, 'relaxed');
    if (this.#domain.decide(idx.eq(this.last_used_idx))) return ok(undefined);
    const element = ring.usedElement(this.place, this.last_used_idx);
    const [id] = host.read(element, [32]);
    const [len] = host.read(element.add(4), [32]);
    this.last_used_idx = this.last_used_idx.add(1);
    const head = id.truncate(16);
    if (this.#domain.decide(head.ge(this.num))) return err({ kind: 'InvalidId' });
    this.#addFreeChain(host, head);
    return ok({ head, len });
  }

  /** Where the areas are. */
  get place() {
    return { size: this.num, descTable: this.desc, availRing: this.avail, usedRing: this.used };
  }

  #getFreeDesc(host: Host): U16 {
    this.stack_depth = this.stack_depth.sub(1);
    this.free_desc_n = this.free_desc_n.sub(1);
    return host.tables.order.at(this.stack_depth);
  }

  /** virtq_add_free_desc. k_stack_push refuses if the stack is full, and that is not looked at. */
  #addFreeDesc({ tables }: Host, index: U16): void {
    this.free_desc_n = this.free_desc_n.add(1);
    if (this.#domain.decide(this.stack_depth.ge(this.num))) return;
    giveBack(this.#domain, tables, index, this.stack_depth);
    this.stack_depth = this.stack_depth.add(1);
  }

  /**
   * Follows a chain by the flags and next of its descriptors. It ends here, too, after as many as chains have in proofs, and at one
   * that is not lent: there the code goes on along what earlier chains have left.
   */
  #addFreeChain(host: Host, head: U16): void {
    let index = head;
    for (let i = 0; i < LONGEST; i += 1) {
      const at = ring.descriptor(this.desc, index);
      const [next] = host.read(at.add(NEXT_OFFSET), [16]);
      const [flags] = host.read(at.add(FLAGS_OFFSET), [16]);
      const isLent = host.tables.kind.at(index).ne(FREE);
      this.#addFreeDesc(host, index);
      if (!this.#domain.decide(isLent.and(hasNext(flags)))) return;
      index = next;
    }
  }

  /** virtq_add_available. */
  #addAvailable(host: Host, head: U16): void {
    const idx = ring.availIdx(this.place);
    const entry = ring.availEntry(this.place, host.load(idx, 16, 'relaxed'));
    host.store(entry, head, 'relaxed');
    host.fence('seq-cst');
    this.avail_idx = host.load(idx, 16, 'relaxed').add(1);
    host.store(idx, this.avail_idx, 'relaxed');
    this.num_added = this.num_added.add(1);
  }
}
