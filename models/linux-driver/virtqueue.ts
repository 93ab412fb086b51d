import { err, ok, type Bool, type Domain, type Result, type U16, type U64 } from 'ringproof';
import {
  DESC_F_INDIRECT,
  DESC_F_NEXT,
  DESC_F_WRITE,
  DESC_TABLE_ALIGNMENT,
  isAligned,
  isQueueSize,
  USED_RING_ALIGNMENT,
} from 'ringproof/virtio/split';
import {
  isMixed,
  lend,
  listAgain,
  listAll,
  ring,
  type Buffer,
  type Collected,
  type DriverError,
  type DriverHost,
  type DriverSetUp,
} from 'ringproof/virtio/split-driver';
import { FLAGS_OFFSET, hasNext, NO, YES, type TABLES, type VirtqueueFields } from './state.ts';

type Host = DriverHost<typeof TABLES>;

/** Bytes of a descriptor (2.7.5). */
const DESCRIPTOR_BYTES = 16;
/** The flag by which the device wants no notifications, or the driver none (2.7.6, 2.7.8). */
const NO_NOTIFICATION = 1;
/** With so many entries added, adding kicks. */
const MOST_ADDED = 0xffff;
/** The most descriptors of a chain that is followed here. */
const LONGEST = 2;

/**
 * A split queue of Linux. Barriers are those of `weak_barriers`, between processors: a transport for real devices asks for stronger
 * ones. Mapping for the device never fails here, and what is kept to undo it, address, length and flags of
 * `desc_extra`, is left out.
 */
export class Virtqueue implements VirtqueueFields {
  declare num: U16;
  declare desc: U64;
  declare avail: U64;
  declare used: U64;
  declare broken: Bool;
  declare indirect: Bool;
  declare event: Bool;
  declare free_head: U16;
  declare num_free: U16;
  declare num_added: U16;
  declare last_used_idx: U16;
  declare event_triggered: Bool;
  declare avail_flags_shadow: U16;
  declare avail_idx_shadow: U16;
  readonly #domain: Domain;

  constructor(domain: Domain, fields: VirtqueueFields) {
    this.#domain = domain;
    Object.assign(this, fields);
  }

  /**
   * vring_alloc_queue_split. The size is the one that the device offers, halved until memory for it is found: any that is no more.
   * All areas are one allocation; where the used ring begins in it depends on the transport's alignment, and is given here.
   */
  static create(domain: Domain, setUp: DriverSetUp): Result<VirtqueueFields, DriverError> {
    const { offered, size: num, descTable: desc, usedRing: used, eventIdx, indirectDesc } = setUp;
    if (!domain.decide(isQueueSize(num).and(num.le(offered)))) return err({ kind: 'InvalidSize' });
    const areAligned = isAligned(desc, DESC_TABLE_ALIGNMENT).and(isAligned(used, USED_RING_ALIGNMENT));
    if (!domain.decide(areAligned)) return err({ kind: 'Misaligned' });
    return ok({
      ...{ num, desc, avail: desc.add(num.zeroExtend(64).mul(DESCRIPTOR_BYTES)), used },
      ...{ event: eventIdx, indirect: indirectDesc },
      ...unused(domain, num),
    });
  }

