import { ok, type Domain, type Result, type U16, type U64 } from 'ringproof';
import {
  ring,
  splitDriver,
  type Buffer,
  type Collected,
  type DriverError,
  type DriverHost,
} from 'ringproof/virtio/split-driver';
import { InOrderDriver } from '../../models/in-order-driver/driver.ts';
import { inOrderDriver, inOrderDriverModel } from '../../models/in-order-driver/index.ts';
import type { InOrderFields, TABLES } from '../../models/in-order-driver/state.ts';
import type { BrokenDriver } from './broken-driver.fixture.ts';

type Host = DriverHost<typeof TABLES>;
type Answer = Result<Collected | undefined, DriverError>;

function broken(
  what: string,
  refutes: BrokenDriver['refutes'],
  made: new (domain: Domain, fields: InOrderFields) => InOrderDriver,
): BrokenDriver {
  const model = inOrderDriverModel((domain, fields) => new made(domain, fields));
  const info = { name: 'broken', source: what };
  return { ...{ what, refutes }, model: splitDriver.implement(info, model), right: inOrderDriver };
}

/** Collects as it should, and then changes what it answers. */
abstract class Answering extends InOrderDriver {
  override collect(host: Host): Answer {
    const isInside = this.batchEnd.ne(this.lastUsed);
    const answer = super.collect(host);
    if (!answer.ok || answer.value === undefined) return answer;
    return ok(this.changed(answer.value, this.domain.decide(isInside)));
  }

  protected abstract changed(answer: Collected, isInside: boolean): Collected;
}

/** Drivers that take descriptors, or the elements of a device that uses them in order, for what they are not. */
export const BROKEN_IN_ORDER: readonly BrokenDriver[] = [
  broken(
    'next goes on beyond the last descriptor of the table',
    { 'driver/in-order-descriptors': 'next is one further, and 0 of the last descriptor of the table' },
    class extends InOrderDriver {
      protected override describe(host: Host, at: U64, buffer: Buffer, next: U16 | undefined): void {
        super.describe(host, at, buffer, next && this.domain.select(next.eq(0), this.size, next));
      }
    },
  ),
  broken(
    'a chain is put before those that are outstanding',
    {
      'driver/in-order-descriptors': 'it is the last in the order of chains',
      'driver/in-order-table': 'it is the last in the order of chains',
    },
    class extends InOrderDriver {
      protected override own(host: Host, taken: readonly U16[], buffers: readonly Buffer[]): void {
        super.own(host, taken, buffers);
        for (const head of taken) host.tables.added.put(head, this.lastUsed.sub(1));
      }
    },
  ),
  broken(
    'the descriptors of a table are linked as those of the queue are',
    { 'driver/in-order-table': 'next is one further, within the table' },
    class extends InOrderDriver {
      protected override describe(host: Host, at: U64, buffer: Buffer, next: U16 | undefined): void {
        super.describe(host, at, buffer, next?.add(this.nextFree));
      }
    },
  ),
  broken(
    'an element is taken for one chain alone',
    { 'driver/in-order-collect': 'its batch ends with that chain' },
    class extends InOrderDriver {
      protected override endOf(): U16 {
        return this.lastUsed.add(1);
      }
    },
  ),
  broken(
    'an element may name a descriptor that is free',
    { 'driver/in-order-collect': 'an element names an outstanding chain' },
    class extends InOrderDriver {
      protected override takeElement(host: Host): Result<boolean, DriverError> {
        const { lastUsed } = this;
        const idx = host.load(ring.usedIdx(this), 16, 'acquire');
        if (this.domain.decide(idx.eq(lastUsed))) return ok(false);
        const [id, len] = host.read(ring.usedElement(this, lastUsed), [32, 32]);
        if (this.domain.decide(id.ge(this.size.zeroExtend(32)))) return this.breaks('InvalidId');
        const before = host.tables.added.at(id.truncate(16)).sub(lastUsed);
        if (!this.domain.decide(this.isSeen(before, idx))) return this.breaks('InvalidId');
        this.batchEnd = this.endOf(before);
        this.batchLen = len;
        return ok(true);
      }
    },
  ),
  broken(
    'the length that an element tells is lost',
    { 'driver/in-order-collect': 'what it tells is kept' },
    class extends InOrderDriver {
      protected override takeElement(host: Host): Result<boolean, DriverError> {
        const taken = super.takeElement(host);
        this.batchLen = this.domain.u32(0);
        return taken;
      }
    },
  ),
  broken(
    'idx is read before each chain, for nothing',
    { 'driver/in-order-collect': 'in a batch, the used ring is not looked at' },
    class extends InOrderDriver {
      override collect(host: Host): Answer {
        host.load(ring.usedIdx(this), 16, 'acquire');
        return super.collect(host);
      }
    },
  ),
  broken(
    'a batch ends anywhere',
    {
      'driver/in-order-collect': 'it ends no later than what was published, and than what idx says is used',
    },
    class extends InOrderDriver {
      protected override isSeen() {
        return this.domain.bool(true);
      }
    },
  ),
  broken(
    'the length of the last chain is used for the others as well',
    {
      'driver/in-order-collect':
        'of a chain that has no element, all that the device can write counts as written',
    },
    class extends Answering {
      protected override changed({ head }: Collected): Collected {
        return { head, len: this.batchLen };
      }
    },
  ),
  broken(
    'the last chain of a batch is taken for one without an element',
    { 'driver/in-order-collect': 'of the last of a batch, what the element tells is its length' },
    class extends Answering {
      protected override changed({ head, len }: Collected): Collected {
        const isLast = this.lastUsed.eq(this.batchEnd);
        return { head, len: this.domain.select(isLast, this.domain.u32(0), len) };
      }
    },
  ),
  broken(
    'the chain that comes next is answered',
    { 'driver/in-order-collect': 'it is the chain that was added first' },
    class extends Answering {
      protected override changed({ len }: Collected): Collected {
        return { head: this.oldest, len };
      }
    },
  ),
  broken(
    'a batch is forgotten after its second chain',
    { 'driver/in-order-collect': 'a batch stays what it is until its last chain is collected' },
    class extends Answering {
      protected override changed(answer: Collected, isInside: boolean): Collected {
        if (isInside) this.batchEnd = this.lastUsed;
        return answer;
      }
    },
  ),
  broken(
    'idx is looked at before each chain',
    { 'driver/in-order-collect': 'a batch that was begun is collected to its end' },
    class extends InOrderDriver {
      override collect(host: Host): Answer {
        const idx = host.load(ring.usedIdx(this), 16, 'acquire');
        return this.domain.decide(idx.eq(this.lastUsed)) ? ok(undefined) : super.collect(host);
      }
    },
  ),
];
