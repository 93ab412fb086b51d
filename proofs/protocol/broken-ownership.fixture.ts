import type { Bool, GuestMemory, Result, U16, U32 } from 'ringproof';
import type { PoppedChain, QueueError } from 'ringproof/virtio/split';
import { ring, type Buffer, type Collected, type DriverError } from 'ringproof/virtio/split-driver';
import { SpecDriver } from '../../models/spec-driver/driver.ts';
import { SpecQueue } from '../../models/spec/queue.ts';
import { brokenDevice, brokenDriver, type BrokenProtocol, type Host } from './broken.fixture.ts';

const available = (step: string): string => `protocol/available-ring/${step}`;
const used = (step: string): string => `protocol/used-ring/${step}`;

const LENT = 'a head that is lent is available or with the device, and a free one is neither';
const NOT_TAKEN = 'an available head was added at an entry that is not taken';
const ENTRY =
  'the entry at which it was added is that head, also once it is taken, as long as the device can put it back';
const OTHER_ENTRY = 'no other entry is that head';
const COUNTED = 'the device holds no more chains than it took and did not return';
const ELEMENT = 'a used head is the element by which it was returned';
const OTHER_ELEMENT = 'no other element is that head';
const PUBLISHED = 'what is published is written';

/** Pairs with one side that has a head at two places, or at none. */
export const BROKEN_OWNERS: readonly BrokenProtocol[] = [
  brokenDriver(
    'the driver does not note that a chain is lent',
    {
      [available('after-add')]: LENT,
      [available('after-add-indirect')]: LENT,
      'protocol/queue-reset/after-add': 'set up again, what is lent was added since',
    },
    class extends SpecDriver {
      protected override own(host: Host, taken: readonly U16[], buffers: readonly Buffer[]): void {
        super.own(host, taken, buffers);
        const [head] = taken;
        if (head !== undefined) host.tables.count.put(head, this.domain.u16(0));
      }
    },
  ),
  brokenDriver(
    'a chain that was collected stays lent',
    { [available('after-collect')]: LENT },
    class extends SpecDriver {
      protected override giveBack(host: Host, head: U16): void {
        const count = host.tables.count.at(head);
        super.giveBack(host, head);
        host.tables.count.put(head, count);
      }
    },
  ),
  brokenDriver(
    'the driver collects an element twice',
    { [used('after-collect')]: OTHER_ELEMENT },
    class extends SpecDriver {
      protected override giveBack(host: Host, head: U16): void {
        super.giveBack(host, head);
        this.lastUsed = this.lastUsed.sub(1);
      }
    },
  ),
  brokenDriver(
    'the driver takes a head for lent that never was',
    { [available('initially-set-up')]: LENT, [available('initially-reset')]: LENT },
    class extends SpecDriver {
      override setUp(host: Host): void {
        super.setUp(host);
        host.tables.count.put(this.domain.u16(0), this.domain.u16(1));
      }
    },
  ),
  brokenDriver(
    'the driver writes to an entry that it has made available',
    {
      [available('after-publish')]: ENTRY,
      [available('after-should-kick')]: ENTRY,
      [available('after-enable-used')]: ENTRY,
      [available('after-disable-used')]: ENTRY,
    },
    class extends SpecDriver {
      override publish(host: Host): void {
        super.publish(host);
        this.#write(host);
      }

      override shouldKick(host: Host): Bool {
        this.#write(host);
        return super.shouldKick(host);
      }

      override enableUsed(host: Host): Bool {
        this.#write(host);
        return super.enableUsed(host);
      }

      override disableUsed(host: Host): void {
        super.disableUsed(host);
        this.#write(host);
      }

      #write(host: Host): void {
        host.store(ring.availEntry(this, this.nextAvail.sub(1)), this.domain.u16(0), 'relaxed');
      }
    },
  ),
  brokenDriver(
    'the driver writes to an element that it has not collected',
    { [used('after-add')]: ELEMENT },
    class extends SpecDriver {
      protected override enter(host: Host, head: U16): U16 {
        host.store(ring.usedElement(this, this.lastUsed), this.domain.u32(0), 'relaxed');
        return super.enter(host, head);
      }
    },
  ),
  brokenDevice(
    'the device drops a chain',
    { [available('after-pop')]: NOT_TAKEN },
    class extends SpecQueue {
      override pop(memory: GuestMemory): Result<PoppedChain | undefined, QueueError> {
        const popped = super.pop(memory);
        if (popped.ok && popped.value !== undefined) this.change({ nextAvail: this.nextAvail.add(1) });
        return popped;
      }
    },
  ),
  brokenDevice(
    'the device takes an entry twice',
    { [available('after-pop')]: OTHER_ENTRY, [used('after-pop')]: COUNTED },
    class extends SpecQueue {
      override pop(memory: GuestMemory): Result<PoppedChain | undefined, QueueError> {
        const popped = super.pop(memory);
        if (popped.ok && popped.value !== undefined) this.change({ nextAvail: this.nextAvail.sub(1) });
        return popped;
      }
    },
  ),
  brokenDevice(
    'the device returns a chain twice',
    { [used('after-add-used')]: PUBLISHED },
    class extends SpecQueue {
      override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
        const once = super.addUsed(memory, head, len);
        return once.ok ? super.addUsed(memory, head, len) : once;
      }
    },
  ),
  brokenDevice(
    'the device returns a head that was never lent',
    { [used('after-add-used')]: ELEMENT, [used('after-write-used')]: ELEMENT },
    class extends SpecQueue {
      override writeUsed(memory: GuestMemory, offset: U16, head: U16, len: U32): Result<void, QueueError> {
        return super.writeUsed(memory, offset, head.xor(1), len);
      }
    },
  ),
  brokenDevice(
    'the device writes an element beside those that it has written',
    { [used('after-write-used')]: OTHER_ELEMENT },
    class extends SpecQueue {
      override writeUsed(memory: GuestMemory, offset: U16, head: U16, len: U32): Result<void, QueueError> {
        const written = super.writeUsed(memory, offset, head, len);
        return written.ok ? super.writeUsed(memory, offset.sub(1), head, len) : written;
      }
    },
  ),
  brokenDevice(
    'the device publishes one element more than it has written',
    {
      [used('after-publish-used')]: PUBLISHED,
      [available('after-publish-used')]: NOT_TAKEN,
      [available('after-add-used')]: NOT_TAKEN,
    },
    class extends SpecQueue {
      override publishUsed(memory: GuestMemory, count: U16): Result<void, QueueError> {
        return super.publishUsed(memory, count.add(1));
      }
    },
  ),
  brokenDevice(
    'the device puts nothing back',
    { [available('after-undo-pop')]: NOT_TAKEN },
    class extends SpecQueue {
      override undoPop(): void {
        // As if it had succeeded.
      }
    },
  ),
  brokenDevice(
    'the device puts back two chains',
    { [available('after-undo-pop')]: OTHER_ENTRY, [used('after-undo-pop')]: COUNTED },
    class extends SpecQueue {
      override undoPop(): void {
        super.undoPop();
        super.undoPop();
      }
    },
  ),
  brokenDevice(
    'the device takes an entry for the one after it',
    { 'protocol/taken-once': 'what it takes was lent once more than taken' },
    class extends SpecQueue {
      override pop(memory: GuestMemory): Result<PoppedChain | undefined, QueueError> {
        const { nextAvail } = this;
        this.change({ nextAvail: nextAvail.sub(1) });
        const popped = super.pop(memory);
        this.change({ nextAvail: nextAvail.add(1) });
        return popped;
      }
    },
  ),
  brokenDriver(
    'the driver takes an element for the one after it',
    {
      'protocol/returned-once': 'what it collects was returned once more than collected, and not taken since',
    },
    class extends SpecDriver {
      override collect(host: Host): Result<Collected | undefined, DriverError> {
        this.lastUsed = this.lastUsed.sub(1);
        const answer = super.collect(host);
        this.lastUsed = this.lastUsed.add(1);
        return answer;
      }
    },
  ),
  brokenDevice(
    'the device begins with an element',
    {
      [used('initially-set-up')]: PUBLISHED,
      [used('initially-reset')]: PUBLISHED,
      'protocol/queue-enabled-again': 'idx of the used ring is what the device added',
    },
    class extends SpecQueue {
      override activate(memory: GuestMemory): Result<void, QueueError> {
        const activated = super.activate(memory);
        this.change({ nextUsed: this.nextUsed.add(1) });
        return activated;
      }
    },
  ),
];
