import { described, listOf, object, optional, orNull, recordOf } from '../shape/structures.ts';
import { BOOLEAN, exactly, oneOf, TEXT, textLike, wholeNumber } from '../shape/values.ts';

/** A number of bytes, or of slots. */
const COUNT = wholeNumber();

const BYTES = described(COUNT, 'Bytes.');

export const LAYOUT_FIELD = object(
  {
    name: described(TEXT, 'As the specification names it: idx, addr; empty for the only field of a slot.'),
    offset: described(COUNT, 'Bytes from the start of the area, slot or record.'),
    length: BYTES,
    isAddress: optional(
      described(exactly(true), 'Whether it is an address, to be shown in hexadecimal; left out if not.'),
    ),
    bits: optional(described(recordOf(COUNT), 'Names of its bits, each with its value.')),
  },
  'A little-endian word in memory.',
);

const FIELDS = listOf(LAYOUT_FIELD);

export const LAYOUT_SLOTS = object(
  {
    name: described(TEXT, 'What one is called: ring, for ring[3].id.'),
    count: COUNT,
    offset: described(COUNT, 'Bytes from the start of the area to the first slot.'),
    bytes: described(COUNT, 'Bytes of each slot.'),
    fields: described(FIELDS, 'In the order of their offsets in the slot.'),
  },
  'Slots of an area, one after the other, all with the same fields.',
);

/** How an area is drawn. */
const KIND = described(
  oneOf(['table', 'ring', 'flat']),
  'How it is drawn: slots in a row, slots of which the last is followed by the first, or fields only.',
);

export const LAYOUT_AREA = object(
  {
    name: TEXT,
    kind: KIND,
    prefix: described(
      TEXT,
      'Stands before the name of a field where the area is not mentioned otherwise; may be empty.',
    ),
    isWritten: described(
      BOOLEAN,
      'Whether the modelled side writes it: a write where areas overlap is shown as a write of this one.',
    ),
    address: textLike(/^0x[0-9a-f]{1,16}$/, 'an address of 64 bits, such as "0x1000"'),
    length: BYTES,
    fields: described(FIELDS, 'The fields that there are once, in the order of their offsets.'),
    slots: described(orNull(LAYOUT_SLOTS), 'null if it has none.'),
  },
  'A piece of guest memory with fields.',
);

export const LAYOUT_RECORD = object(
  { name: TEXT, length: BYTES, fields: FIELDS },
  'A structure that also stands outside of the areas: an access of its length there is shown as one.',
);

export const LAYOUT = object(
  {
    name: described(TEXT, 'What lies there, for headings: queue.'),
    areas: listOf(LAYOUT_AREA),
    records: listOf(LAYOUT_RECORD),
  },
  'Where a part of a model lies.',
);

export const CURSOR = object(
  {
    area: described(TEXT, 'Name of the area.'),
    name: described(TEXT, 'Name of the index, the same in every state: next_free.'),
    slot: COUNT,
    label: described(TEXT, 'The index as it is, which may count beyond the slots: next_free 7.'),
  },
  'The slot of an area that an index of a part stands for.',
);

/** What a step says of where a part lies. */
export const PLACEMENT = object(
  {
    layout: optional(
      described(LAYOUT, 'Left out if it is as it was after the last step that had one for this part.'),
    ),
    cursors: described(listOf(CURSOR), 'The slots that its indices stand for.'),
  },
  'Where a part lies in guest memory, in the state that a step left.',
);
