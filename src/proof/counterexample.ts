import type { Of } from '../shape/shape.ts';
import type { COUNTEREXAMPLE } from './counterexample-shape.ts';
import type { INDUCTION } from './induction-shape.ts';
import type { ORDER_EXECUTION } from './order-shape.ts';
import type { PLACEMENT } from './layout-shape.ts';
import type { BYTE_RUN, CONJUNCT, MEMORY_RANGE, SOURCE_LINE, STEP } from './step-shapes.ts';

/** One byte run of guest memory; `addr` is "0x…", `hex` two digits a byte in address order. */
export type ByteRun = Of<typeof BYTE_RUN>;

/** A JSON value; numbers of 64 bits are "0x…". */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** A line of the user's code with its text; `file` is relative to the working directory, with forward slashes. */
export type SourceLine = Of<typeof SOURCE_LINE>;

/** Bytes of a memory; `address` is "0x…". */
export type MemoryRange = Of<typeof MEMORY_RANGE>;

/** A part of a condition, with the values that it was made of. */
export type Conjunct = Of<typeof CONJUNCT>;

/** Where a part lies in guest memory, in the state that a step left. */
export type StepPlacement = Of<typeof PLACEMENT>;

/** A step of the replay of a counterexample. */
export type CounterexampleStep = Of<typeof STEP>;

/** What both sides did, in an order that a memory model allows. */
export type OrderExecution = Of<typeof ORDER_EXECUTION>;

/** The two states of a step of an induction. */
export type Induction = Of<typeof INDUCTION>;

/** Values that break an assertion; replayed on the concrete domain before they are shown. */
export type Counterexample = Of<typeof COUNTEREXAMPLE>;
