import { COUNTEREXAMPLE } from '../proof/counterexample-shape.ts';
import { ANY_VALUE, BYTE_RUN } from '../proof/step-shapes.ts';
import { TOOL, TOOL_VERSION } from '../report/document-shape.ts';
import { FINDING, PROOF_ID } from '../result/result-shape.ts';
import { described, listOf, object, orNull, recordOf, variantOf } from '../shape/structures.ts';
import { BOOLEAN, exactly, TEXT, wholeNumber } from '../shape/values.ts';

const COUNT = wholeNumber();

const INDEX = described(COUNT, 'Position in ops of the scenario, from 0.');

const WRITES = listOf(BYTE_RUN);

export const TRIAL_STEP = variantOf('kind', {
  'driver-writes': object({ kind: exactly('driver-writes'), index: INDEX, writes: WRITES }),
  'left out': object({
    kind: exactly('left out'),
    index: INDEX,
    operation: TEXT,
    reason: described(TEXT, 'Why it was not called.'),
  }),
  call: object({
    kind: exactly('call'),
    index: INDEX,
    isFollowing: described(
      BOOLEAN,
      'Whether it follows the call before, as the steps along a chain follow pop.',
    ),
    operation: TEXT,
    args: recordOf(ANY_VALUE),
    result: ANY_VALUE,
    isNothing: described(BOOLEAN, 'Whether it returned nothing: no chain, or the end of one.'),
    trap: described(orNull(TEXT), 'What trapped; null if nothing did.'),
    changed: described(recordOf(listOf(ANY_VALUE)), 'By field of the state: its value before and after.'),
    writes: WRITES,
  }),
});

export const TRIAL_BREAK = object(
  {
    proof: PROOF_ID,
    assertion: TEXT,
    before: described(TEXT, 'Before which step of the scenario it breaks first.'),
    finding: described(orNull(FINDING), 'What the model declares of it; null if it is unexpected.'),
    counterexample: COUNTEREXAMPLE,
  },
  'An assertion that does not hold in a state of the scenario.',
);

export const MODEL_TRIAL = object(
  {
    model: TEXT,
    cannotStart: described(
      orNull(TEXT),
      'Why the model cannot be in the state of the scenario; null if it can.',
    ),
    steps: listOf(TRIAL_STEP),
    properties: object({
      checked: described(listOf(PROOF_ID), 'Properties that were checked in some state.'),
      starts: described(COUNT, 'From so many starts in all.'),
      notAbout: described(COUNT, 'How many properties are not about any of the states.'),
      skipped: described(
        recordOf(listOf(PROOF_ID)),
        'By reason: properties that could not be run in any of the states.',
      ),
    }),
    broken: listOf(TRIAL_BREAK),
    failures: described(listOf(object({ proof: PROOF_ID, message: TEXT })), 'Properties that threw.'),
  },
  'A scenario on a model.',
);

export const TRIED_SCENARIO = object(
  {
    location: described(TEXT, 'Its file, and its line in a file of several.'),
    name: orNull(TEXT),
    models: listOf(MODEL_TRIAL),
  },
  'A scenario, and its result on each model.',
);

export const TRY_SUMMARY = object({
  scenarios: COUNT,
  broken: described(COUNT, 'Assertions that break and are no finding.'),
  findings: COUNT,
  failures: COUNT,
  impossible: described(COUNT, 'Scenarios whose state no model can be in.'),
  isStopped: described(BOOLEAN, 'Whether a signal ended the run: then scenarios may be missing.'),
});

/** The document of `try --reporter json`. */
export const TRY_DOCUMENT = object({
  tool: TOOL,
  version: TOOL_VERSION,
  scenarios: listOf(TRIED_SCENARIO),
  summary: TRY_SUMMARY,
});
