import { concreteDomain } from '../domain/concrete.ts';
import type { ConformanceAdapter, ReplayQueue } from './adapter.ts';
import { differences } from './compare.ts';
import { encodeRecord, encodeResult, encodeRuns } from './encode.ts';
import { blamingModel, locating } from './errors.ts';
import { JsonFields } from './fields.ts';
import type { JsonObject } from './json.ts';
import { applyRuns, readRecording, type RecordedCase } from './recording.ts';
import { Tally } from './tally.ts';

/**
 * Replays all cases of recordings on a model. Paths are relative to `cwd`. Throws a `RecordingError` for a line that
 * is no case, a `ModelError` where the model throws.
 */
export async function replayRecordings(
  files: readonly string[],
  adapter: ConformanceAdapter,
  cwd = process.cwd(),
): Promise<Tally> {
  const tally = new Tally();
  for (const file of files) {
    for await (const recorded of readRecording(file, cwd)) replayCase(recorded, adapter, tally);
  }
  return tally;
}

/**
 * Replays one case, comparing result, state and changed memory after each operation. Where the model differs, or
 * does not have the operation, the case goes on from what was recorded, so that each step is judged by itself.
 */
export function replayCase(recorded: RecordedCase, adapter: ConformanceAdapter, tally: Tally): void {
  const { location, seed, memory, steps } = recorded;
  tally.cases += 1;
  let state = recorded.queue;
  let queue = restore(adapter, state, location);
  steps.forEach((step, index) => {
    const where = `${location}: ops[${index}]`;
    if (step.kind === 'driver-writes') {
      tally.driverWrites += 1;
      locating(where, () => applyRuns(memory, step.writes));
      return;
    }
    const { op, args } = step;
    const before = state;
    state = { ...before, ...step.state };
    const start = memory.checkpoint();
    const result = locating(where, () =>
      blamingModel(op, () => queue.run(op, new JsonFields(args, 'args'), memory)),
    );
    if (result === undefined) {
      tally.addNotReplayed(op);
    } else {
      tally.operations += 1;
      const expected = { result: step.result, state, writes: encodeRuns(step.writes) };
      const writes = encodeRuns(memory.changesSince(start));
      const got = { result: encodeResult(result), state: encodeRecord(queue.state()), writes };
      const differing = differences(expected, got);
      if (differing.length === 0) return;
      tally.addMismatch({ location, seed, index, op, args, before, differences: differing });
    }
    memory.rollback(start);
    locating(where, () => applyRuns(memory, step.writes));
    queue = restore(adapter, state, where);
  });
}

function restore(adapter: ConformanceAdapter, state: JsonObject, where: string): ReplayQueue {
  return locating(where, () =>
    blamingModel('restoring a state', () => adapter.restore(concreteDomain, new JsonFields(state, 'queue'))),
  );
}
