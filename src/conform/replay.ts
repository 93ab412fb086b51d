import { concreteDomain } from '../domain/concrete.ts';
import { didYouMean } from '../text/nearest.ts';
import type { ConformanceAdapter, ReplayQueue } from './adapter.ts';
import { differences } from './compare.ts';
import { encodeRuns } from './encode.ts';
import { blamingModel, locating, RecordingError } from './errors.ts';
import { JsonFields } from './fields.ts';
import type { JsonObject } from './json.ts';
import { applyRuns, readRecording, type RecordedCase, type RecordedOperationStep } from './recording.ts';
import { runStep } from './run-step.ts';
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
    for await (const recorded of readRecording(file, cwd, adapter.format))
      replayCase(recorded, adapter, tally);
  }
  return tally;
}

/**
 * Replays one case, comparing what was recorded of result, state and changed memory after each operation. If the model
 * differs, or does not have the operation, the case goes on from what was recorded, so that each step is judged by itself.
 */
export function replayCase(recorded: RecordedCase, adapter: ConformanceAdapter, tally: Tally): void {
  const { location, seed, memory, steps } = recorded;
  tally.cases += 1;
  let state = recorded.queue;
  let queue = restoredQueue(adapter, state, location);
  steps.forEach((step, index) => {
    const where = `${location}: ops[${index}]`;
    if (step.kind === 'driver-writes') {
      tally.driverWrites += 1;
      locating(where, () => applyRuns(memory, step.writes));
      return;
    }
    const { op, args } = step;
    const before = state;
    const start = memory.checkpoint();
    const got = runStep(queue, step, memory, location, index);
    const after = step.state && { ...before, ...step.state };
    state = after ?? { ...before, ...got?.state };
    if (got === undefined) {
      if (!isRecorded(step)) throw unknownOperation(where, op, adapter);
      tally.addNotReplayed(op);
    } else if (!isRecorded(step)) {
      tally.notRecorded += 1;
      if (!got.isTrap) return;
      throw new RecordingError(
        `${where}: the model traps in ${op}: ${JSON.stringify(got.result)}; what the step leads to is not recorded`,
      );
    } else {
      tally.operations += 1;
      const writes = step.writes && encodeRuns(step.writes);
      const differing = differences({ result: step.result, state: after, writes }, got);
      if (differing.length === 0 && !got.isTrap) return;
      if (differing.length > 0)
        tally.addMismatch({ location, seed, index, op, args, before, differences: differing });
    }
    memory.rollback(start);
    locating(where, () => applyRuns(memory, step.writes ?? []));
    queue = locating(where, () =>
      blamingModel('restoring a state', () => queue.resume(new JsonFields(state, 'state'))),
    );
  });
}

/** Whether anything of what the step did was recorded. */
function isRecorded({ result, state, writes }: RecordedOperationStep): boolean {
  return result !== undefined || state !== undefined || writes !== undefined;
}

/** A queue of the model in the state before the first step. */
export function restoredQueue(adapter: ConformanceAdapter, state: JsonObject, where: string): ReplayQueue {
  return locating(where, () =>
    blamingModel('restoring a state', () => adapter.restore(concreteDomain, new JsonFields(state, 'queue'))),
  );
}

/** What is wrong with a step that the model cannot run, and whose effect is not recorded. */
export function unknownOperation(
  where: string,
  op: string,
  { operations }: ConformanceAdapter,
): RecordingError {
  return new RecordingError(
    `${where}.op: the model has no operation '${op}'${didYouMean(op, operations) || `; it has ${operations.join(', ')}`}`,
  );
}
