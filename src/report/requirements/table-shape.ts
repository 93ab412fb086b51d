import { ANSWERS } from '../../requirement/answer.ts';
import { LEVELS, RINGS, ROLES } from '../../requirement/entry.ts';
import { described, listOf, object, orNull } from '../../shape/structures.ts';
import { BOOLEAN, oneOf, TEXT, wholeNumber } from '../../shape/values.ts';
import { TOOL, TOOL_VERSION } from '../document-shape.ts';
import { RUN_FIELDS } from '../run-shape.ts';

const COUNT = wholeNumber();

export const REQUIREMENT_ANSWER = object(
  {
    model: described(orNull(TEXT), 'null where there is no model of the role.'),
    answer: described(
      oneOf(ANSWERS),
      'finding: known to be broken. allowed: a MAY that the model makes use of, and that the other side is proved to cope with. ' +
        'not-applicable: the model lacks what it is about. out-of-reach: no model of a queue can answer it. open: not answered.',
    ),
    assertions: described(
      listOf(TEXT),
      "As 'proof: assertion': those that are proved, or of a finding those that are broken.",
    ),
    reason: described(
      orNull(TEXT),
      'Why it is not proved, mostly as the end of a sentence about the model. If it is, or is allowed: by what the proofs are bounded, or null.',
    ),
    isAccepted: described(
      BOOLEAN,
      'Whether it is open for a reason that is listed, by the ledger or in the configuration.',
    ),
  },
  'The answer to a requirement on a model.',
);

export const ANSWERED_REQUIREMENT = object(
  {
    id: TEXT,
    section: described(TEXT, 'Of VIRTIO 1.4.'),
    level: oneOf(LEVELS),
    role: described(oneOf(ROLES), 'Who is obliged, or permitted.'),
    ring: described(
      orNull(oneOf(RINGS)),
      'The format of the queue; config for set-up, features, status and transports; null where the project does not say.',
    ),
    text: described(TEXT, 'What it demands, in words of the project.'),
    answers: listOf(REQUIREMENT_ANSWER),
  },
  'A requirement, and its answer on each model of its role.',
);

export const LEVEL_SHARE = object(
  {
    level: oneOf(LEVELS),
    cells: described(COUNT, 'Answers in all, one a requirement and model.'),
    answered: described(COUNT, 'Those that are not open.'),
    proved: COUNT,
    finding: COUNT,
    allowed: COUNT,
    'not-applicable': COUNT,
    'out-of-reach': COUNT,
    open: COUNT,
  },
  'How the requirements of a level are answered.',
);

const { loadFailures } = RUN_FIELDS;

/** The document of `requirements --reporter json`. */
export const REQUIREMENTS_DOCUMENT = object({
  tool: TOOL,
  version: TOOL_VERSION,
  summary: described(listOf(LEVEL_SHARE), 'One entry a level, of what is listed below.'),
  requirements: described(listOf(ANSWERED_REQUIREMENT), 'In the order of sections.'),
  loadFailures,
});
