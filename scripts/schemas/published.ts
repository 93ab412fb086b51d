import { toJsonSchema } from '@valibot/to-json-schema';
import { COMPARED_OPERATION, DIFF_DOCUMENT, DIFF_SUMMARY } from '../../src/cli/diff-shape.ts';
import {
  CAUGHT_BY,
  JUDGED_MUTANT,
  MUTATE_DOCUMENT,
  MUTATE_SUMMARY,
} from '../../src/cli/mutate/mutate-shape.ts';
import { FENCE, FENCE_BREAK, FENCE_UNDER, FENCES_DOCUMENT } from '../../src/cli/fences/fences-shape.ts';
import { ARGUMENTS } from '../../src/cli/mutate/equivalents.ts';
import { MUTANT, MUTANTS } from '../../src/cli/mutate/mutant-shape.ts';
import {
  MODEL_TRIAL,
  TRIAL_BREAK,
  TRIAL_STEP,
  TRIED_SCENARIO,
  TRY_DOCUMENT,
  TRY_SUMMARY,
} from '../../src/cli/try-shape.ts';
import { COUNTEREXAMPLE } from '../../src/proof/counterexample-shape.ts';
import { CLAUSE, GHOST_CHANGE, INDUCTION, REACHED } from '../../src/proof/induction-shape.ts';
import { ORDER_EXECUTION } from '../../src/proof/order-shape.ts';
import { CURSOR, LAYOUT, LAYOUT_AREA, LAYOUT_FIELD, PLACEMENT } from '../../src/proof/layout-shape.ts';
import {
  ANY_VALUE,
  BYTE_RUN,
  CONJUNCT,
  MEMORY_RANGE,
  SOURCE_LINE,
  STEP,
} from '../../src/proof/step-shapes.ts';
import { COMPARED_SIDE, COMPARED_SIDES, SAVED_FILE } from '../../src/replay/saved-shape.ts';
import { DOCUMENT_RESULT, REPORT_DOCUMENT, SUMMARY } from '../../src/report/document-shape.ts';
import { LIST_DOCUMENT, MATRIX_DOCUMENT } from '../../src/report/list-shape.ts';
import {
  ANSWERED_REQUIREMENT,
  LEVEL_SHARE,
  REQUIREMENT_ANSWER,
  REQUIREMENTS_DOCUMENT,
} from '../../src/report/requirements/table-shape.ts';
import { UNREACHED_DOCUMENT } from '../../src/report/unreached-shape.ts';
import {
  ASKED,
  CHOSEN_MEMORY_MODELS,
  CONTRACT,
  EXCLUDED,
  LOAD_PROBLEM,
  NOT_APPLICABLE,
} from '../../src/report/run-shape.ts';
import { ASKED_MEMORY_MODELS, ASSERTION, CODE_SPOT, FAILURE } from '../../src/result/result-shape.ts';
import { CONFIGURATION } from '../../src/session/configuration-shape.ts';
import { either } from '../../src/shape/structures.ts';
import { schemaOf, type Shape } from '../../src/shape/shape.ts';

/** A schema that the package publishes. */
export interface Published {
  /** From the root of the repository. */
  readonly file: string;
  readonly title: string;
  readonly description: string;
  readonly shape: Shape<unknown>;
  /** What the schema says once and refers to, by name. */
  readonly definitions: Readonly<Record<string, Shape<unknown>>>;
}

/** What documents hold that have counterexamples in them. */
const TOLD = {
  counterexample: COUNTEREXAMPLE,
  induction: INDUCTION,
  clause: CLAUSE,
  ghostChange: GHOST_CHANGE,
  reached: REACHED,
  step: STEP,
  jsonValue: ANY_VALUE,
  sourceLine: SOURCE_LINE,
  conjunct: CONJUNCT,
  memoryRange: MEMORY_RANGE,
  placement: PLACEMENT,
  layout: LAYOUT,
  area: LAYOUT_AREA,
  field: LAYOUT_FIELD,
  cursor: CURSOR,
};

const START = { byteRun: BYTE_RUN };

