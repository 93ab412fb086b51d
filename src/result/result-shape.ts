import * as v from 'valibot';
import { ASSERTION_KINDS } from '../proof/standing.ts';
import { COUNTEREXAMPLE_SHAPE } from './counterexample-shape.ts';
import { MEASURE, wholeNumber, type Shape } from './shape.ts';
import { VERDICTS, type CodeSpot, type Failure, type ProofResult } from './verdict.ts';

const TEXTS = v.array(v.string());

const PLACE = { line: wholeNumber(), column: v.nullable(wholeNumber()) };

const SPOT: Shape<CodeSpot> = v.object({ file: v.string(), ...PLACE, text: v.string() });

/** The members of a failure. */
export const FAILURE_FIELDS = {
  message: v.string(),
  details: TEXTS,
  hints: TEXTS,
  at: v.exactOptional(SPOT),
};

const FAILURE: Shape<Failure> = v.object(FAILURE_FIELDS);

const EXPECTED = v.picklist(['proved', 'refuted']);

const FINDING: Shape<NonNullable<ProofResult['finding']>> = v.object({
  breaks: TEXTS,
  unreached: v.exactOptional(TEXTS),
  reason: v.string(),
  affects: v.picklist(['host', 'conforming peer', 'misbehaving peer']),
  reference: v.string(),
});

const ASSERTION: Shape<ProofResult['assertions'][number]> = v.object({
  name: v.string(),
  kind: v.picklist(ASSERTION_KINDS),
  requirement: v.nullable(v.string()),
  verdict: v.picklist(['proved', 'refuted', 'unknown', 'not-reached']),
  expected: EXPECTED,
  decidedBy: v.nullable(v.picklist(['rewriting', 'solver'])),
});

const CITED: Shape<NonNullable<ProofResult['cited']>[number]> = v.object({
  id: v.string(),
  section: v.exactOptional(v.string()),
  level: v.exactOptional(v.string()),
  text: v.exactOptional(v.string()),
});

const CROSS_CHECK: Shape<ProofResult['crossChecks'][number]> = v.object({
  solver: v.string(),
  confirmed: wholeNumber(),
  unconfirmed: wholeNumber(),
});

/** The shape of a result in a cache, or in the record of a shard. */
export const RESULT_SHAPE: Shape<ProofResult> = v.object({
  id: v.string(),
  model: v.nullable(v.string()),
  title: v.string(),
  isOwn: v.exactOptional(v.literal(true)),
  file: v.string(),
  line: wholeNumber(),
  requirements: TEXTS,
  cited: v.exactOptional(v.array(CITED)),
  doesNotProve: v.string(),
  verdict: v.picklist(VERDICTS),
  expected: EXPECTED,
  finding: v.nullable(FINDING),
  assertions: v.array(ASSERTION),
  leftOut: TEXTS,
  timeMs: MEASURE,
  solverMs: MEASURE,
  phases: v.object({ exploring: MEASURE, lowering: MEASURE, solving: MEASURE }),
  paths: wholeNumber(),
  obligations: wholeNumber(),
  decidedByRewriting: wholeNumber(),
  covers: v.array(v.object({ name: v.string(), reached: v.nullable(v.boolean()) })),
  bound: v.nullable(v.object({ what: v.string(), limit: v.string() })),
  cached: v.boolean(),
  solver: v.nullable(v.string()),
  counterexample: v.nullable(COUNTEREXAMPLE_SHAPE),
  counterexampleFile: v.exactOptional(v.string()),
  page: v.exactOptional(v.string()),
  failure: v.nullable(FAILURE),
  crossChecks: v.array(CROSS_CHECK),
});
