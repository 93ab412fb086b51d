import { fileURLToPath } from 'node:url';
import {
  ok,
  type Bool,
  type Domain,
  type GuestMemory,
  type Result,
  type U16,
  type U32,
  type U64,
  type Width,
  type Word,
} from 'ringproof';
import { describe, expect, test } from 'vitest';
import { replayRecordings } from '../../src/conform/replay.ts';
import type { Tally } from '../../src/conform/tally.ts';
import type { QueueError, SplitDeviceState } from '../split-device.ts';
import { Queue } from './queue.ts';
import { recordingAdapter } from './recording.ts';

/**
 * One hundred of 3,000 recorded cases: short ones that together show every operation with every outcome (value or
 * error, cause, bytes completed, memory changed or not, event index or not), kind of memory layout and queue size of
 * the whole recording.
 */
const SAMPLE = fileURLToPath(new URL('recordings.sample.jsonl', import.meta.url));

type QueueClass = new (domain: Domain, state: SplitDeviceState) => Queue;

function replay(file: string, Class: QueueClass = Queue): Promise<Tally> {
  return replayRecordings(
    [file],
    recordingAdapter((domain, state) => new Class(domain, state)),
  );
}

test('should do what virtio-queue did in the sample', async () => {
  const tally = await replay(SAMPLE);

  expect(tally.firstMismatches).toEqual([]);
  expect(tally).toMatchObject({ cases: 100, operations: 480, mismatches: 0, driverWrites: 26 });
});

const whole = process.env['RINGPROOF_RUST_VMM_RECORDINGS'];

test.skipIf(whole === undefined)('should do what virtio-queue did in the whole recording', async () => {
  const tally = await replay(whole ?? '');

  expect(tally.firstMismatches).toEqual([]);
  expect(tally.cases).toBeGreaterThan(100);
});

/** Guest memory that hands on every access to another; for queues that change some on the way. */
function passing(memory: GuestMemory, changes: Partial<GuestMemory>): GuestMemory {
  return {
    log: memory.log,
    load: (address, width, ordering) => memory.load(address, width, ordering),
    store: (address, value, ordering) => memory.store(address, value, ordering),
    read: (address, widths) => memory.read(address, widths),
    write: (address, words) => memory.write(address, words),
    fence: (ordering) => memory.fence(ordering),
    checkRange: (address, length) => memory.checkRange(address, length),
    ...changes,
  };
}

/** Writes the used element 4 bytes too far. */
class WrongOffset extends Queue {
  override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    const write = (address: U64, words: readonly Word<Width>[]) => memory.write(address.add(4), words);
    return super.addUsed(passing(memory, { write }), head, len);
  }
}

/** Writes the halves of the used element the wrong way round. */
class SwappedElement extends Queue {
  override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    const write = (address: U64, words: readonly Word<Width>[]) => memory.write(address, words.toReversed());
    return super.addUsed(passing(memory, { write }), head, len);
  }
}

/** Takes the counters back where the last step failed. */
class UndoesOnError extends Queue {
  override addUsed(memory: GuestMemory, head: U16, len: U32): Result<void, QueueError> {
    const { nextUsed, numAdded } = this;
    const result = super.addUsed(memory, head, len);
    if (!result.ok) Object.assign(this, { nextUsed, numAdded });
    return result;
  }
}

/** Forgets to start counting afresh. */
class KeepsCounting extends Queue {
  override needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
    const { numAdded } = this;
    const result = super.needsNotification(memory);
    this.numAdded = numAdded;
    return result;
  }
}

/** Always notifies. */
class AlwaysNotifies extends Queue {
  override needsNotification(memory: GuestMemory): Result<Bool, QueueError> {
    const result = super.needsNotification(memory);
    return result.ok ? ok(this.domain.bool(true)) : result;
  }
}

/** Leaves the addresses as they are. */
class IncompleteReset extends Queue {
  override reset(): void {
    const { descTable } = this;
    super.reset();
    this.descTable = descTable;
  }
}

describe('a broken queue', () => {
  test.each([
    [WrongOffset, 'add_used', ['result', 'state.next_used', 'state.num_added', 'writes']],
    [SwappedElement, 'add_used', ['writes']],
    [UndoesOnError, 'add_used', ['state.next_used', 'state.num_added']],
    [KeepsCounting, 'needs_notification', ['state.num_added']],
    [AlwaysNotifies, 'needs_notification', ['result']],
    [IncompleteReset, 'reset', ['state.desc_table']],
  ])('should be found out: %o', async (Class, op, places) => {
    const { mismatches, firstMismatches } = await replay(SAMPLE, Class);

    expect(mismatches).toBeGreaterThan(0);
    for (const mismatch of firstMismatches) {
      expect(mismatch.op).toBe(op);
      expect(places).toEqual(expect.arrayContaining(mismatch.differences.map(({ what }) => what)));
    }
  });
});
