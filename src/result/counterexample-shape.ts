import * as v from 'valibot';
import { TRAP_KINDS } from '../domain/trap.ts';
import { PLACEMENT_SHAPE } from './placement-shape.ts';
import { recordOf, wholeNumber, type Shape } from './shape.ts';
import type {
  ByteRun,
  Conjunct,
  Counterexample,
  CounterexampleStep,
  JsonValue,
  MemoryRange,
  SourceLine,
} from '../proof/counterexample.ts';

/** More digits than any value of a proof has. */
const MOST_DIGITS = 1000;

/** An address; properties may look beyond the last one of 64 bits. */
const ADDRESS = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{1,17}$/));

/** Bytes, two digits each. */
const BYTES = v.pipe(v.string(), v.regex(/^([0-9a-f]{2})*$/));

const INPUT = v.union([
  v.boolean(),
  v.pipe(v.string(), v.maxLength(MOST_DIGITS), v.regex(/^(-?\d+|0x[0-9a-f]+)$/)),
]);

const JSON_VALUE: Shape<JsonValue> = v.lazy(() =>
  v.union([v.null(), v.boolean(), v.number(), v.string(), v.array(JSON_VALUE), recordOf(JSON_VALUE)]),
);

const RUN: Shape<ByteRun> = v.object({ addr: ADDRESS, hex: BYTES });

const LINE: Shape<SourceLine> = v.object({ file: v.string(), line: wholeNumber(), text: v.string() });

const CONJUNCT: Shape<Conjunct> = v.object({
  operator: v.string(),
  left: v.string(),
  right: v.nullable(v.string()),
  holds: v.boolean(),
});

const RANGE: Shape<MemoryRange> = v.object({ memory: v.string(), address: ADDRESS, length: wholeNumber() });

type Kind = CounterexampleStep['kind'];

type StepOf<K extends Kind> = Extract<CounterexampleStep, { readonly kind: K }>;

/** A shape for each kind of step there is, and for no other. */
const STEPS: { readonly [K in Kind]: Shape<StepOf<K>> } = {
  created: v.object({
    kind: v.literal('created'),
    part: v.string(),
    isMade: v.boolean(),
    state: recordOf(JSON_VALUE),
    placement: v.exactOptional(PLACEMENT_SHAPE),
  }),
  call: v.object({
    kind: v.literal('call'),
    part: v.nullable(v.string()),
    operation: v.string(),
    args: v.array(JSON_VALUE),
    argumentNames: v.exactOptional(v.array(v.string())),
  }),
  return: v.object({
    kind: v.literal('return'),
    part: v.nullable(v.string()),
    operation: v.string(),
    result: JSON_VALUE,
    isNothing: v.exactOptional(v.literal(true)),
    state: v.nullable(recordOf(JSON_VALUE)),
    placement: v.exactOptional(PLACEMENT_SHAPE),
  }),
  trap: v.object({
    kind: v.literal('trap'),
    operation: v.string(),
    trap: v.picklist(TRAP_KINDS),
    what: v.nullable(v.string()),
    at: v.nullable(LINE),
  }),
  decision: v.object({ kind: v.literal('decision'), answer: v.boolean(), at: v.nullable(LINE) }),
  assumption: v.object({ kind: v.literal('assumption'), holds: v.boolean(), at: v.nullable(LINE) }),
  access: v.object({
    kind: v.literal('access'),
    memory: v.string(),
    access: v.picklist(['load', 'store', 'read', 'write']),
    address: ADDRESS,
    length: wholeNumber(),
    ordering: v.nullable(v.string()),
    before: BYTES,
    after: BYTES,
    error: v.nullable(v.string()),
    completed: wholeNumber(),
  }),
  fence: v.object({ kind: v.literal('fence'), memory: v.string(), ordering: v.string() }),
  'other-side': v.object({
    kind: v.literal('other-side'),
    memory: v.string(),
    name: v.string(),
    writes: v.array(RUN),
  }),
  assertion: v.object({
    kind: v.literal('assertion'),
    name: v.string(),
    holds: v.boolean(),
    requirement: v.nullable(v.string()),
    at: v.exactOptional(LINE),
    conjuncts: v.exactOptional(v.array(CONJUNCT)),
    readFrom: v.exactOptional(v.array(RANGE)),
  }),
  note: v.object({ kind: v.literal('note'), text: v.string(), at: v.exactOptional(LINE) }),
};

const STEP: Shape<CounterexampleStep> = v.lazy((step) => (hasKnownKind(step) ? STEPS[step.kind] : v.never()));

function hasKnownKind(step: unknown): step is { readonly kind: Kind } {
  const isObject = typeof step === 'object' && step !== null && 'kind' in step;
  return isObject && typeof step.kind === 'string' && Object.hasOwn(STEPS, step.kind);
}

/** The shape of a counterexample in a result that is read from a file. */
export const COUNTEREXAMPLE_SHAPE: Shape<Counterexample> = v.object({
  assertion: v.string(),
  minimal: v.exactOptional(v.boolean()),
  inputs: recordOf(INPUT),
  memory: v.array(
    v.object({
      name: v.string(),
      regions: v.array(v.object({ base: ADDRESS, size: ADDRESS })),
      bytes: v.array(RUN),
    }),
  ),
  trace: v.array(v.string()),
  steps: v.array(STEP),
});
