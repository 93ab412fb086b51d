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
  FREE,
  HEAD,
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
import { hasNext, isIndirect, type QueueFields, type TABLES } from './state.ts';

type Host = DriverHost<typeof TABLES>;

/** Bytes of a descriptor (2.7.5). */
const DESCRIPTOR_BYTES = 16;
const NO_NOTIFICATION = 1;

/** VirtQueue, with the feature `alloc`. Sharing buffers with the device, which may copy them, is left out. */
export class VirtQueue implements QueueFields {
  declare size: U16;
  declare desc: U64;
  declare avail: U64;
  declare used: U64;
  declare num_used: U16;
  declare free_head: U16;
  declare avail_idx: U16;
  declare last_used_idx: U16;
  declare event_idx: Bool;
  declare indirect: Bool;
  declare num_added: U16;
  readonly #domain: Domain;

  constructor(domain: Domain, fields: QueueFields) {
    this.#domain = domain;
    Object.assign(this, fields);
  }

  /** new. Which sizes there are is checked as a queue’s type is compiled. Table and available ring are one allocation. */
  static create(domain: Domain, setUp: DriverSetUp): Result<QueueFields, DriverError> {
    const { offered, size, descTable: desc, usedRing: used, eventIdx, indirectDesc } = setUp;
    if (!domain.decide(isQueueSize(size).and(size.le(offered)))) return err({ kind: 'InvalidSize' });
    const areAligned = isAligned(desc, DESC_TABLE_ALIGNMENT).and(isAligned(used, USED_RING_ALIGNMENT));
    if (!domain.decide(areAligned)) return err({ kind: 'Misaligned' });
    return ok({
      ...{ size, desc, avail: desc.add(size.zeroExtend(64).mul(DESCRIPTOR_BYTES)), used },
      ...{ event_idx: eventIdx, indirect: indirectDesc },
      ...unused(domain),
    });
  }

