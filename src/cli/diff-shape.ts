import { ASPECTS } from '../diff/aspects.ts';
import { COUNTEREXAMPLE } from '../proof/counterexample-shape.ts';
import { TOOL, TOOL_VERSION } from '../report/document-shape.ts';
import { FAILURE } from '../result/result-shape.ts';
import { described, listOf, object, orNull, recordOf } from '../shape/structures.ts';
import { BOOLEAN, NUMBER, oneOf, TEXT, wholeNumber } from '../shape/values.ts';

const COUNT = wholeNumber();

export const COMPARED_OPERATION = object(
  {
    name: described(TEXT, 'As in add-used.'),
    verdict: described(
      oneOf(['equal', 'different', 'undecided', 'no-state', 'error']),
      'equal: for all inputs. no-state: there is no state that both can be in and in which both may be called.',
    ),
    differs: described(
      listOf(oneOf(ASPECTS)),
      'What differs in some state; empty unless the verdict is different.',
    ),
    outcomes: described(
      recordOf(TEXT),
      'By model: what it returns from the state of the counterexample, in words.',
    ),
    fields: described(
      recordOf(recordOf(TEXT)),
      'By field that differs afterwards: the value that each model leaves, in words.',
    ),
    counterexample: orNull(COUNTEREXAMPLE),
    counterexampleFile: described(
      orNull(TEXT),
      'What `ringproof replay` takes, from the working directory; null without --output, and where nothing differs.',
    ),
    cached: described(BOOLEAN, 'Whether the answer is from an earlier run.'),
    timeMs: NUMBER,
    failure: described(orNull(FAILURE), 'Why it is neither equal nor different; null if it is.'),
  },
  'An operation that both models have.',
);

export const DIFF_SUMMARY = object(
  { equal: COUNT, different: COUNT, undecided: COUNT, noState: COUNT, error: COUNT, notCompared: COUNT },
  'How many operations are what.',
);

export const DIFF_DOCUMENT = object({
  tool: TOOL,
  version: TOOL_VERSION,
  models: described(TEXT, 'The two models: "rust-vmm and spec".'),
  source: described(TEXT, 'What each is a model of.'),
  doesNotCompare: described(
    orNull(TEXT),
    'States and fields that are left out; null if nothing was compared.',
  ),
  operations: listOf(COMPARED_OPERATION),
  notCompared: described(
    listOf(object({ name: TEXT, reason: described(TEXT, 'Which model lacks it: "spec has no save".') })),
    'Operations that one of the models does not have.',
  ),
  summary: DIFF_SUMMARY,
});
