import { START_FIELDS } from '../proof/counterexample-shape.ts';
import type { Of } from '../shape/shape.ts';
import {
  described,
  lazily,
  listOf,
  object,
  objectWith,
  optional,
  orNull,
  variantOf,
} from '../shape/structures.ts';
import { BOOLEAN, exactly, oneOf, TEXT } from '../shape/values.ts';

/** Version of the format of counterexample files; a file of another one is refused. */
export const FILE_VERSION = 1;

const VERSION = described(
  exactly(FILE_VERSION),
  'Version of this format. A file of another version is refused by `ringproof replay`.',
);

/** Of which proof and model a state is. */
const SAVED_FOR = {
  proof: described(TEXT, 'Id of the proof.'),
  model: described(orNull(TEXT), 'The model that it was found on; null for a proof about no model.'),
};

/** A side of a comparison. */
export const COMPARED_SIDE = object(
  {
    from: described(TEXT, 'As the command line of `ringproof diff` named it.'),
    path: described(TEXT, 'Its file, from the working directory.'),
    name: described(orNull(TEXT), 'The name of the model; null for the one that the file exports.'),
    isCompiled: described(BOOLEAN, 'Whether it is compiled code.'),
  },
  'A model, or compiled code.',
);

/** What `ringproof diff` compared, and in what. */
export const COMPARED_SIDES = object(
  {
    a: COMPARED_SIDE,
    b: COMPARED_SIDE,
    like: described(orNull(COMPARED_SIDE), 'What compiled code is declared like; null for the other side.'),
    errors: described(oneOf(['kind', 'any']), 'Whether errors are compared by their kind.'),
    isInUse: described(BOOLEAN, 'Whether only states in use are compared.'),
  },
  'The two models of a comparison.',
);

/** Two models that were compared, and in what. */
export type ComparedSides = Of<typeof COMPARED_SIDES>;

const COUNTEREXAMPLE_FIELDS = {
  ...SAVED_FOR,
  compared: optional(
    described(COMPARED_SIDES, 'What `ringproof diff` compared; left out if the state is of a proof.'),
  ),
  assertion: described(TEXT, 'Name of the assertion that fails.'),
  ...START_FIELDS,
};

const WITNESS_FIELDS = {
  ...SAVED_FOR,
  cover: described(TEXT, 'Name of the cover that is reached.'),
  ...START_FIELDS,
};

const TOOL = exactly('ringproof');

/** What a counterexample is to, and where it starts. The steps are left out: a replay makes them anew. */
export const COUNTEREXAMPLE_FILE = object(
  { tool: TOOL, kind: exactly('counterexample'), version: VERSION, ...COUNTEREXAMPLE_FIELDS },
  'A state that breaks an assertion.',
);

/** A state from which a cover of a proof is reached. */
export const WITNESS_FILE = object(
  { tool: TOOL, kind: exactly('witness'), version: VERSION, ...WITNESS_FIELDS },
  'A state from which a cover of a proof is reached.',
);

/** A file that `ringproof replay` takes, and that holds one state. */
export const SAVED_FILE = variantOf('kind', {
  counterexample: COUNTEREXAMPLE_FILE,
  witness: WITNESS_FILE,
});

const ANYTHING = objectWith({});

/** What is read of a refutation in a report, also of one that another version of the tool has written. */
const REFUTED = objectWith({
  id: TEXT,
  model: orNull(TEXT),
  counterexample: objectWith({ assertion: TEXT, ...START_FIELDS }),
});

/** A counterexample in a report that was replayed there. */
export type Refuted = Of<typeof REFUTED>;

/** Whether an entry of a report has a counterexample that was replayed. */
export function isRefuted(entry: unknown): entry is Refuted {
  if (typeof entry !== 'object' || entry === null || !('verdict' in entry)) return false;
  return entry.verdict === 'refuted' && 'counterexample' in entry && entry.counterexample !== null;
}

/** A document of `--reporter json`, as far as a replay needs it. */
export const SAVED_REPORT = objectWith({
  tool: TOOL,
  proofs: listOf(lazily((entry) => (isRefuted(entry) ? REFUTED : ANYTHING))),
});
