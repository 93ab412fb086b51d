import { fileURLToPath } from 'node:url';
import { type Domain, type GuestMemory, type Result } from 'ringproof';
import { describe, expect, test } from 'vitest';
import { oneIn } from '../../src/full.fixture.ts';
import { replayRecordings } from '../../src/conform/replay.ts';
import type { Tally } from '../../src/conform/tally.ts';
import type { QueueError, SplitDeviceState } from 'ringproof/virtio/split';
import { FAULTS, faulty, type Fault } from './broken-chain.fixture.ts';
import * as available from './broken-available-side.fixture.ts';
import * as used from './broken-used-side.fixture.ts';
import { Queue, type AvailIter } from './queue.ts';
import { recordingAdapter, type CreateQueue } from './recording.ts';

/**
 * Some 140 of 3,000 recorded cases: short ones that together show every operation with every outcome (value or error,
 * cause, bytes completed, memory changed or not, event index or not), every way in which a walk goes on or ends, every
 * reason for which there is no chain, each turn of an iterator, and every kind of memory layout and queue size of the
 * whole recording.
 */
const SAMPLE = fileURLToPath(new URL('recordings.sample.jsonl', import.meta.url));

const create: CreateQueue = (domain, state) => new Queue(domain, state);

function replay(file: string, make: CreateQueue = create): Promise<Tally> {
  return replayRecordings([file], recordingAdapter(make));
}

test('should do what virtio-queue did in the sample', async () => {
  const tally = await replay(SAMPLE);

  expect(tally.firstMismatches).toEqual([]);
  expect(tally).toMatchObject({ cases: 139, operations: 997, mismatches: 0, driverWrites: 63 });
  expect(tally.notReplayed.size).toBe(0);
});

const whole = process.env['RINGPROOF_RUST_VMM_RECORDINGS'];

test.skipIf(whole === undefined)(
  'should do what virtio-queue did in the whole recording',
  async () => {
    const tally = await replay(whole ?? '');

    expect(tally.firstMismatches).toEqual([]);
    expect(tally.cases).toBeGreaterThan(100);
    expect(tally.notReplayed.size).toBe(0);
  },
  120_000,
);

/** Asserts that mismatches are found, of these operations only and in these places only. */
async function expectFound(
  make: CreateQueue,
  ops: readonly string[],
  places: readonly string[],
): Promise<void> {
  const { mismatches, firstMismatches } = await replay(SAMPLE, make);

  expect(mismatches).toBeGreaterThan(0);
  for (const { op, differences } of firstMismatches) {
    expect(ops).toContain(op);
    expect(places).toEqual(expect.arrayContaining(differences.map(({ what }) => what)));
  }
}

const COUNTERS = ['state.next_used', 'state.num_added'];
const CHAINS = ['iter', 'pop_descriptor_chain'];
const ENABLE = ['enable_notification'];
const CHAIN_PLACES = ['result', 'state.next_avail'];

const BROKEN_QUEUES = [
  [used.WrongOffset, ['add_used'], ['result', ...COUNTERS, 'writes']],
  [used.SwappedElement, ['add_used'], ['writes']],
  [used.UndoesOnError, ['add_used'], COUNTERS],
  [used.KeepsCounting, ['needs_notification'], ['state.num_added']],
  [used.AlwaysNotifies, ['needs_notification'], ['result']],
  [used.IncompleteReset, ['reset'], ['state.desc_table']],
  [used.PublishesIdx, ENABLE, ['writes']],
  [used.ReadsFirst, ENABLE, ['result', 'writes']],
  [used.NothingAvailable, ENABLE, ['result']],
  [used.AlwaysDisables, ['disable_notification'], ['result', 'writes']],
  [used.NeverDisables, ['disable_notification'], ['result', 'writes']],
  [available.NeverGoesBack, ['go_to_previous_position'], ['state.next_avail']],
  [available.IgnoresReady, CHAINS, CHAIN_PLACES],
  [available.RingAtZero, CHAINS, CHAIN_PLACES],
  [available.OneTooFar, CHAINS, CHAIN_PLACES],
  [available.SkipsUnreadable, ['pop_descriptor_chain'], ['state.next_avail']],
] as const;

test.each(oneIn(4, BROKEN_QUEUES))('should find out a broken queue: %o', async (Class, ops, places) => {
  await expectFound((domain, state) => new Class(domain, state), ops, places);
});

/** A queue whose chains are walked with a fault. */
class FaultyWalks extends Queue {
  readonly #fault: Fault;

  constructor(domain: Domain, state: SplitDeviceState, fault: Fault) {
    super(domain, state);
    this.#fault = fault;
  }

  override iter(memory: GuestMemory): Result<AvailIter, QueueError> {
    const made = super.iter(memory);
    if (made.ok) {
      const iter = made.value;
      const next = iter.next.bind(iter);
      iter.next = (queue, mem) => {
        const chain = next(queue, mem);
        return chain && faulty(chain, this.#fault);
      };
    }
    return made;
  }
}

describe('a broken walk', () => {
  test.each(oneIn(3, Object.entries(FAULTS)))('should be found out: %s', async (_, fault) => {
    await expectFound((domain, state) => new FaultyWalks(domain, state, fault), CHAINS, ['result']);
  });
});
