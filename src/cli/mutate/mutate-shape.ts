import { TOOL, TOOL_VERSION } from '../../report/document-shape.ts';
import { LOAD_PROBLEM } from '../../report/run-shape.ts';
import { FAILURE } from '../../result/result-shape.ts';
import { VERDICTS } from '../../result/verdict.ts';
import { described, listOf, object, orNull } from '../../shape/structures.ts';
import { NUMBER, oneOf, TEXT, wholeNumber } from '../../shape/values.ts';
import { NOT_APPLIED, OUTCOMES } from './outcome.ts';

const COUNT = wholeNumber();

export const CAUGHT_BY = object(
  {
    proof: TEXT,
    how: described(
      oneOf(['broken', 'fixed', 'reached', 'vacuous', 'endless', 'verdict']),
      'broken: an assertion breaks. fixed: one holds that a finding names. reached: so is a cover that a finding names. vacuous: nothing is left to prove. endless: an operation does not end.',
    ),
    name: described(orNull(TEXT), 'Of the assertion or the cover; null where it is the proof as a whole.'),
  },
  'What tells a mutant from its model.',
);

export const JUDGED_MUTANT = object(
  {
    id: TEXT,
    model: described(TEXT, 'Of several models that are made of the file, all names.'),
    file: described(TEXT, 'From the working directory; of compiled code, that of the source if it is known.'),
    operator: described(orNull(TEXT), 'Which made it; null if a file lists it.'),
    original: described(orNull(TEXT), 'What the operator replaces, which may be nothing; null without one.'),
    replacement: described(orNull(TEXT), 'What stands in its place; null without an operator.'),
    line: described(
      orNull(wholeNumber(1)),
      'Of the replaced text or instruction; null if it is not known, or the text is not found once.',
    ),
    reference: described(orNull(TEXT), 'Where the mistake was really made.'),
    why: described(orNull(TEXT), 'What is wrong, in words.'),
    outcome: described(
      oneOf(OUTCOMES),
      'equivalent: proved to do the same. argued: equivalent.json says why it is no mistake. over-strict: so it does, but a proof tells it. out-of-scope: no proof enters the place, and a comment beside it says why.',
    ),
    caughtBy: described(orNull(CAUGHT_BY), 'Null unless it is caught or over-strict.'),
    kills: described(
      listOf(CAUGHT_BY),
      'All that tell it, with --every; without, the search ends with the first. Together they are the kill matrix.',
    ),
    equalOperations: described(
      listOf(TEXT),
      'The operations that enter the place, if it is equivalent: they do the same for all inputs, as all others do.',
    ),
    notApplied: described(orNull(oneOf(NOT_APPLIED)), 'Why it is not applied; null if it is.'),
    reason: described(
      orNull(TEXT),
      'Why it is not applied, out of scope or not known to be equivalent, or what equivalent.json argues.',
    ),
    undecided: described(
      listOf(object({ proof: TEXT, verdict: oneOf(VERDICTS), failure: orNull(FAILURE) })),
      'Proofs without a verdict on it; empty unless it is undecided.',
    ),
    proofs: described(COUNT, 'How many proofs were run on it.'),
    timeMs: NUMBER,
  },
  'What became of a mutant.',
);

export const MUTATE_SUMMARY = object(
  {
    ...{ mutants: COUNT, caught: COUNT, equivalent: COUNT, argued: COUNT, overStrict: COUNT },
    ...{ survived: COUNT, undecided: COUNT, notApplied: COUNT, outOfScope: COUNT, notRun: COUNT },
  },
  'How many mutants came to what.',
);

export const MUTATE_COVERAGE = object(
  {
    caughtNothing: described(listOf(TEXT), 'Proofs that were run on mutants and caught none.'),
    guardedByOne: described(
      listOf(object({ file: TEXT, line: wholeNumber(1), proof: TEXT })),
      'Lines of which one proof alone catches mutants.',
    ),
  },
  'What the kill matrix says of proofs and lines.',
);

export const MUTATE_DOCUMENT = object({
  tool: TOOL,
  version: TOOL_VERSION,
  mutants: listOf(JUDGED_MUTANT),
  notCounted: described(
    listOf(object({ proof: TEXT, model: orNull(TEXT), verdict: oneOf(VERDICTS) })),
    'Proofs that are not as expected of a model as it is: they tell no mutant from it.',
  ),
  loadFailures: listOf(LOAD_PROBLEM),
  leftOut: described(
    listOf(object({ file: TEXT, reason: TEXT })),
    'Files of models that operators leave as they are.',
  ),
  coverage: described(orNull(MUTATE_COVERAGE), 'Null without --every.'),
  summary: MUTATE_SUMMARY,
});
