import { described, listOf, object, orNull } from '../shape/structures.ts';
import { oneOf, TEXT, wholeNumber } from '../shape/values.ts';
import { TOOL, TOOL_VERSION } from './document-shape.ts';
import { RUN_FIELDS } from './run-shape.ts';

const LINE = described(orNull(wholeNumber(1)), 'Counted from 1; null where it is not known.');

const UNREACHED = object({
  kind: oneOf(['function', 'branch', 'member']),
  file: TEXT,
  line: LINE,
  column: LINE,
  name: described(TEXT, 'The function that it is or is in, or the operation.'),
  what: described(TEXT, 'Of a branch: what does not happen; empty of others.'),
  models: described(listOf(TEXT), 'The models that it is a part of.'),
  reason: described(
    orNull(TEXT),
    'Why it is not entered, as a comment beside it says; null where none does.',
  ),
});

/** The document of `list --unreached --reporter json`. */
export const UNREACHED_DOCUMENT = object(
  {
    tool: TOOL,
    version: TOOL_VERSION,
    places: described(wholeNumber(), 'Functions, branches and operations of the models.'),
    reached: described(
      wholeNumber(),
      'How many of them some proof enters, in a state that it makes a claim of.',
    ),
    unreached: described(
      listOf(UNREACHED),
      'The others, in order of file and line. What lies inside one of them is left out.',
    ),
    stale: described(
      listOf(object({ file: TEXT, line: wholeNumber(1), reason: TEXT })),
      'Reasons beside what is reached, or beside nothing.',
    ),
    notFollowed: described(
      listOf(object({ id: TEXT, model: orNull(TEXT), reason: TEXT })),
      'Proofs of which not all paths were followed: what they enter may be missing.',
    ),
    loadFailures: RUN_FIELDS.loadFailures,
  },
  'Of `ringproof list --unreached --reporter json`.',
);
