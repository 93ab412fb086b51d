import type { Bool, GuestMemory, Result, U16, U32 } from 'ringproof';
import type { PoppedChain, QueueError } from 'ringproof/virtio/split';
import { ring, type Buffer } from 'ringproof/virtio/split-driver';
import { SpecDriver } from '../../models/spec-driver/driver.ts';
import { SpecQueue } from '../../models/spec/queue.ts';
import { brokenDevice, brokenDriver, type BrokenProtocol, type Host } from './broken.fixture.ts';

const available = (step: string): string => `protocol/available-ring/${step}`;
const used = (step: string): string => `protocol/used-ring/${step}`;

const LENT = 'a head that is lent is available or with the device, and a free one is neither';
const ENTRY = 'an available head is the entry at which it was added';
const OTHER_ENTRY = 'no other entry is that head';
const COUNTED = 'the device holds no more chains than it took and did not return';
const ELEMENT = 'a used head is the element by which it was returned';
const OTHER_ELEMENT = 'no other element is that head';

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
    { [available('after-pop')]: ENTRY },
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
    { [used('after-add-used')]: OTHER_ELEMENT },
    class extends SpecQueue {
      override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
        const once = super.addUsed(memory, head, len);
        return once.ok ? super.addUsed(memory, head, len) : once;
      }
    },
  ),
  brokenDevice(
    'the device returns a head that was never lent',
    { [used('after-add-used')]: ELEMENT },
    class extends SpecQueue {
      override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
        return super.addUsed(memory, head.xor(1), len);
      }
    },
  ),
  brokenDevice(
    'the device begins with an element',
    {
      [used('initially-set-up')]: OTHER_ELEMENT,
      [used('initially-reset')]: OTHER_ELEMENT,
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
