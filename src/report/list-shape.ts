import { RESULT_HEAD } from '../result/result-shape.ts';
import { described, listOf, object, orNull } from '../shape/structures.ts';
import { oneOf, TEXT } from '../shape/values.ts';
import { TOOL, TOOL_VERSION } from './document-shape.ts';
import { RUN_FIELDS } from './run-shape.ts';

const { id, model, title, file, line, requirements, doesNotProve, bound, expected, finding } = RESULT_HEAD;

const HEAD = { tool: TOOL, version: TOOL_VERSION };

const { loadFailures } = RUN_FIELDS;

/** The document of `list --reporter json`. */
export const LIST_DOCUMENT = object(
  {
    ...HEAD,
    proofs: described(
      listOf(object({ id, model, title, file, line, requirements, doesNotProve, bound, expected, finding })),
      'One entry a proof and model, in the order in which they would be run.',
    ),
    loadFailures,
  },
  'Of `ringproof list --reporter json`.',
);

const CELL = object({
  model,
  expected: oneOf(['proved', 'finding', 'not-applicable', 'excluded']),
  reason: described(orNull(TEXT), 'Why it is not expected to be proved; null if it is.'),
});

/** The document of `list --matrix --reporter json`. */
export const MATRIX_DOCUMENT = object(
  {
    ...HEAD,
    models: described(listOf(orNull(TEXT)), 'The columns; null for proofs about no model.'),
    proofs: described(
      listOf(object({ id, title, requirements, models: listOf(CELL) })),
      'The rows: a proof, and what is expected of it on each model.',
    ),
    loadFailures,
  },
  'Of `ringproof list --matrix --reporter json`.',
);
