import type { ConformanceAdapter } from './adapter.ts';
import { RECORDING_VERSION, type CaseJson, type CaseStep, type RunJson } from './recording-shape.ts';
import { applyRuns, type RecordedCase } from './recording.ts';
import { encodeRuns } from './encode.ts';
import { locating } from './errors.ts';
import type { JsonObject } from './json.ts';
import { restoredQueue, unknownOperation } from './replay.ts';
import { runStep } from './run-step.ts';

/** What a model does in a case. */
export interface Performed {
  readonly location: string;
  /** A recording of it: the case, with what each step came to. */
  readonly json: CaseJson;
  /** How many steps were not run, because the one before them trapped. */
  readonly notRun: number;
}

/**
 * Runs the steps of a case on a model, whatever the case says of what they came to. Throws a `RecordingError` for an operation
 * that the model does not have or wrong arguments, a `ModelError` if the model throws.
 */
export function perform(given: RecordedCase, adapter: ConformanceAdapter): Performed {
  const { location, memory, steps } = given;
  const queueBefore = adapter.format?.wholeQueue(given.queue) ?? given.queue;
  const queue = restoredQueue(adapter, queueBefore, location);
  const ops: CaseStep[] = [];
  let state = queueBefore;
  let isOver = false;
  for (const [index, step] of steps.entries()) {
    if (isOver) break;
    const where = `${location}: ops[${index}]`;
    if (step.kind === 'driver-writes') {
      locating(where, () => applyRuns(memory, step.writes));
      ops.push({ op: 'mem_write', args: { writes: encodeRuns(step.writes) } });
      continue;
    }
    const ran = runStep(queue, step, memory, location, index);
    if (ran === undefined) throw unknownOperation(where, step.op, adapter);
    isOver = ran.isTrap;
    const { op, args } = step;
    ops.push({
      op,
      ...(Object.keys(args).length > 0 && { args }),
      result: ran.result,
      ...(!isOver && { state: changed(state, ran.state), writes: ran.writes }),
    });
    state = ran.state;
  }
  const { $schema: _, ...rest } = given.json;
  const family = adapter.format && { family: adapter.format.family };
  const json = { ...{ version: RECORDING_VERSION, ...family }, ...rest, queue: queueBefore, ops };
  return { location, json, notRun: steps.length - ops.length };
}

/** The fields of a state that are not as they were. */
function changed(before: JsonObject, after: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => before[name] !== value));
}

/** What a model does in a case, as lines for a person. */
export function performedLines({ location, json, notRun }: Performed): string[] {
  let state = json.queue;
  const lines = json.ops.flatMap((step, index) => {
    const text = stepLines(step, index, state);
    state = { ...state, ...step.state };
    return text;
  });
  return [
    `${location}:${json.name === undefined ? '' : ` ${json.name}`}`,
    `  queue  ${fieldsText(json.queue)}`,
    ...lines,
    ...(notRun > 0 ? [`  the model stops here; not run: ${notRun}`] : []),
  ];
}

function stepLines(step: CaseStep, index: number, before: JsonObject): string[] {
  const { op, args = {}, result = {}, state = {}, writes = [] } = step;
  const runs = isMemWrite(step) ? step.args.writes : writes;
  const bytes = runs.map(({ addr, hex }) => `${addr}: ${hex}`).join('; ');
  const given = isMemWrite(step) ? bytes : fieldsText(args);
  const fields = Object.entries(state).map(
    ([name, value]) => `${name} ${text(before[name])} -> ${text(value)}`,
  );
  return [
    `  ops[${index}]  ${op} ${given}`.trimEnd(),
    ...Object.entries(result).map(([name, value]) => `      ${name}  ${text(value)}`),
    ...(fields.length > 0 ? [`      state  ${fields.join('; ')}`] : []),
    ...(bytes !== '' && !isMemWrite(step) ? [`      memory  ${bytes}`] : []),
  ];
}

function isMemWrite(
  step: CaseStep,
): step is CaseStep & { readonly args: { readonly writes: readonly RunJson[] } } {
  return step.op === 'mem_write';
}

function fieldsText(fields: JsonObject): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name} ${text(value)}`)
    .join(', ');
}

function text(value: JsonObject[string] | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
