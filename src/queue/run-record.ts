import { checked } from '../shape/check.ts';
import { described, object, recordOf } from '../shape/structures.ts';
import type { Of } from '../shape/shape.ts';
import { TEXT, wholeNumber } from '../shape/values.ts';

/** What workers have to know of a run, as it stands in the server. */
const RUN_RECORD = object({
  build: described(recordOf(TEXT), 'What has to be the same on all machines.'),
  cwd: described(TEXT, 'The working directory, without the root and with forward slashes.'),
  tool: described(TEXT, 'The folder of ringproof, from the working directory; empty where it is the same.'),
  memoryBytes: described(wholeNumber(1), 'Bytes that a process of a worker may take.'),
});

export type RunRecord = Of<typeof RUN_RECORD>;

/** Reads a record; `null` for what is none, as another version may have written. */
export function parseRunRecord(text: string): RunRecord | null {
  try {
    return checked(RUN_RECORD, JSON.parse(text));
  } catch {
    return null;
  }
}
