import * as v from 'valibot';
import { TRAP_KINDS } from '../domain/trap.ts';
import { expected } from '../shape/faults.ts';
import { schemaOf, type Of, type Shape } from '../shape/shape.ts';
import { described, either, listOf, object, optional } from '../shape/structures.ts';
import { BYTES_HEX, exactly, TEXT, textLike, U64_HEX, wholeNumber } from '../shape/values.ts';
import type { JsonObject } from './json.ts';
import { ANY_FIELDS, ANY_JSON } from './shape.ts';

/** The version of the format that this tool reads and writes. */
export const RECORDING_VERSION = 1;

const RUN = object({ addr: U64_HEX, hex: BYTES_HEX }, 'Bytes at an address.');

/** Bytes at an address, as they stand in a file. */
export type RunJson = Of<typeof RUN>;

const MEMORY = object(
  {
    regions: described(
      listOf(object({ base: U64_HEX, size: wholeNumber() })),
      'What is mapped, in order of the addresses. Regions may touch, but not overlap; sizes are in bytes.',
    ),
    bytes: optional(described(listOf(RUN), 'The content at the start. Bytes that are left out are 0.')),
  },
  'Guest memory before the first step.',
);

const RESULT = '{"ok": value}, {"err": name} or {"trap": kind}';

const OK = object({ ok: ANY_JSON }, 'The operation returned this value; null for none.');

const ERR = v.pipe(
  v.objectWithRest({ err: v.string(expected(RESULT)) }, v.unknown(), expected(RESULT)),
  v.check((value) => !('ok' in value), expected(RESULT)),
  v.description('The operation failed. It may have more fields, such as the cause.'),
);

const TRAP = object(
  { trap: TEXT, what: optional(TEXT) },
  `The operation did not return: ${TRAP_KINDS.join(', ')}. A recorded "panic" stands for any of them.`,
);

/** What a step has of what happened; a scenario has none of it. */
function happened(state: Shape<JsonObject>) {
  return {
    result: optional(
      either<[Shape<JsonObject>, Shape<JsonObject>, Shape<JsonObject>]>(
        RESULT,
        // Each is an object of JSON.
        OK as Shape<JsonObject>,
        ERR as Shape<unknown> as Shape<JsonObject>,
        TRAP as Shape<JsonObject>,
      ),
    ),
    state: optional(
      described(
        state,
        'The fields of the queue that the step changed, and any others, as they are after it. All fields are compared.',
      ),
    ),
    writes: optional(
      described(
        listOf(RUN),
        'The bytes that differ after the step, in maximal runs that are cut where a region ends. In a step with a state, leaving it out says that no byte differs.',
      ),
    ),
  };
}

const MEM_WRITE = object(
  { op: exactly('mem_write'), args: object({ writes: listOf(RUN) }) },
  'The driver writes to memory between two operations.',
);

/** How cases of one kind of thing are written, such as those of a queue. */
export interface CaseFormat {
  /** As in `family` of a case. */
  readonly family: string;
  /** The state before the first step. */
  readonly queue: Shape<JsonObject>;
  /** Any of its fields. */
  readonly state: Shape<JsonObject>;
  /** A recorded result with what follows from it, which recorders may leave out. */
  readonly whole?: (result: JsonObject) => JsonObject;
  /** The arguments of each operation; an operation that takes none may be written without `args`. */
  readonly operations: Readonly<Record<string, Shape<JsonObject>>>;
  /** The names of the arguments of each operation, in the order of a plain list of calls; "...steps" takes all that follow. */
  readonly calls: Readonly<Record<string, readonly string[]>>;
  /** The state before the first step with values for what the case left out. */
  readonly wholeQueue: (queue: JsonObject) => JsonObject;
}

/** What a case is checked by; all that is known of one of no format. */
type Checked = Pick<CaseFormat, 'queue' | 'state' | 'operations'>;