export const PUBLISHED: readonly Published[] = [
  {
    file: 'src/report/report.schema.json',
    title: 'Report of ringproof prove',
    description:
      'The document of `ringproof prove --reporter json`. It describes the version of ringproof that it came with exactly; ' +
      'later versions may add fields.',
    shape: REPORT_DOCUMENT,
    definitions: {
      ...START,
      summary: SUMMARY,
      proof: DOCUMENT_RESULT,
      assertion: ASSERTION,
      failure: FAILURE,
      codeSpot: CODE_SPOT,
      loadFailure: LOAD_PROBLEM,
      asked: ASKED,
      chosenMemoryModels: CHOSEN_MEMORY_MODELS,
      askedMemoryModels: ASKED_MEMORY_MODELS,
      notApplicable: NOT_APPLICABLE,
      excluded: EXCLUDED,
      contract: CONTRACT,
      ...TOLD,
    },
  },
  {
    file: 'src/report/list.schema.json',
    title: 'List of ringproof',
    description:
      'The document of `ringproof list --reporter json`, with or without --matrix or --unreached. It describes the version of ' +
      'ringproof that it came with exactly; later versions may add fields.',
    shape: either(
      'a list, a matrix or what is unreached',
      LIST_DOCUMENT,
      MATRIX_DOCUMENT,
      UNREACHED_DOCUMENT,
    ),
    definitions: { codeSpot: CODE_SPOT, loadFailure: LOAD_PROBLEM },
  },
  {
    file: 'src/report/requirements/requirements.schema.json',
    title: 'Requirements of ringproof',
    description:
      'The document of `ringproof requirements --reporter json`. It describes the version of ringproof that it came with exactly; ' +
      'later versions may add fields.',
    shape: REQUIREMENTS_DOCUMENT,
    definitions: {
      share: LEVEL_SHARE,
      requirement: ANSWERED_REQUIREMENT,
      answer: REQUIREMENT_ANSWER,
      codeSpot: CODE_SPOT,
      loadFailure: LOAD_PROBLEM,
    },
  },
  {
    file: 'src/cli/fences/fences.schema.json',
    title: 'Fences of ringproof',
    description:
      'The document of `ringproof fences --reporter json`. It describes the version of ringproof that it came with exactly; later ' +
      'versions may add fields.',
    shape: FENCES_DOCUMENT,
    definitions: {
      fence: FENCE,
      under: FENCE_UNDER,
      break: FENCE_BREAK,
      execution: ORDER_EXECUTION,
      codeSpot: CODE_SPOT,
      loadFailure: LOAD_PROBLEM,
    },
  },
  {
    file: 'src/replay/counterexample.schema.json',
    title: 'Counterexample or witness of ringproof',
    description:
      'A file that `ringproof prove --output` or `diff --output` writes for a counterexample, or `ringproof explain --output` for a witness of a ' +
      'cover, and that `ringproof replay` reads. Version 1.',
    shape: SAVED_FILE,
    definitions: { ...START, compared: COMPARED_SIDES, comparedSide: COMPARED_SIDE },
  },
  {
    file: 'src/cli/try.schema.json',
    title: 'Result of ringproof try',
    description:
      'The document of `ringproof try --reporter json`. It describes the version of ringproof that it came with exactly; later ' +
      'versions may add fields.',
    shape: TRY_DOCUMENT,
    definitions: {
      ...START,
      scenario: TRIED_SCENARIO,
      trial: MODEL_TRIAL,
      trialStep: TRIAL_STEP,
      broken: TRIAL_BREAK,
      summary: TRY_SUMMARY,
      ...TOLD,
    },
  },
  {
    file: 'src/cli/diff.schema.json',
    title: 'Result of ringproof diff',
    description:
      'The document of `ringproof diff --reporter json`. It describes the version of ringproof that it came with exactly; later ' +
      'versions may add fields.',
    shape: DIFF_DOCUMENT,
    definitions: {
      ...START,
      operation: COMPARED_OPERATION,
      summary: DIFF_SUMMARY,
      failure: FAILURE,
      codeSpot: CODE_SPOT,
      ...TOLD,
    },
  },
  {
    file: 'src/cli/mutate.schema.json',
    title: 'Result of ringproof mutate',
    description:
      'The document of `ringproof mutate --reporter json`. It describes the version of ringproof that it came with exactly; later ' +
      'versions may add fields.',
    shape: MUTATE_DOCUMENT,
    definitions: {
      mutant: JUDGED_MUTANT,
      caughtBy: CAUGHT_BY,
      summary: MUTATE_SUMMARY,
      failure: FAILURE,
      codeSpot: CODE_SPOT,
      loadProblem: LOAD_PROBLEM,
    },
  },
  {
    file: 'src/cli/mutants.schema.json',
    title: 'Mutants of models',
    description:
      'mutants.json in the folder of a model: changes that make models wrong, which `ringproof mutate` makes and tells.',
    shape: MUTANTS,
    definitions: { mutant: MUTANT },
  },
  {
    file: 'src/cli/equivalent.schema.json',
    title: 'Arguments for mutants',
    description:
      'equivalent.json in the folder of a model: why mutants that `ringproof mutate --operators` makes are no mistakes, in one line each, by id.',
    shape: ARGUMENTS,
    definitions: {},
  },
  {
    file: 'src/session/config.schema.json',
    title: 'Configuration of ringproof',
    description:
      'ringproof.config.json in the working directory: defaults of options, as the command line has them, and what is left out.',
    shape: CONFIGURATION,
    definitions: {},
  },
];

/** The text of a published schema. */
export function schemaText({ title, description, shape, definitions }: Published): string {
  const { $schema, $defs, ...schema } = toJsonSchema(schemaOf(shape), {
    target: 'draft-2020-12',
    typeMode: 'output',
    definitions: Object.fromEntries(
      Object.entries(definitions).map(([name, each]) => [name, schemaOf(each)]),
    ),
    // What no schema can say, such as the order of regions, or need not say of JSON.
    ignoreActions: ['raw_check', 'finite'],
    overrideAction: ({ valibotAction, jsonSchema }) => {
      if (!isLargestNumber(valibotAction)) return undefined;
      const { maximum: _, ...open } = jsonSchema;
      return open;
    },
  });
  return JSON.stringify({ $schema, title, description, ...schema, $defs });
}

/** Whether an action keeps numbers exact, and nothing else. */
function isLargestNumber(action: object): boolean {
  return 'requirement' in action && action.requirement === Number.MAX_SAFE_INTEGER;
}
