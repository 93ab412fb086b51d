import { ASSERTION_KINDS } from '../proof/standing.ts';
import { FAILURE_FIELDS, MEMORY_MODEL, PROOF_ID, RESULT } from '../result/result-shape.ts';
import { described, listOf, object, optional, orNull } from '../shape/structures.ts';
import { MEASURE, oneOf, TEXT, wholeNumber } from '../shape/values.ts';

export const ASKED = object(
  { id: PROOF_ID, model: orNull(TEXT) },
  'A proof and the model that it is asked of.',
);

export const LOAD_PROBLEM = object(
  {
    file: described(TEXT, 'Relative to the working directory, with forward slashes.'),
    line: orNull(wholeNumber()),
    column: orNull(wholeNumber()),
    ...FAILURE_FIELDS,
  },
  'Something that kept a proof or a model from being run at all.',
);

export const NOT_APPLICABLE = object(
  {
    id: PROOF_ID,
    model: described(orNull(TEXT), 'null for a proof about no model.'),
    reason: described(TEXT, 'What the model lacks, as the end of a sentence about it: has no reset.'),
  },
  'A proof that is not asked of a model, and why.',
);

export const EXCLUDED = object(
  {
    id: PROOF_ID,
    model: described(orNull(TEXT), 'null for a proof about no model.'),
    reason: described(TEXT, 'As it is given in the configuration.'),
  },
  "A proof that the project's configuration leaves out, and why.",
);

export const CONTRACT = object(
  {
    kinds: listOf(oneOf(ASSERTION_KINDS)),
    leftOut: described(
      wholeNumber(),
      'How many assertions of all proofs, on all models, are of other kinds.',
    ),
    notAsked: described(listOf(ASKED), 'Proofs whose assertions are all left out: they were not asked.'),
  },
  'Which kinds of assertions a run was about, and what that leaves out.',
);

export const CHOSEN_MEMORY_MODELS = object(
  {
    asked: listOf(MEMORY_MODEL),
    leftOut: described(
      wholeNumber(),
      'How many assertions of all proofs, on all models, are about other memory models.',
    ),
  },
  'Under which memory models a run asked about the order of accesses, and what that leaves out.',
);

/** What every document of a run has beside its results. */
export const RUN_FIELDS = {
  loadFailures: described(listOf(LOAD_PROBLEM), 'What could not be loaded, so that it was not run.'),
  notRun: described(listOf(ASKED), 'What was asked for and not run, since the run was stopped before.'),
  notApplicable: described(listOf(NOT_APPLICABLE), 'Proofs that are not asked of a model, and why.'),
  excluded: described(listOf(EXCLUDED), "Proofs that the project's configuration leaves out, and why."),
  contract: described(
    orNull(CONTRACT),
    'Which kinds of assertions were checked, and what that leaves out; null if no kind is left out.',
  ),
  memoryModels: optional(
    described(
      CHOSEN_MEMORY_MODELS,
      'Under which memory models proofs about the order of accesses were asked; left out if under all.',
    ),
  ),
};

/** A run that has come to its end. */
export const REPORT = object({
  results: described(listOf(RESULT), 'In the order in which they were asked for.'),
  ...RUN_FIELDS,
  timeMs: described(MEASURE, 'Wall clock, from the first proof to the last.'),
});
