import type { Of, Shape } from '../shape/shape.ts';
import { described, either, listOf, object, optional, such } from '../shape/structures.ts';
import { BOOLEAN, NUMBER, TEXT, textLike } from '../shape/values.ts';
import { configurableOptions } from './options.ts';

/** The key of the configuration file under which proofs are left out. */
export const EXCLUSIONS_KEY = 'exclude';

const NAME = textLike(/\S/, 'text');

const EXCLUSION = object(
  {
    proof: described(NAME, 'An id, a part of ids, or a form with *.'),
    model: optional(described(NAME, 'On this model only; on all if it is left out.')),
    reason: described(NAME, 'Why; reports show it.'),
  },
  'Proofs that a project does not want to be asked.',
);

/** The key of the configuration file under which requirements are listed that are open, and known to be. */
export const ACCEPTANCES_KEY = 'open-requirements';

const ACCEPTANCE = object(
  {
    requirement: described(NAME, 'An id, or a form with *.'),
    model: optional(described(NAME, 'On this model only; on all if it is left out.')),
    reason: described(NAME, 'Why; reports show it.'),
  },
  'Requirements that no proof answers, and of which a project knows that.',
);

/** Proofs that a project does not want to be asked, and why. */
export type Exclusion = Of<typeof EXCLUSION>;

const WORDS = 'text or a number, as on the command line';

/** The value of an option that is no switch. */
const GIVEN = either(
  `${WORDS}, or a list of such`,
  TEXT,
  NUMBER,
  such(listOf(either(WORDS, TEXT, NUMBER)), ({ length }) =>
    length === 0 ? 'the list is empty: leave the key out' : null,
  ),
);

/** What a configuration file holds beside the defaults of options. */
export interface Configuration {
  readonly [EXCLUSIONS_KEY]?: readonly Exclusion[];
  readonly [ACCEPTANCES_KEY]?: readonly Of<typeof ACCEPTANCE>[];
}

const OPTION_FIELDS: Readonly<Record<string, Shape<unknown>>> = Object.fromEntries(
  [...configurableOptions()].map(([name, { sentence, isSwitch }]) => [
    name,
    optional(described<unknown>(isSwitch ? BOOLEAN : GIVEN, sentence)),
  ]),
);

/** The file of defaults. */
export const CONFIGURATION: Shape<Configuration> = object({
  $schema: optional(described(TEXT, 'The schema that an editor checks this file with.')),
  ...OPTION_FIELDS,
  [EXCLUSIONS_KEY]: optional(described(listOf(EXCLUSION), 'Proofs that are not run, and why.')),
  [ACCEPTANCES_KEY]: optional(
    described(listOf(ACCEPTANCE), 'Open requirements that do not fail `ringproof requirements`, and why.'),
  ),
});
