import { ASKED, REPORT } from '../report/run-shape.ts';
import { described, listOf, object, recordOf } from '../shape/structures.ts';
import { exactly, TEXT, wholeNumber } from '../shape/values.ts';

/** How a record says that it is one. */
export const SHARD_FORMAT = 'ringproof shard 2';

/** The most parts that `--shard` takes. */
const MOST_SHARDS = 1024;

/** What one shard of a run leaves for the merge; that its index is one of its count is checked beside. */
export const SHARD_RECORD = object({
  format: exactly(SHARD_FORMAT),
  shard: object({ index: wholeNumber(1, MOST_SHARDS), count: wholeNumber(1, MOST_SHARDS) }),
  configuration: described(recordOf(TEXT), 'What has to be the same in all shards of a run, by name.'),
  planned: described(listOf(ASKED), 'All that the run as a whole is to prove, in order.'),
  report: REPORT,
  digest: described(TEXT, "The record's own digest, of all that is before it."),
});