/** A format that leaves state and operations to the adapter of a model. */
const ANY_FORMAT: Checked = { queue: ANY_FIELDS, state: ANY_FIELDS, operations: {} };

/** A step as it stands in a file. */
export interface CaseStep {
  readonly op: string;
  readonly args?: JsonObject;
  readonly result?: JsonObject;
  readonly state?: JsonObject;
  readonly writes?: readonly RunJson[];
}

/** Steps of the format by name, and what every other step is like: one of an operation that the model alone has. */
function stepShapes({ state, operations }: Checked) {
  const known = Object.entries(operations).map(([op, args]): [string, Shape<CaseStep>] => {
    const given = v.is(schemaOf(args), {}) ? optional(args) : args;
    return [op, object({ op: exactly(op), args: given, ...happened(state) })];
  });
  const other: Shape<CaseStep> = object({
    op: otherThan(Object.keys(operations)),
    args: optional(ANY_FIELDS),
    ...happened(state),
  });
  return { known: new Map(known), other };
}

/** A name that is none of these. */
function otherThan(names: readonly string[]): Shape<string> {
  return textLike(new RegExp(`^(?!(?:${['mem_write', ...names].join('|')})$)`), 'text');
}

/** A case as it stands in a file. */
export interface CaseJson {
  readonly $schema?: string;
  readonly version?: number;
  readonly family?: string;
  readonly name?: string;
  readonly seed?: number;
  readonly memory: Of<typeof MEMORY>;
  readonly queue: JsonObject;
  readonly ops: readonly CaseStep[];
}

/** What a case has beside its steps. */
function headOf(format: CaseFormat | undefined) {
  const family = format === undefined ? TEXT : exactly(format.family);
  const version: Shape<number> = v.literal(
    RECORDING_VERSION,
    expected(`${RECORDING_VERSION}, the version that this ringproof reads`),
  );
  return {
    $schema: optional(TEXT),
    version: optional(described(version, 'The version of this format; 1 if it is left out.')),
    family: optional(described(family, 'What kind of thing the case is about.')),
    name: optional(described(TEXT, 'What the case is called in reports.')),
    seed: optional(described(wholeNumber(), 'A number that tells the case from others.')),
    memory: MEMORY,
    queue: described((format ?? ANY_FORMAT).queue, 'The queue before the first step.'),
  };
}

/** A case with steps of this shape. */
function caseWith(format: CaseFormat | undefined, step: Shape<CaseStep>): Shape<CaseJson> {
  const about = 'The steps, in order. Queue and memory go on from each step to the next.';
  return object({ ...headOf(format), ops: described(listOf(step), about) });
}

/** What a case has to be like; of any kind, if no format is given. Of a step with a known name it says what is wrong. */
export function caseShape(format?: CaseFormat): Shape<CaseJson> {
  const { known, other } = stepShapes(format ?? ANY_FORMAT);
  const step: Shape<CaseStep> = v.lazy((given) => {
    const op: unknown = typeof given === 'object' && given !== null ? Reflect.get(given, 'op') : undefined;
    // It has the arguments that every step has.
    if (op === 'mem_write') return schemaOf(MEM_WRITE as Shape<CaseStep>);
    return schemaOf((typeof op === 'string' ? known.get(op) : undefined) ?? other);
  });
  return caseWith(format, step);
}

/** The same, to be published: steps are alternatives, and a case may be a plain list of calls. */
export function publishedCaseShape(format: CaseFormat): Shape<unknown> {
  const { known, other } = stepShapes(format);
  const mem = MEM_WRITE as Shape<CaseStep>;
  const step = either<Shape<CaseStep>[]>('a step', mem, ...known.values(), other);
  const calls = described(
    listOf(either('a call', TEXT, listOf(ANY_JSON))),
    'In place of ops: each a text, "add_used 3 16", or a list, ["add_used", 3, 16].',
  );
  return either('a case', caseWith(format, step), object({ ...headOf(format), calls }));
}