  /** The rest of new: the memory is cleared when it is allocated, and descriptors are linked. */
  setUp(host: Host): void {
    const [domain, view] = [this.#domain, this.place];
    const words = [
      ...[ring.availFlags(view), ring.availIdx(view), ring.usedEvent(view)],
      ...[ring.usedFlags(view), ring.usedIdx(view), ring.availEvent(view)],
    ];
    for (const word of words) host.store(word, domain.u16(0), 'relaxed');
    listAll(domain, host.tables, this.size);
    host.tables.flags.fill(() => domain.u16(0));
    host.tables.indirect_list.fill(() => domain.u8(0));
    Object.assign(this, unused(domain));
  }

  /**
   * add. `isDirect`: as of a queue without indirect tables. What the device reads is given first. A buffer of no bytes makes the code
   * panic, in a table only when the chain comes back, and so does a table for which there is no memory: both are refused here.
   */
  add(host: Host, buffers: readonly Buffer[], isDirect: boolean): Result<U16, DriverError> {
    const domain = this.#domain;
    const { next, flags, indirect_list } = host.tables;
    if (buffers.length === 0) return err({ kind: 'Empty' });
    if (domain.decide(isMixed(domain, buffers))) return err({ kind: 'ReadableAfterWritable' });
    const usesTable = !isDirect && buffers.length > 1 && domain.decide(this.indirect);
    const free = this.size.sub(this.num_used);
    const count = usesTable ? 1 : buffers.length;
    if (domain.decide(free.lt(count).or(this.size.lt(buffers.length)))) return err({ kind: 'Full' });
    const isEmpty = buffers.map(({ length }) => length.eq(0));
    if (domain.decide(domain.bool(false).or(...isEmpty))) return err({ kind: 'Empty' });
    const table = usesTable ? host.allocate(buffers.length) : undefined;
    if (usesTable && table === undefined) return err({ kind: 'NoMemory' });
    const head = this.free_head;
    let second: U16 | undefined;
    if (table === undefined) {
      const following = next.at(head);
      second = count > 1 ? following : undefined;
      this.free_head = second === undefined ? following : next.at(second);
      buffers.forEach((buffer, i) => {
        // unreached: where there is a second buffer, there is a second descriptor
        const index = i === 0 ? head : (second ?? head);
        const isLast = i === buffers.length - 1;
        const itsFlags = this.#flagsOf(buffer, isLast);
        flags.put(index, itsFlags);
        const { address, length } = buffer;
        const at = ring.descriptor(this.desc, index);
        host.write(at, [address, length, itsFlags, isLast ? this.free_head : following]);
      });
    } else {
      buffers.forEach((buffer, i) => {
        const isLast = i === buffers.length - 1;
        const { address, length } = buffer;
        host.write(table.add(i * DESCRIPTOR_BYTES), [
          ...[address, length, this.#flagsOf(buffer, isLast), domain.u16(i + 1)],
        ]);
      });
      indirect_list.put(head, domain.u8(buffers.length));
      this.free_head = next.at(head);
      const itsFlags = domain.u16(DESC_F_INDIRECT);
      flags.put(head, itsFlags);
      const length = domain.u32(buffers.length * DESCRIPTOR_BYTES);
      host.write(ring.descriptor(this.desc, head), [...[table, length, itsFlags, this.free_head]]);
    }
    this.num_used = this.num_used.add(count);
    lend(domain, host.tables, [head, second], buffers);
    host.store(ring.availEntry(this.place, this.avail_idx), head, 'relaxed');
    host.fence('seq-cst');
    this.avail_idx = this.avail_idx.add(1);
    host.store(ring.availIdx(this.place), this.avail_idx, 'release');
    this.num_added = this.num_added.add(1);
    return ok(head);
  }

  /** should_notify. */
  shouldNotify(host: Host): Bool {
    this.num_added = this.#domain.u16(0);
    if (!this.#domain.decide(this.event_idx))
      return host.load(ring.usedFlags(this.place), 16, 'acquire').and(NO_NOTIFICATION).eq(0);
    return this.avail_idx.ge(host.load(ring.availEvent(this.place), 16, 'acquire').add(1));
  }

  /** set_dev_notify. */
  setDevNotify(host: Host, isEnabled: boolean): void {
    if (this.#domain.decide(this.event_idx)) return;
    const flags = this.#domain.u16(isEnabled ? 0 : NO_NOTIFICATION);
    host.store(ring.availFlags(this.place), flags, 'release');
  }

  /** can_pop. */
  canPop(host: Host): Bool {
    return host.load(ring.usedIdx(this.place), 16, 'acquire').ne(this.last_used_idx);
  }

  /**
   * peek_used, and pop_used of that token, as the code above calls them: it looks up what it lent with the token, which is there below
   * the size. OwningQueue and the input device, all of whose chains are one buffer, find one for each token, lent or not. Others wait
   * for a token that they have lent. Another token than was seen first is refused.
   */
  pop(host: Host): Result<Collected | undefined, DriverError> {
    const domain = this.#domain;
    const element = ring.usedElement(this.place, this.last_used_idx);
    if (!domain.decide(this.canPop(host))) return ok(undefined);
    const [seen] = host.read(element, [32]);
    const token = seen.truncate(16);
    if (domain.decide(token.ge(this.size))) return err({ kind: 'InvalidId' });
    if (domain.decide(this.#isUnknown(host, token))) return err({ kind: 'InvalidId' });
    const isTwo = this.#isTwo(host, token);
    if (!domain.decide(this.canPop(host))) return err({ kind: 'InvalidId' });
    const [id] = host.read(element, [32]);
    const [len] = host.read(element.add(4), [32]);
    const head = id.truncate(16);
    if (domain.decide(head.ne(token))) return err({ kind: 'InvalidId' });
    this.#recycle(host, token, isTwo);
    this.last_used_idx = this.last_used_idx.add(1);
    if (domain.decide(this.event_idx)) host.store(ring.usedEvent(this.place), this.last_used_idx, 'release');
    return ok({ head, len });
  }

  /** Where the areas are. */
  get place() {
    return { size: this.size, descTable: this.desc, availRing: this.avail, usedRing: this.used };
  }

  #flagsOf({ isWritable }: Buffer, isLast: boolean): U16 {
    const links = this.#domain.u16(isLast ? 0 : DESC_F_NEXT);
    return this.#domain.select(isWritable, links.or(DESC_F_WRITE), links);
  }

  /** Whether the code above has lent nothing with a token, nor ever a chain of one buffer. */
  #isUnknown({ tables: { kind, flags } }: Host, token: U16): Bool {
    const [is, last] = [kind.at(token), flags.at(token)];
    return is.ne(HEAD).and(is.ne(FREE).or(hasNext(last), isIndirect(last)));
  }

  /** Whether the code above has lent two buffers with a token, and not one. */
  #isTwo({ tables: { kind, link, indirect_list } }: Host, token: U16): Bool {
    const isPair = indirect_list.at(token).eq(2).or(link.at(token).ne(token));
    return kind.at(token).eq(HEAD).and(isPair);
  }

  /** recycle_descriptors. Counting below 0 wraps, as in a release build. */
  #recycle(host: Host, head: U16, isTwo: Bool): void {
    const domain = this.#domain;
    const { next, flags, indirect_list } = host.tables;
    const list = { size: this.size, first: this.free_head, count: this.size.sub(this.num_used) };
    if (domain.decide(isIndirect(flags.at(head)))) {
      const buffers = indirect_list.at(head);
      domain.trapIf('panic', buffers.ne(domain.select(isTwo, domain.u8(2), domain.u8(1))));
      indirect_list.put(head, domain.u8(0));
      listAgain(domain, host.tables, [head, undefined], list);
      this.num_used = this.num_used.sub(1);
    } else if (domain.decide(isTwo)) {
      domain.trapIf('panic', hasNext(flags.at(head)).not());
      const second = next.at(head);
      domain.trapIf('panic', hasNext(flags.at(second)));
      listAgain(domain, host.tables, [head, second], list);
      this.num_used = this.num_used.sub(2);
      this.#clear(host, head);
      this.#clear(host, second);
    } else {
      domain.trapIf('panic', hasNext(flags.at(head)));
      listAgain(domain, host.tables, [head, undefined], list);
      this.num_used = this.num_used.sub(1);
      this.#clear(host, head);
    }
    this.free_head = head;
  }

  /** unset_buf and write_desc: address and length of a descriptor are 0. */
  #clear(host: Host, index: U16): void {
    const { flags, next } = host.tables;
    const [address, length] = [this.#domain.u64(0), this.#domain.u32(0)];
    host.write(ring.descriptor(this.desc, index), [address, length, flags.at(index), next.at(index)]);
  }
}

/** All that changes, of a queue that was never used. */
function unused(domain: Domain) {
  const zero = domain.u16(0);
  return {
    ...{ num_used: zero, free_head: zero, avail_idx: zero, last_used_idx: zero, num_added: zero },
  };
}
