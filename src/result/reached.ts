import { described, listOf, object, orNull } from '../shape/structures.ts';
import type { Of } from '../shape/shape.ts';
import { TEXT, wholeNumber } from '../shape/values.ts';

/** A function of compiled code, with its place in the source. */
const COMPILED_PLACE = object({
  id: TEXT,
  name: TEXT,
  file: described(TEXT, 'From the working directory, or absolute.'),
  line: described(orNull(wholeNumber(1)), 'Counted from 1; null without debug information.'),
});

export type CompiledPlace = Of<typeof COMPILED_PLACE>;

/** What a proof enters of the models in its run; plain data. */
export const REACHED_PLACES = object({
  places: described(listOf(TEXT), 'Places of texts, and functions of compiled code, as they are reported.'),
  visited: described(
    listOf(TEXT),
    'Those places, and the ones that are entered where nothing is claimed afterwards, or only without a state.',
  ),
  operations: described(listOf(TEXT), "Operations of the model, such as 'queue.pop'."),
  compiled: described(listOf(COMPILED_PLACE), 'Functions of compiled code that could have been entered.'),
});

export type ReachedPlaces = Of<typeof REACHED_PLACES>;
