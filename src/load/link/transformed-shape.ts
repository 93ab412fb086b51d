import { described, listOf, object, orNull } from '../../shape/structures.ts';
import { TEXT, wholeNumber } from '../../shape/values.ts';

/** Counted from 1; `null` where only the file is known. */
const POSITION = orNull(wholeNumber());

export const FAULT = object(
  {
    message: TEXT,
    line: POSITION,
    column: POSITION,
    details: described(listOf(TEXT), 'Further errors in the same file, each a sentence with its place.'),
    hint: TEXT,
  },
  'Why a module cannot be evaluated, with the place that is to blame.',
);

export const IMPORT = object(
  { specifier: TEXT, names: listOf(TEXT) },
  'An import, and the names that it takes.',
);

export const TRANSFORMED = object(
  {
    code: described(
      TEXT,
      'The body of a function of `exports`, `module`, `require` and what else the evaluation hands it.',
    ),
    maps: described(listOf(TEXT), 'Source maps from the code back to the file, the last rewriting first.'),
    preludeLines: described(wholeNumber(), 'Lines at the top of the code that are not from the file.'),
    imports: listOf(IMPORT),
    exports: described(
      orNull(object({ names: listOf(TEXT), stars: listOf(TEXT) })),
      'What it exports by name, and the specifiers of what it exports whole; null where only a run can tell.',
    ),
    fault: described(orNull(FAULT), 'Why it cannot be evaluated; null where it can.'),
  },
  "A module's text as it is evaluated, whatever file it is from.",
);
