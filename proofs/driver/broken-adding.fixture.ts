import { ok, type Bool, type Result, type U16, type U64 } from 'ringproof';
import { DESC_F_INDIRECT } from 'ringproof/virtio/split';
import {
  ring,
  splitDriver,
  type Buffer,
  type Collected,
  type DriverError,
} from 'ringproof/virtio/split-driver';
import { SpecDriver } from '../../models/spec-driver/driver.ts';
import { specDriverModel } from '../../models/spec-driver/index.ts';
import { NONE } from '../../models/spec-driver/state.ts';
import { broken, type BrokenDriver, type Host } from './broken-driver.fixture.ts';

const right = specDriverModel((domain, fields) => new SpecDriver(domain, fields));

/** What goes wrong when a chain is added, what is counted, and what a lying device can do. */
export const BROKEN_ADDING: readonly BrokenDriver[] = [
  broken(
    'WRITE is left out',
    {
      'driver/add': 'WRITE is set of buffers that the device writes, and of no other',
      'driver/add-indirect-table': 'WRITE is set of buffers that the device writes, and of no other',
    },
    class extends SpecDriver {
      protected override describe(host: Host, at: U64, buffer: Buffer, next: U16 | undefined): void {
        super.describe(host, at, { ...buffer, isWritable: this.domain.bool(false) }, next);
      }
    },
  ),
  broken(
    'the order of buffers is not looked at',
    { 'driver/add': 'what the device writes comes after what it reads' },
    class extends SpecDriver {
      protected override refusal(buffers: readonly Buffer[]): DriverError['kind'] | undefined {
        const refusal = super.refusal(buffers);
        return refusal === 'ReadableAfterWritable' ? undefined : refusal;
      }
    },
  ),
  broken(
    'the head is put into the entry after the next',
    {
      'driver/add': 'the head is in the next entry',
      'driver/add-keeps': 'only its descriptors and the next entry are written',
      'driver/add-indirect': 'the head is in the next entry',
      'driver/add-indirect-keeps': 'only the table, the descriptor and the next entry are written',
    },
    class extends SpecDriver {
      protected override enter(host: Host, head: U16): U16 {
        host.store(ring.availEntry(this, this.nextAvail.add(1)), head, 'relaxed');
        this.nextAvail = this.nextAvail.add(1);
        return head;
      }
    },
  ),
  broken(
    'a descriptor refers to a table that was never allocated',
    {
      'driver/add-indirect': 'no descriptor refers to a table that was not allocated',
      'driver/add-indirect-table': 'none of them refers to a table',
    },
    class extends SpecDriver {
      override addIndirect(host: Host, buffers: readonly Buffer[]): Result<U16, DriverError> {
        const added = super.add(host, buffers);
        if (!added.ok) return added;
        const flags = ring.descriptor(this.descTable, added.value).add(12);
        host.store(flags, this.domain.u16(DESC_F_INDIRECT), 'relaxed');
        return added;
      }
    },
  ),
  broken(
    'a lent descriptor is taken again',
    { 'driver/add-keeps': 'no descriptor of it was lent' },
    class extends SpecDriver {
      protected override take(host: Host): U16 {
        const [taken, first] = [super.take(host), this.domain.u16(0)];
        return this.domain.select(host.tables.owner.at(first).ne(NONE), first, taken);
      }
    },
  ),
  broken(
    'the index goes on though the queue is full',
    { 'driver/add-refused': 'no field changes' },
    class extends SpecDriver {
      override add(host: Host, buffers: readonly Buffer[]): Result<U16, DriverError> {
        const result = super.add(host, buffers);
        if (!result.ok) this.nextAvail = this.nextAvail.add(1);
        return result;
      }
    },
  ),
  broken(
    'NEXT is set of the descriptor that refers to a table',
    { 'driver/add-indirect': 'NEXT is not set of it' },
    class extends SpecDriver {
      protected override enter(host: Host, head: U16): U16 {
        const flags = ring.descriptor(this.descTable, head).add(12);
        const [read] = host.read(flags, [16]);
        host.write(flags, [read.or(1)]);
        return super.enter(host, head);
      }
    },
  ),
  broken(
    'a descriptor is lost where there is no memory for a table',
    { 'driver/add-indirect-refused': 'no field changes' },
    class extends SpecDriver {
      override addIndirect(host: Host, buffers: readonly Buffer[]): Result<U16, DriverError> {
        const result = super.addIndirect(host, buffers);
        if (!result.ok && result.error.kind === 'NoMemory') this.numFree = this.numFree.sub(1);
        return result;
      }
    },
  ),
  broken(
    'an element that is refused is passed over the second time',
    { 'driver/lying-device-again': 'no field changes' },
    class extends SpecDriver {
      override collect(host: Host): Result<Collected | undefined, DriverError> {
        if (!this.domain.decide(this.isBroken)) return super.collect(host);
        this.lastUsed = this.lastUsed.add(1);
        return ok(undefined);
      }
    },
  ),
  broken(
    'what is published later takes the place of what was counted',
    { 'driver/kick-count': 'each entry that is published is counted, and no other' },
    class extends SpecDriver {
      override publish(host: Host): void {
        this.numAdded = this.domain.u16(0);
        super.publish(host);
      }
    },
  ),
  broken(
    'that the count wraps is not noticed',
    { 'driver/kick-count': 'each entry that is published is counted, and no other' },
    class extends SpecDriver {
      override publish(host: Host): void {
        const before = this.addedAll;
        super.publish(host);
        this.addedAll = before;
      }
    },
  ),
  broken(
    'the count goes on after a notification',
    { 'driver/kick-count-begins': 'with a notification, counting begins anew' },
    class extends SpecDriver {
      override shouldKick(host: Host): Bool {
        const [numAdded, addedAll] = [this.numAdded, this.addedAll];
        const kicks = super.shouldKick(host);
        Object.assign(this, { numAdded, addedAll });
        return kicks;
      }
    },
  ),
  {
    what: 'books say nothing of the chains of lent descriptors',
    refutes: { 'driver/partition': 'a lent descriptor is part of an outstanding chain' },
    model: splitDriver.implement(
      { name: 'broken', source: 'books without their sentence on lent descriptors' },
      {
        ...right,
        books: {
          ...right.books,
          each: (kept, index) => {
            const { 'a lent descriptor is in an outstanding chain': _, ...rest } = right.books.each(
              kept,
              index,
            );
            return rest;
          },
        },
      },
    ),
  },
];
