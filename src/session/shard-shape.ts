import * as v from 'valibot';
import { ASSERTION_KINDS } from '../proof/standing.ts';
import type { Asked, LoadProblem, Report } from '../report/reporter.ts';
import { FAILURE_FIELDS, RESULT_SHAPE } from '../result/result-shape.ts';
import { MEASURE, recordOf, wholeNumber, type Shape } from '../result/shape.ts';
import type { ShardRecord } from './shard-record.ts';

/** How a record says that it is one. */
export const SHARD_FORMAT = 'ringproof shard 2';

/** The most parts that `--shard` takes. */
const MOST_SHARDS = 1024;

const ASKED: Shape<Asked> = v.object({ id: v.string(), model: v.nullable(v.string()) });

const PROBLEM: Shape<LoadProblem> = v.object({
  ...FAILURE_FIELDS,
  file: v.string(),
  line: v.nullable(wholeNumber()),
  column: v.nullable(wholeNumber()),
});

const REPORT: Shape<Report> = v.object({
  results: v.array(RESULT_SHAPE),
  loadFailures: v.array(PROBLEM),
  notRun: v.array(ASKED),
  notApplicable: v.array(v.object({ id: v.string(), model: v.string(), reason: v.string() })),
  excluded: v.array(v.object({ id: v.string(), model: v.nullable(v.string()), reason: v.string() })),
  contract: v.nullable(
    v.object({
      kinds: v.array(v.picklist(ASSERTION_KINDS)),
      leftOut: wholeNumber(),
      notAsked: v.array(ASKED),
    }),
  ),
  timeMs: MEASURE,
});

/** The shape of the record of a shard; that its index is one of its count is checked beside. */
export const SHARD_SHAPE: Shape<ShardRecord> = v.object({
  format: v.literal(SHARD_FORMAT),
  shard: v.object({ index: wholeNumber(1, MOST_SHARDS), count: wholeNumber(1, MOST_SHARDS) }),
  configuration: recordOf(v.string()),
  planned: v.array(ASKED),
  report: REPORT,
  digest: v.string(),
});
