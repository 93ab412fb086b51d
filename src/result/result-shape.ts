import { COUNTEREXAMPLE } from '../proof/counterexample-shape.ts';
import type { Finding } from '../proof/finding.ts';
import { MEMORY_MODELS } from '../proof/ordered.ts';
import { ASSERTION_KINDS } from '../proof/standing.ts';
import type { Shape } from '../shape/shape.ts';
import { described, listOf, object, optional, orNull } from '../shape/structures.ts';
import { BOOLEAN, exactly, MEASURE, oneOf, TEXT, textLike, wholeNumber } from '../shape/values.ts';
import { VERDICTS } from './verdict.ts';

const TEXTS = listOf(TEXT);

const COUNT = wholeNumber();

/** Line and column, counted from 1. */
const LINE = wholeNumber(1);

export const PROOF_ID = textLike(/^\S+$/, 'the id of a proof, without blanks');

export const CODE_SPOT = object(
  {
    file: described(TEXT, 'Relative to the working directory, with forward slashes.'),
    line: described(LINE, 'Counted from 1.'),
    column: described(orNull(LINE), 'Counted from 1; null where only the line is known.'),
    text: described(TEXT, 'The whole line, with its indentation; empty where it could not be read.'),
  },
  "A place in the user's code.",
);

export const FAILURE_FIELDS = {
  message: TEXT,
  details: described(TEXTS, 'More lines of explanation, already wrapped; may be empty.'),
  hints: described(TEXTS, 'Sentences that each name a next action.'),
  at: optional(
    described(CODE_SPOT, "Where in the user's code it comes from; left out if it has no such line."),
  ),
};

export const FAILURE = object(
  FAILURE_FIELDS,
  'A failure for people to read: what happened, where, and what to do about it.',
);

const EXPECTED = oneOf(['proved', 'refuted']);

/** What models declare, as the public API has it. */
export const FINDING: Shape<Finding> = object(
  {
    breaks: described(
      TEXTS,
      'Names of assertions that are expected to be refuted; empty where only covers are out of reach.',
    ),
    unreached: optional(described(TEXTS, 'Names of covers that are not expected to be reached.')),
    reason: described(TEXT, 'What goes wrong, when, and the consequence.'),
    affects: optional(
      described(
        oneOf(['host', 'conforming peer', 'misbehaving peer', 'calling code']),
        'Who is affected at worst; left out where nothing breaks.',
      ),
    ),
    reference: described(TEXT, 'Where it lives: file and function, or issue, of the implementation.'),
  },
  'Assertions that a model is known to break, and covers that it has no state for.',
);

export const ASSERTION = object(
  {
    name: TEXT,
    kind: described(
      oneOf(ASSERTION_KINDS),
      'What demands it: a MUST or SHOULD of the specification, coping with what the other side may do, or a promise beyond the text.',
    ),
    requirement: described(orNull(TEXT), 'The requirement that it is about; null where it names none.'),
    verdict: described(
      oneOf(['proved', 'refuted', 'unknown', 'not-reached']),
      'Over all paths that make it; not-reached: no state gets to it.',
    ),
    expected: described(EXPECTED, 'refuted where a finding names it.'),
    decidedBy: described(
      orNull(oneOf(['rewriting', 'solver'])),
      'Whether a solver was needed; null where it is undecided or not reached.',
    ),
  },
  'The result of one assertion of a proof.',
);

export const COVER = object({
  name: TEXT,
  reached: described(orNull(BOOLEAN), 'null: no answer within the budget for covers.'),
});

export const PHASES = object(
  { exploring: MEASURE, lowering: MEASURE, solving: MEASURE },
  'Milliseconds spent in each phase from body to verdict.',
);

export const CITED = object(
  {
    id: TEXT,
    section: optional(described(TEXT, 'Of the specification.')),
    level: optional(described(TEXT, 'MUST, SHOULD NOT, ...')),
    text: optional(described(TEXT, 'What it demands, in words of the project that cites it.')),
  },
  'A requirement that a proof cites; what is not known of it is left out.',
);