  /** The memory is cleared when it is allocated. Then virtqueue_vring_init_split, of a queue with a callback, and virtqueue_init. */
  setUp(host: Host): void {
    const [domain, view] = [this.#domain, this.place];
    const words = [
      ...[ring.availFlags(view), ring.availIdx(view), ring.usedEvent(view)],
      ...[ring.usedFlags(view), ring.usedIdx(view), ring.availEvent(view)],
    ];
    for (const word of words) host.store(word, domain.u16(0), 'relaxed');
    listAll(domain, host.tables, this.num);
    host.tables.data.fill(() => domain.u8(NO));
    host.tables.indir_desc.fill(() => domain.u8(NO));
    Object.assign(this, unused(domain, this.num));
  }

  /**
   * virtqueue_add_split. `mayAllocate`: whether memory for an indirect table is asked for; where there is none, the chain is added
   * without one. No buffers at all stop the kernel (BUG_ON), and are refused here. Callers give what the device reads first.
   */
  add(host: Host, buffers: readonly Buffer[], mayAllocate: boolean): Result<U16, DriverError> {
    const domain = this.#domain;
    const { next, data, indir_desc } = host.tables;
    if (domain.decide(this.broken)) return err({ kind: 'Broken' });
    if (buffers.length === 0) return err({ kind: 'Empty' });
    if (domain.decide(isMixed(domain, buffers))) return err({ kind: 'ReadableAfterWritable' });
    const head = this.free_head;
    const usesTable =
      mayAllocate && buffers.length > 1 && domain.decide(this.indirect.and(this.num_free.ne(0)));
    const table = usesTable ? host.allocate(buffers.length) : undefined;
    const count = table === undefined ? buffers.length : 1;
    if (domain.decide(this.num_free.lt(count))) {
      // The device is notified, come what may, if there is something for it to read.
      // unreached: there is one buffer at least
      host.notify(buffers[0]?.isWritable.not() ?? false);
      return err({ kind: 'Full' });
    }
    let second: U16 | undefined;
    if (table === undefined) {
      const following = next.at(head);
      second = count > 1 ? following : undefined;
      this.#fill(host, this.desc, buffers, second === undefined ? [head] : [head, second], (i) => next.at(i));
      this.free_head = second === undefined ? following : next.at(second);
    } else {
      const places = buffers.map((_, i) => domain.u16(i));
      this.#fill(host, table, buffers, places, (i) => i.add(1));
      const length = domain.u32(buffers.length * DESCRIPTOR_BYTES);
      this.free_head = next.at(head);
      host.write(ring.descriptor(this.desc, head), [
        ...[table, length, domain.u16(DESC_F_INDIRECT), this.free_head],
      ]);
    }
    this.num_free = this.num_free.sub(count);
    lend(domain, host.tables, [head, second], buffers);
    data.put(head, domain.u8(YES));
    indir_desc.put(head, domain.u8(table === undefined ? NO : YES));
    host.store(ring.availEntry(this.place, this.avail_idx_shadow), head, 'relaxed');
    host.fence('linux-wmb');
    this.avail_idx_shadow = this.avail_idx_shadow.add(1);
    host.store(ring.availIdx(this.place), this.avail_idx_shadow, 'relaxed');
    this.num_added = this.num_added.add(1);
    if (domain.decide(this.num_added.eq(MOST_ADDED))) host.notify(this.kick(host));
    return ok(head);
  }

  /** virtqueue_kick: virtqueue_kick_prepare_split, and virtqueue_notify, which does nothing of a queue that is broken. */
  kick(host: Host): Bool {
    const domain = this.#domain;
    host.fence('linux-mb');
    const old = this.avail_idx_shadow.sub(this.num_added);
    this.num_added = domain.u16(0);
    const needsKick = domain.decide(this.event)
      ? this.#needsEvent(host.load(ring.availEvent(this.place), 16, 'relaxed'), old)
      : host.load(ring.usedFlags(this.place), 16, 'relaxed').and(NO_NOTIFICATION).eq(0);
    return needsKick.and(this.broken.not());
  }

  /** virtqueue_get_buf_ctx_split. Nothing is compared with the length that the device says. */
  getBuf(host: Host): Result<Collected | undefined, DriverError> {
    const domain = this.#domain;
    if (domain.decide(this.broken)) return err({ kind: 'Broken' });
    if (!domain.decide(this.#moreUsed(host))) return ok(undefined);
    host.fence('linux-rmb');
    const element = ring.usedElement(this.place, this.last_used_idx);
    const [id] = host.read(element, [32]);
    const [len] = host.read(element.add(4), [32]);
    if (domain.decide(id.ge(this.num.zeroExtend(32)))) return this.#badRing();
    const head = id.truncate(16);
    if (domain.decide(host.tables.data.at(head).eq(NO))) return this.#badRing();
    this.#detach(host, head);
    this.last_used_idx = this.last_used_idx.add(1);
    // Without VIRTIO_F_EVENT_IDX, too.
    if (domain.decide(this.#wantsInterrupts())) {
      host.store(ring.usedEvent(this.place), this.last_used_idx, 'relaxed');
      host.fence('linux-mb');
    }
    return ok({ head, len });
  }

  /** virtqueue_disable_cb_split. With VIRTIO_F_EVENT_IDX, used_event goes to 0, unless the device has interrupted already. */
  disableCb(host: Host): void {
    const domain = this.#domain;
    if (!domain.decide(this.#wantsInterrupts())) return;
    this.avail_flags_shadow = domain.u16(NO_NOTIFICATION);
    if (domain.decide(this.event_triggered)) return;
    if (domain.decide(this.event)) host.store(ring.usedEvent(this.place), domain.u16(0), 'relaxed');
    else host.store(ring.availFlags(this.place), this.avail_flags_shadow, 'relaxed');
  }

  /** virtqueue_enable_cb: virtqueue_enable_cb_prepare, and virtqueue_poll, which sees nothing of a queue that is broken. */
  enableCb(host: Host): Bool {
    const domain = this.#domain;
    this.event_triggered = domain.bool(false);
    if (!domain.decide(this.#wantsInterrupts())) {
      this.avail_flags_shadow = domain.u16(0);
      if (!domain.decide(this.event))
        host.store(ring.availFlags(this.place), this.avail_flags_shadow, 'relaxed');
    }
    host.store(ring.usedEvent(this.place), this.last_used_idx, 'relaxed');
    if (domain.decide(this.broken)) return domain.bool(false);
    host.fence('linux-mb');
    return this.#moreUsed(host);
  }

  /** Where the areas are. */
  get place() {
    return { size: this.num, descTable: this.desc, availRing: this.avail, usedRing: this.used };
  }

  /** virtqueue_add_desc_split of each buffer, with NEXT; then the flags of the last are read and stored again without. */
  #fill(
    host: Host,
    table: U64,
    buffers: readonly Buffer[],
    places: readonly U16[],
    nextOf: (index: U16) => U16,
  ): void {
    const domain = this.#domain;
    let flagsAt: U64 | undefined;
    buffers.forEach(({ address, length, isWritable }, i) => {
      const index = places[i];
      // unreached: each buffer has a place
      if (index === undefined) return;
      const at = ring.descriptor(table, index);
      const flags = domain.select(
        isWritable,
        domain.u16(DESC_F_NEXT | DESC_F_WRITE),
        domain.u16(DESC_F_NEXT),
      );
      host.write(at, [address, length, flags, nextOf(index)]);
      flagsAt = at.add(FLAGS_OFFSET);
    });
    // unreached: there is one buffer at least
    if (flagsAt === undefined) return;
    const [flags] = host.read(flagsAt, [16]);
    host.write(flagsAt, [flags.and(0xffff - DESC_F_NEXT)]);
  }

  /** vring_need_event. */
  #needsEvent(event: U16, old: U16): Bool {
    const idx = this.avail_idx_shadow;
    return idx.sub(event).sub(1).lt(idx.sub(old));
  }

  /** more_used_split. */
  #moreUsed(host: Host): Bool {
    return host.load(ring.usedIdx(this.place), 16, 'relaxed').ne(this.last_used_idx);
  }

  #wantsInterrupts(): Bool {
    return this.avail_flags_shadow.and(NO_NOTIFICATION).eq(0);
  }

  /** BAD_RING: a message is logged. */
  #badRing(): Result<never, DriverError> {
    this.broken = this.#domain.bool(true);
    return err({ kind: 'InvalidId' });
  }

  /**
   * detach_buf_split. Whether a descriptor follows is read from its flags in the table. After as many as chains have in proofs it ends
   * here: there the code goes on, for as long as flags say so.
   */
  #detach(host: Host, head: U16): void {
    const domain = this.#domain;
    const { next, data, indir_desc } = host.tables;
    const first = this.free_head;
    data.put(head, domain.u8(NO));
    let second: U16 | undefined;
    for (let i = 1; i < LONGEST; i += 1) {
      const [flags] = host.read(ring.descriptor(this.desc, second ?? head).add(FLAGS_OFFSET), [16]);
      if (!domain.decide(hasNext(flags))) break;
      second = next.at(second ?? head);
    }
    listAgain(domain, host.tables, [head, second], { size: this.num, first, count: this.num_free });
    this.free_head = head;
    this.num_free = this.num_free.add(second === undefined ? 1 : 2);
    if (domain.decide(this.indirect)) indir_desc.put(head, domain.u8(NO));
  }
}

/** All that changes, of a queue that was never used. */
function unused(domain: Domain, num: U16) {
  const [no, zero] = [domain.bool(false), domain.u16(0)];
  return {
    ...{ broken: no, event_triggered: no, free_head: zero, num_free: num, num_added: zero },
    ...{ last_used_idx: zero, avail_flags_shadow: zero, avail_idx_shadow: zero },
  };
}
