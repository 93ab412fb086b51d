/* What each step of the replay of a counterexample says. */
import { TRAP_KINDS } from '../domain/trap.ts';
import type { Shape } from '../shape/shape.ts';
import {
  described,
  either,
  lazily,
  listOf,
  object,
  optional,
  orNull,
  recordOf,
  variantOf,
} from '../shape/structures.ts';
import {
  BOOLEAN,
  BYTES_HEX,
  exactly,
  NULL,
  NUMBER,
  oneOf,
  TEXT,
  textLike,
  wholeNumber,
} from '../shape/values.ts';
import type { JsonValue } from './counterexample.ts';
import { PLACEMENT } from './layout-shape.ts';

/** An address of 64 bits; properties may look beyond the last one, where no region is. */
export const ADDRESS = textLike(
  /^0x(0|[1-9a-f][0-9a-f]{0,15}|1[0-9a-f]{16})$/,
  'an address, such as "0x1000", with no leading zero',
);

export const JSON_VALUE: Shape<JsonValue> = lazily(() => ANY_VALUE);

export const ANY_VALUE: Shape<JsonValue> = either(
  'a JSON value',
  NULL,
  BOOLEAN,
  NUMBER,
  TEXT,
  listOf(JSON_VALUE),
  recordOf(JSON_VALUE),
);

export const BYTE_RUN = object(
  { addr: ADDRESS, hex: described(BYTES_HEX, 'Two digits a byte, in the order of addresses.') },
  'Bytes of guest memory that follow each other.',
);

export const SOURCE_LINE = object(
  {
    file: described(TEXT, 'Relative to the working directory, with forward slashes.'),
    line: described(wholeNumber(), 'Counted from 1.'),
    text: described(TEXT, 'Without the blanks around it; empty if it could not be read.'),
  },
  "A line of the user's code.",
);

export const MEMORY_RANGE = object(
  { memory: described(TEXT, 'Name of the memory.'), address: ADDRESS, length: wholeNumber() },
  'Bytes of a memory.',
);

export const CONJUNCT = object(
  {
    operator: described(TEXT, 'As the condition was made: eq, lt, not.'),
    left: described(TEXT, 'A value, or a condition in words.'),
    right: described(orNull(TEXT), 'null of an operator with one side.'),
    holds: BOOLEAN,
  },
  'A part of a condition, with the values that it was made of.',
);

const AT = orNull(SOURCE_LINE);

const PLACED = optional(
  described(PLACEMENT, 'Left out if the family of the model says nothing of where the part lies.'),
);

const STATE = recordOf(JSON_VALUE);

const STEPS = {
  created: object(
    {
      kind: exactly('created'),
      part: described(TEXT, 'Its name, unlike all others: queue, walk2. Its inputs begin with it.'),
      isMade: described(BOOLEAN, 'Whether an operation made it, instead of the proof starting in it.'),
      like: optional(
        described(
          TEXT,
          'Where two models are compared, of the second one: the part of the first one that it is as.',
        ),
      ),
      state: STATE,
      placement: PLACED,
    },
    'A part of the model was put into a state. Numbers of 64 bits are "0x…", here and below.',
  ),
  call: object(
    {
      kind: exactly('call'),
      part: described(
        orNull(TEXT),
        'What it is called on; null of an operation that makes one, or of a model without parts.',
      ),
      operation: described(TEXT, 'In lower case with underscores: put_back.'),
      args: listOf(JSON_VALUE),
      argumentNames: optional(
        described(listOf(TEXT), 'Names of the first arguments; left out if they have none.'),
      ),
    },
    'An operation of the model was called.',
  ),
  return: object(
    {
      kind: exactly('return'),
      part: orNull(TEXT),
      operation: TEXT,
      result: described(JSON_VALUE, '{"ok": value}, {"err": kind, ...} or any other value.'),
      isNothing: optional(
        described(
          exactly(true),
          'It succeeded, and yielded nothing where it could have yielded something; left out otherwise.',
        ),
      ),
      state: described(orNull(STATE), 'The state that it left; null if that is not known.'),
      placement: PLACED,
    },
    'It returned.',
  ),
  trap: object(
    {
      kind: exactly('trap'),
      operation: TEXT,
      trap: oneOf(TRAP_KINDS),
      what: described(orNull(TEXT), 'More about the place, from the model; null if it says nothing.'),
      at: AT,
    },
    'It did not return: the modelled host trapped.',
  ),
  decision: object(
    { kind: exactly('decision'), answer: BOOLEAN, at: AT },
    'The model or the proof decided a condition.',
  ),
  assumption: object(
    { kind: exactly('assumption'), holds: BOOLEAN, at: AT },
    'The proof assumed a condition.',
  ),
  access: object(
    {
      kind: exactly('access'),
      memory: described(TEXT, 'Name of the memory.'),
      access: oneOf(['load', 'store', 'read', 'write']),
      address: ADDRESS,
      length: described(wholeNumber(), 'Bytes that were asked for.'),
      ordering: described(orNull(TEXT), 'null of a plain access.'),
      before: described(BYTES_HEX, 'The bytes of the whole range before the access.'),
      after: described(BYTES_HEX, 'The same after it.'),
      error: described(orNull(TEXT), 'Kind of the error; null if it did not fail.'),
      completed: described(wholeNumber(), 'Bytes done before it failed.'),
    },
    'An access to guest memory.',
  ),
  fence: object({ kind: exactly('fence'), memory: TEXT, ordering: TEXT }, 'A fence.'),
  'other-side': object(
    { kind: exactly('other-side'), memory: TEXT, name: TEXT, writes: listOf(BYTE_RUN) },
    'The other side wrote to memory.',
  ),
  rewind: object(
    {
      kind: exactly('rewind'),
      memory: TEXT,
      writes: described(listOf(BYTE_RUN), 'The bytes that differed, with the values that they have again.'),
    },
    'Where two models are compared: the first one is done, and memory is as it was before, for the second one.',
  ),
  assertion: object(
    {
      kind: exactly('assertion'),
      name: TEXT,
      holds: BOOLEAN,
      requirement: described(orNull(TEXT), 'The requirement that it is about; null where it names none.'),
      at: optional(described(SOURCE_LINE, 'Where the proof claims it; left out if it holds.')),
      conjuncts: optional(
        described(
          listOf(CONJUNCT),
          'If it does not hold: the parts of its condition, each of which has to hold, as far as they are known.',
        ),
      ),
      readFrom: optional(
        described(
          listOf(MEMORY_RANGE),
          'If it does not hold: the bytes whose values break it, as far as they are known.',
        ),
      ),
    },
    'The proof asserted a condition.',
  ),
  note: object(
    {
      kind: exactly('note'),
      text: TEXT,
      at: optional(
        described(
          SOURCE_LINE,
          'The line that it is about, such as one that reads a byte outside of all regions.',
        ),
      ),
    },
    'A remark.',
  ),
};

/** A step of the replay of a counterexample. */
export const STEP = variantOf('kind', STEPS);
