import { resolve } from 'node:path';
import type { Shape } from '../shape/shape.ts';
import { JsonTextError, parseJsonText } from '../text/json-text.ts';
import type { ByteRun } from '../memory/concrete-bytes.ts';
import { CONCRETE_LOGIC, ConcreteMemory } from '../memory/concrete.ts';
import { NoEvents } from '../memory/run-events.ts';
import { withSteps } from './calls.ts';
import { caseTexts } from './case-texts.ts';
import { blamingRecording, locating, RecordingError } from './errors.ts';
import type { JsonObject } from './json.ts';
import { caseShape, type CaseFormat, type CaseJson, type CaseStep, type RunJson } from './recording-shape.ts';
import { shaped } from './shape.ts';

/** One independent case of a recording or a scenario: a memory, a queue, and what happens to them. */
export interface RecordedCase {
  /** Where it stands: "file:line". */
  readonly location: string;
  readonly name: string | null;
  readonly seed: number | null;
  /** The memory before the first step; new for each case. */
  readonly memory: ConcreteMemory;
  /** The queue before the first step, all fields that are recorded. */
  readonly queue: JsonObject;
  readonly steps: readonly RecordedStep[];
  /** As it stands in the file. */
  readonly json: CaseJson;
}

/** One step of a case: the driver writes to memory, or an operation of the queue is called. */
export type RecordedStep =
  { readonly kind: 'driver-writes'; readonly writes: readonly ByteRun[] } | RecordedOperationStep;

/** What is `undefined` was not recorded. */
export interface RecordedOperationStep {
  readonly kind: 'operation';
  readonly op: string;
  readonly args: JsonObject;
  readonly result: JsonObject | undefined;
  /** The fields of the queue that this step changed, and any others. */
  readonly state: JsonObject | undefined;
  /** Memory that differs after the step; known to be none if a state without writes was recorded. */
  readonly writes: readonly ByteRun[] | undefined;
}

/**
 * The cases of a recording or a scenario, one at a time, in any form that `caseTexts` reads. Throws a `RecordingError` that
 * names file and line of what is no case, and the file if it holds none; an error of the file system as it is.
 */
export async function* readRecording(
  file: string,
  cwd: string,
  format?: CaseFormat,
): AsyncGenerator<RecordedCase> {
  const shape = caseShape(format);
  for await (const { location, json } of caseTexts(resolve(cwd, file), file))
    yield caseOf(json, location, shape, format);
}

/** One case, as JSON. `location` goes before the message of each error. */
export function parseCase(text: string, location: string, format?: CaseFormat): RecordedCase {
  return caseOf(
    locating(location, () => parse(text)),
    location,
    caseShape(format),
    format,
  );
}

/** Sets recorded bytes. Throws a `RecordingError` where one of them is not mapped. */
export function applyRuns(memory: ConcreteMemory, runs: readonly ByteRun[]): void {
  blamingRecording(() => runs.forEach(({ address, bytes }) => memory.setBytes(address, bytes)));
}

function caseOf(
  given: unknown,
  location: string,
  shape: Shape<CaseJson>,
  format: CaseFormat | undefined,
): RecordedCase {
  return locating(location, () => {
    const json = inWordsOf(given, () => shaped(shape, withSteps(given, format), 'the case'));
    const { name = null, seed = null, queue, ops } = json;
    const memory = memoryOf(json.memory);
    if (format !== undefined) checkStates(json);
    return { location, name, seed, memory, queue, steps: ops.map((step) => stepOf(step, format)), json };
  });
}

/** Steps that stand in the file as calls are called so in errors. */
function inWordsOf<T>(given: unknown, body: () => T): T {
  const isList = typeof given === 'object' && given !== null && 'calls' in given;
  try {
    return body();
  } catch (error) {
    if (!(error instanceof RecordingError) || !isList) throw error;
    throw new RecordingError(error.message.replace(/^ops/, 'calls'), { cause: error });
  }
}

/** What is not known of the first state is not known of a later one. */
function checkStates({ queue, ops }: CaseJson): void {
  ops.forEach(({ state = {} }, i) => {
    const unknown = Object.keys(state).find((name) => !Object.hasOwn(queue, name));
    if (unknown === undefined) return;
    throw new RecordingError(
      `ops[${i}].state.${unknown}: the queue of the case has no ${unknown} to compare it with; add it to queue`,
    );
  });
}

function parse(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new RecordingError(error.message, { cause: error });
  }
}

function memoryOf({ regions, bytes = [] }: CaseJson['memory']): ConcreteMemory {
  const mapped = regions.map(({ base, size }) => ({ base: BigInt(base), size: BigInt(size) }));
  return locating('memory', () => {
    const memory = blamingRecording(
      () => new ConcreteMemory(mapped, undefined, new NoEvents(CONCRETE_LOGIC)),
    );
    applyRuns(memory, bytes.map(runOf));
    return memory;
  });
}

function stepOf(step: CaseStep, format: CaseFormat | undefined): RecordedStep {
  const { op, args = {}, state, writes } = step;
  const result = step.result && (format?.whole?.(step.result) ?? step.result);
  // The shape of this step has them.
  if (op === 'mem_write')
    return { kind: 'driver-writes', writes: (args['writes'] as unknown as RunJson[]).map(runOf) };
  const known = writes ?? (state === undefined ? undefined : []);
  return { kind: 'operation', op, args, result, state, writes: known?.map(runOf) };
}

function runOf({ addr, hex }: RunJson): ByteRun {
  return { address: BigInt(addr), bytes: Uint8Array.from(Buffer.from(hex, 'hex')) };
}
