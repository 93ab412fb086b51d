import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { JsonTextError, parseJsonText } from '../text/json-text.ts';
import type { ByteRun } from '../memory/concrete-bytes.ts';
import { CONCRETE_LOGIC, ConcreteMemory } from '../memory/concrete.ts';
import { NoEvents } from '../memory/run-events.ts';
import { blamingRecording, locating, RecordingError } from './errors.ts';
import * as json from './json.ts';
import type { Json, JsonObject } from './json.ts';

/** One independent case of a recording: a memory, a queue, and what happened to them. */
export interface RecordedCase {
  /** Where it stands: "file:line". */
  readonly location: string;
  readonly seed: number;
  /** The memory before the first step; new for each case. */
  readonly memory: ConcreteMemory;
  /** The queue before the first step, all fields. */
  readonly queue: JsonObject;
  readonly steps: readonly RecordedStep[];
}

/** One step of a case: the driver writes to memory, or an operation of the queue is called. */
export type RecordedStep =
  { readonly kind: 'driver-writes'; readonly writes: readonly ByteRun[] } | RecordedOperationStep;

export interface RecordedOperationStep {
  readonly kind: 'operation';
  readonly op: string;
  readonly args: JsonObject;
  readonly result: JsonObject;
  /** The fields of the queue that recordings always hold or that this step changed. */
  readonly state: JsonObject;
  /** Memory that differs after the step. */
  readonly writes: readonly ByteRun[];
}

/**
 * The cases of a recording in JSON lines, one at a time; blank lines are skipped. Throws a `RecordingError` that names file and line where
 * a line is no case, and the file where it holds none; an error of the file system as it is.
 */
export async function* readRecording(file: string, cwd: string): AsyncGenerator<RecordedCase> {
  const handle = await open(resolve(cwd, file));
  try {
    let [number, cases] = [0, 0];
    for await (const line of handle.readLines()) {
      number += 1;
      if (line.trim() === '') continue;
      cases += 1;
      yield parseCase(line, `${file}:${number}`);
    }
    if (cases === 0) throw new RecordingError(`${file}: the file holds no case`);
  } finally {
    await handle.close();
  }
}

/** One line of a recording. `location` goes before the message of each error. */
export function parseCase(line: string, location: string): RecordedCase {
  return locating(location, () => {
    const fields = json.objectOf(parse(line), 'the line');
    const memory = memoryOf(json.objectOf(fields['memory'], 'memory'));
    return {
      location,
      seed: json.integerOf(fields['seed'], 'seed', 0, Number.MAX_SAFE_INTEGER),
      memory,
      queue: json.objectOf(fields['queue'], 'queue'),
      steps: json
        .listOf(fields['ops'], 'ops')
        .map((step, i) => stepOf(json.objectOf(step, `ops[${i}]`), `ops[${i}]`)),
    };
  });
}

/** Sets recorded bytes. Throws a `RecordingError` where one of them is not mapped. */
export function applyRuns(memory: ConcreteMemory, runs: readonly ByteRun[]): void {
  blamingRecording(() => runs.forEach(({ address, bytes }) => memory.setBytes(address, bytes)));
}

function parse(line: string): Json {
  try {
    // JSON is what `parseJsonText` returns.
    return parseJsonText(line) as Json;
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new RecordingError(error.message, { cause: error });
  }
}

function memoryOf(fields: JsonObject): ConcreteMemory {
  const regions = json.listOf(fields['regions'], 'memory.regions').map((entry, i) => {
    const what = `memory.regions[${i}]`;
    const region = json.objectOf(entry, what);
    const size = json.integerOf(region['size'], `${what}.size`, 0, Number.MAX_SAFE_INTEGER);
    return { base: json.u64Of(region['base'], `${what}.base`), size: BigInt(size) };
  });
  const memory = blamingRecording(() => new ConcreteMemory(regions, undefined, new NoEvents(CONCRETE_LOGIC)));
  applyRuns(memory, runsOf(fields['bytes'], 'memory.bytes'));
  return memory;
}

function stepOf(step: JsonObject, what: string): RecordedStep {
  const op = json.stringOf(step['op'], `${what}.op`);
  const args = json.objectOf(step['args'] ?? {}, `${what}.args`);
  if (op === 'mem_write')
    return { kind: 'driver-writes', writes: runsOf(args['writes'], `${what}.args.writes`) };
  return {
    kind: 'operation',
    op,
    args,
    result: json.objectOf(step['result'], `${what}.result`),
    state: json.objectOf(step['state'], `${what}.state`),
    writes: runsOf(step['writes'] ?? [], `${what}.writes`),
  };
}

function runsOf(runs: Json | undefined, what: string): ByteRun[] {
  return json.listOf(runs, what).map((entry, i) => {
    const run = json.objectOf(entry, `${what}[${i}]`);
    return {
      address: json.u64Of(run['addr'], `${what}[${i}].addr`),
      bytes: json.bytesOf(run['hex'], `${what}[${i}].hex`),
    };
  });
}