export const CROSS_CHECK = object(
  {
    solver: described(TEXT, 'Name and version.'),
    confirmed: described(COUNT, 'Obligations that it confirms, asked without rewriting.'),
    unconfirmed: COUNT,
  },
  'The answers of a second solver or encoding.',
);

/** Memory models as the command line calls them. */
export const MEMORY_MODEL = oneOf(MEMORY_MODELS);

export const ASKED_MEMORY_MODELS = object({
  asked: listOf(MEMORY_MODEL),
  leftOut: described(TEXTS, 'Names of assertions about other memory models, which were not asked.'),
});

/** The fields of a result up to its counterexample. */
export const RESULT_HEAD = {
  id: PROOF_ID,
  model: described(orNull(TEXT), 'null for a proof about no model.'),
  title: TEXT,
  isOwn: optional(
    described(
      exactly(true),
      "One of the tool's own proofs of a model: where it fails, no other verdict on the model means anything. Left out otherwise.",
    ),
  ),
  file: described(TEXT, 'Relative to the working directory, with forward slashes.'),
  line: described(COUNT, 'Counted from 1.'),
  requirements: described(TEXTS, 'Ids of the requirements that the proof declares.'),
  doesNotProve: described(TEXT, 'What the proof does not prove, in its own words.'),
  verdict: oneOf(VERDICTS),
  expected: described(
    EXPECTED,
    'refuted if a finding names an assertion that was checked. A result is as expected only if each of its assertions is, too.',
  ),
  finding: described(
    orNull(FINDING),
    'What the model is known to break, why, and the upstream reference; null where it declares nothing of the kind.',
  ),
  assertions: described(
    listOf(ASSERTION),
    'Each assertion that was checked, in the order of the proof; empty if the proof ended before that.',
  ),
  leftOut: described(
    TEXTS,
    'Names of assertions that were not asked: of kinds outside the contract, or about memory models that were not chosen.',
  ),
  memoryModels: optional(
    described(
      ASKED_MEMORY_MODELS,
      'Of a proof about the order of accesses: the memory models under which it was asked. Left out of other proofs.',
    ),
  ),
  timeMs: described(MEASURE, 'Milliseconds, all in all.'),
  solverMs: described(MEASURE, 'Milliseconds in solvers.'),
  phases: PHASES,
  paths: COUNT,
  obligations: COUNT,
  decidedByRewriting: described(COUNT, 'Obligations that rewriting decided, with no solver.'),
  covers: listOf(COVER),
  bound: described(
    orNull(object({ what: TEXT, limit: TEXT })),
    'What the proof bounds, and how far; null where it bounds nothing.',
  ),
  cached: described(BOOLEAN, 'Whether it is the result of an earlier run.'),
  solver: described(orNull(TEXT), 'Name and version; null where none was needed.'),
  counterexample: described(
    orNull(COUNTEREXAMPLE),
    'Only of a refutation, and replayed before it is reported.',
  ),
};

/** The fields of a result after its counterexample. */
export const RESULT_TAIL = {
  failure: described(
    orNull(FAILURE),
    'Why the verdict is not proved, or in which points a finding is out of date; null otherwise.',
  ),
  crossChecks: described(listOf(CROSS_CHECK), 'Answers of the second opinions; empty unless asked for.'),
};

/** A result in a cache, or in the record of a shard. */
export const RESULT = object({
  ...RESULT_HEAD,
  cited: optional(
    described(
      listOf(CITED),
      'The requirements, with what the project says of them; left out if not looked up.',
    ),
  ),
  counterexampleFile: optional(
    described(TEXT, 'The file of the counterexample, from the working directory; left out if there is none.'),
  ),
  page: optional(
    described(TEXT, 'Where the page of the run shows it: file and anchor; left out if no page is written.'),
  ),
  ...RESULT_TAIL,
});
