import { RESULT_HEAD, RESULT_TAIL } from '../result/result-shape.ts';
import type { Verdict } from '../result/verdict.ts';
import { described, listOf, object, orNull } from '../shape/structures.ts';
import { exactly, TEXT, textLike, wholeNumber } from '../shape/values.ts';
import { RUN_FIELDS } from './run-shape.ts';

export const TOOL = exactly('ringproof');

export const TOOL_VERSION = described(
  textLike(/^\d+\.\d+\.\d+/, 'a version, such as "1.2.3"'),
  'Version of the tool that wrote it.',
);

const COUNT = wholeNumber();

export const SUMMARY = object(
  {
    proved: COUNT,
    refuted: COUNT,
    vacuous: COUNT,
    timeout: COUNT,
    'out-of-memory': COUNT,
    unknown: COUNT,
    error: COUNT,
    findings: COUNT,
  } satisfies Record<Verdict | 'findings', unknown>,
  'How many results there are of each verdict; refutations that were expected count under findings only.',
);

/** A result in the document of a run. */
export const DOCUMENT_RESULT = object(
  {
    ...RESULT_HEAD,
    counterexampleFile: described(
      orNull(TEXT),
      'What `ringproof replay` takes, from the working directory; null without --output, and where there is no refutation.',
    ),
    ...RESULT_TAIL,
  },
  'The result of a proof on a model.',
);

/** The document of `prove --reporter json`. */
export const REPORT_DOCUMENT = object({
  tool: TOOL,
  version: TOOL_VERSION,
  summary: SUMMARY,
  proofs: described(
    listOf(DOCUMENT_RESULT),
    'One entry a proof and model, in the order in which they were asked for.',
  ),
  ...RUN_FIELDS,
});
