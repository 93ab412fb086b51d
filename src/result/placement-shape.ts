import * as v from 'valibot';
import type { StepPlacement } from '../proof/counterexample.ts';
import type { Cursor, Layout, LayoutArea, LayoutField, LayoutSlots } from '../proof/layout.ts';
import { recordOf, wholeNumber, type Shape } from './shape.ts';

/** An address of 64 bits at most. */
const ADDRESS = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{1,16}$/));

const FIELD: Shape<LayoutField> = v.object({
  name: v.string(),
  offset: wholeNumber(),
  length: wholeNumber(),
  isAddress: v.exactOptional(v.literal(true)),
  bits: v.exactOptional(recordOf(wholeNumber())),
});

const SLOTS: Shape<LayoutSlots> = v.object({
  name: v.string(),
  count: wholeNumber(),
  offset: wholeNumber(),
  bytes: wholeNumber(),
  fields: v.array(FIELD),
});

const AREA: Shape<LayoutArea> = v.object({
  name: v.string(),
  kind: v.picklist(['table', 'ring', 'flat']),
  prefix: v.string(),
  isWritten: v.boolean(),
  address: ADDRESS,
  length: wholeNumber(),
  fields: v.array(FIELD),
  slots: v.nullable(SLOTS),
});

const LAYOUT: Shape<Layout> = v.object({
  name: v.string(),
  areas: v.array(AREA),
  records: v.array(v.object({ name: v.string(), length: wholeNumber(), fields: v.array(FIELD) })),
});

const CURSOR: Shape<Cursor> = v.object({
  area: v.string(),
  name: v.string(),
  slot: wholeNumber(),
  label: v.string(),
});

/** The shape of what a step of a counterexample says of where a part lies. */
export const PLACEMENT_SHAPE: Shape<StepPlacement> = v.object({
  layout: v.exactOptional(LAYOUT),
  cursors: v.array(CURSOR),
});
