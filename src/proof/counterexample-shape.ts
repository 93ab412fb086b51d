import { RegionList } from '../memory/regions.ts';
import { described, either, listOf, object, optional, recordOf, such } from '../shape/structures.ts';
import { BOOLEAN, TEXT, textLike, U64_HEX } from '../shape/values.ts';
import { INDUCTION } from './induction-shape.ts';
import { ORDER_EXECUTION } from './order-shape.ts';
import { BYTE_RUN, STEP } from './step-shapes.ts';

/** More digits than any value of a proof has. */
const MOST_DIGITS = 1000;

const INPUT_WORDS = 'true, false, "123" or "0x1f"';

const INPUT = either(INPUT_WORDS, BOOLEAN, textLike(/^(-?\d+|0x[0-9a-f]+)$/, INPUT_WORDS, MOST_DIGITS));

/** Memory that there can be: its regions in order. Bytes may lie outside of them, where a property looks at such. */
const MEMORY = such(
  object(
    {
      name: TEXT,
      regions: listOf(
        object({ base: U64_HEX, size: described(U64_HEX, 'Bytes.') }, 'A mapped region of guest memory.'),
      ),
      bytes: described(
        listOf(BYTE_RUN),
        'Initial content; bytes that are not listed are 0. Those outside of all regions are for properties that look there.',
      ),
    },
    'A guest memory as it is at the start.',
  ),
  ({ regions }) => regionFault(regions),
);

function regionFault(regions: readonly { readonly base: string; readonly size: string }[]): string | null {
  try {
    new RegionList(regions.map(({ base, size }) => ({ base: BigInt(base), size: BigInt(size) })));
    return null;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
}

/** Where the replay of a counterexample starts. */
export const START_FIELDS = {
  inputs: described(
    recordOf(INPUT),
    'Inputs of the proof by name, in the order in which it declares them: words as decimal numbers or "0x…", Booleans as such.',
  ),
  memory: listOf(MEMORY),
};

/** Values that break an assertion. */
export const COUNTEREXAMPLE = object(
  {
    assertion: described(TEXT, 'Name of the assertion that fails.'),
    minimal: optional(
      described(
        BOOLEAN,
        'Whether the search for a smaller one was completed: least sizes, then inputs, bytes and regions. ' +
          'false: it was cut short, or the solver left a question open. Left out if there was no search.',
      ),
    ),
    repeatable: optional(
      described(
        BOOLEAN,
        'true: the search for a smaller one ended by counts alone, so that it ends here each time. ' +
          'Left out where it was completed, or where a clock may have ended it.',
      ),
    ),
    ...START_FIELDS,
    trace: described(listOf(TEXT), 'What its replay did: accesses and notes of the proof, a line each.'),
    orders: optional(
      described(
        listOf(ORDER_EXECUTION),
        'For each broken assertion about the order of accesses, one that breaks it; left out if none is broken.',
      ),
    ),
    induction: optional(
      described(INDUCTION, 'Of a proof that an operation keeps an invariant; left out of all others.'),
    ),
    steps: described(listOf(STEP), 'All that its replay did, in order.'),
  },
  'Values that break an assertion, replayed on numbers before they are reported.',
);
