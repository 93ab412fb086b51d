import type { Bool, Result, U16 } from 'ringproof';
import {
  ring,
  type Buffer,
  type Collected,
  type DriverError,
  type DriverHost,
} from 'ringproof/virtio/split-driver';
import { SpecDriver } from '../../models/spec-driver/driver.ts';
import type { TABLES } from '../../models/spec-driver/state.ts';
import { broken, type BrokenDriver } from './broken-driver.fixture.ts';

type Host = DriverHost<typeof TABLES>;

/** Drivers that write into the rings what they should not, or not what they should. */
export const BROKEN_RINGS: readonly BrokenDriver[] = [
  broken(
    'a chain is published as it is added',
    { 'driver/add-unpublished': 'idx stays' },
    class extends SpecDriver {
      override add(host: Host, buffers: readonly Buffer[]): Result<U16, DriverError> {
        const added = super.add(host, buffers);
        this.storeIdx(host);
        return added;
      }
    },
  ),
  broken(
    'a head is put into the entry after the next one',
    { 'driver/add-unpublished': 'its head is in the next entry' },
    class extends SpecDriver {
      protected override enter(host: Host, head: U16): U16 {
        host.store(ring.availEntry(this, this.nextAvail.add(1)), head, 'relaxed');
        this.nextAvail = this.nextAvail.add(1);
        return head;
      }
    },
  ),
  broken(
    'several chains that are published at once count as one',
    { 'driver/publish': 'what is published is counted' },
    class extends SpecDriver {
      override publish(host: Host): void {
        const { numAdded } = this;
        super.publish(host);
        this.numAdded = numAdded.add(1);
      }
    },
  ),
  broken(
    'that the count has wrapped is forgotten',
    { 'driver/publish': 'that it is 65536 entries or more is known' },
    class extends SpecDriver {
      override publish(host: Host): void {
        super.publish(host);
        this.addedAll = this.domain.bool(false);
      }
    },
  ),
  broken(
    'flags are cleared after a chain was added',
    { 'driver/add-keeps-flags': 'flags stay' },
    class extends SpecDriver {
      override publish(host: Host): void {
        super.publish(host);
        host.store(ring.availFlags(this), this.domain.u16(2), 'relaxed');
      }
    },
  ),
  broken(
    'the driver’s idx is written as it decides',
    { 'driver/looking-writes-nothing': 'no byte changes' },
    class extends SpecDriver {
      override shouldKick(host: Host): Bool {
        const kicks = super.shouldKick(host);
        host.store(ring.availIdx(this), this.lastUsed, 'relaxed');
        return kicks;
      }
    },
  ),
  broken(
    'the idx of the used ring is written back where it was collected',
    { 'driver/looking-writes-nothing': 'of the rings, used_event alone changes' },
    class extends SpecDriver {
      override collect(host: Host): Result<Collected | undefined, DriverError> {
        const collected = super.collect(host);
        host.store(ring.usedIdx(this), this.lastUsed, 'relaxed');
        return collected;
      }
    },
  ),
  broken(
    'the descriptor that is numbered like the element is cleared',
    { 'driver/looking-writes-nothing': 'a descriptor that is still lent stays' },
    class extends SpecDriver {
      override collect(host: Host): Result<Collected | undefined, DriverError> {
        host.write(ring.descriptor(this.descTable, this.lastUsed.rem(this.size)), [this.domain.u64(0)]);
        return super.collect(host);
      }
    },
  ),
  broken(
    'flags of the available ring are left as they are at set-up',
    { 'driver/set-up': 'flags of the available ring are 0 or 1' },
    class extends SpecDriver {
      override setUp(host: Host): void {
        const flags = host.load(ring.availFlags(this), 16, 'relaxed');
        super.setUp(host);
        host.store(ring.availFlags(this), flags, 'relaxed');
      }
    },
  ),
];
