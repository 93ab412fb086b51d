import { described, listOf, object, optional } from '../../shape/structures.ts';
import type { Of } from '../../shape/shape.ts';
import { TEXT, textLike } from '../../shape/values.ts';

export const MUTANT = object(
  {
    id: described(textLike(/^\S+$/, 'text without blanks'), 'Of no other mutant of the project.'),
    model: described(TEXT, 'Name of the model that has to be told from this.'),
    file: described(TEXT, 'The file that is changed, from the folder of this one, with forward slashes.'),
    find: described(textLike(/[^]/, 'text that the file has once'), 'Text that the file has once.'),
    replace: described(TEXT, 'What stands in its place.'),
    reference: optional(
      described(TEXT, 'Where the mistake was really made: project and commit, or the like.'),
    ),
    why: optional(described(TEXT, 'What is wrong, in words.')),
  },
  'A change of one place that makes a model wrong.',
);

/** What a file of mutants holds. */
export const MUTANTS = listOf(MUTANT);

/** A mutant as its file has it. */
export type WrittenMutant = Of<typeof MUTANT>;
