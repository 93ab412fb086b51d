import type { Counterexample, CounterexampleStep, JsonValue } from '../../proof/verdict.ts';
import {
  bytesOutside,
  fieldsOfAccess,
  fullName,
  isWrite,
  littleEndian,
  type AccessStep,
  type FieldChange,
} from './accesses.ts';
import { ARGUMENT_NAMES } from './operations.ts';
import type { QueuePlace } from './queue-fields.ts';
import { argumentIn, ascii, short, wrapped } from './words.ts';

/** A step that is told, under its number. */
export interface NumberedStep {
  readonly number: number;
  readonly step: CounterexampleStep;
}

/**
 * The steps that are worth telling, numbered from 1: all but claims and assumptions that hold, and what comes behind the assertion that the
 * counterexample is about.
 */
export function toldSteps({ steps, assertion }: Counterexample): readonly NumberedStep[] {
  const broken = steps.findIndex(
    (step) => step.kind === 'assertion' && step.name === assertion && !step.holds,
  );
  const until = broken === -1 ? steps : steps.slice(0, broken + 1);
  return until
    .filter((step) => (step.kind !== 'assertion' && step.kind !== 'assumption') || !step.holds)
    .map((step, i) => ({ number: i + 1, step }));
}

/** A step in words. */
export interface ToldStep extends NumberedStep {
  /** How many calls of operations it is inside of. */
  readonly depth: number;
  /** One line of ASCII, however long. */
  readonly text: string;
}

/** Each step in words, told against the state that the steps before it have left. */
export function tellSteps(steps: readonly NumberedStep[], place: QueuePlace | null): readonly ToldStep[] {
  const told: ToldStep[] = [];
  let state: Readonly<Record<string, JsonValue>> = {};
  let depth = 0;
  for (const { number, step } of steps) {
    if (step.kind === 'created') state = step.state;
    if (step.kind === 'return') depth -= 1;
    told.push({ number, step, depth: Math.max(0, depth), text: ascii(textOf(step, place, state)) });
    if (step.kind === 'call') depth += 1;
    if (step.kind === 'return') state = step.state ?? state;
  }
  return told;
}

/** Each step in a line or a few of at most `width` columns. */
export function stepLines(
  steps: readonly NumberedStep[],
  place: QueuePlace | null,
  width: number,
): readonly string[] {
  return tellSteps(steps, place).flatMap(({ number, depth, text }) => {
    const indent = `${String(number).padStart(3)}  ${'  '.repeat(depth)}`;
    return wrapped(text, width - indent.length, '  ').map(
      (line, i) => (i === 0 ? indent : ' '.repeat(indent.length)) + line,
    );
  });
}

function textOf(
  step: CounterexampleStep,
  place: QueuePlace | null,
  state: Readonly<Record<string, JsonValue>>,
): string {
  switch (step.kind) {
    case 'created':
      return 'a queue in the state of the inputs';
    case 'call':
      return `${step.operation}(${argumentsOf(step.operation, step.args)})`;
    case 'return':
      return [`${step.operation} returns ${short(step.result)}`, ...changes(state, step.state)].join('; ');
    case 'decision':
      return decision(step);
    case 'assumption':
      return `an assumption does not hold${step.at === null ? '' : `: ${argumentIn(step.at.text, 'assume')} (${step.at.file}:${step.at.line})`}`;
    case 'access':
      return access(step, place);
    case 'fence':
      return `fence, ${step.ordering}`;
    case 'other-side':
      return `the other side writes '${step.name}': ${step.writes.map(({ addr, hex }) => `${hex} at ${addr}`).join(', ') || 'what stood there'}`;
    case 'assertion':
      return `BROKEN: ${step.name}`;
    case 'note':
      return `note: ${step.text}`;
  }
}

function argumentsOf(operation: string, args: readonly JsonValue[]): string {
  const names = ARGUMENT_NAMES[operation] ?? [];
  return args
    .map((arg, i) => [names[i], short(arg)].filter((part) => part !== undefined).join(' '))
    .join(', ');
}

/** "next_used 0 -> 1" for every field that an operation left otherwise. */
function changes(
  before: Readonly<Record<string, JsonValue>>,
  after: Readonly<Record<string, JsonValue>> | null,
): readonly string[] {
  return Object.entries(after ?? {}).flatMap(([name, value]) => {
    const old = before[name];
    return old === undefined || JSON.stringify(old) === JSON.stringify(value)
      ? []
      : [`${name} ${short(old)} -> ${short(value)}`];
  });
}

function decision({ answer, at }: Extract<CounterexampleStep, { kind: 'decision' }>): string {
  const said = answer ? 'yes' : 'no';
  if (at === null) return `a decision: ${said}`;
  return `${argumentIn(at.text, 'decide') || 'a decision'}: ${said} (${at.file}:${at.line})`;
}

function access(step: AccessStep, place: QueuePlace | null): string {
  const { access: kind, address, length, ordering, error, completed } = step;
  const how = ordering === null ? '' : `, ${ordering}`;
  const what = `${kind} ${length} byte${length === 1 ? '' : 's'} at ${address}${how}`;
  const fields = fieldsOfAccess(step, place);
  if (error !== null) {
    const names = fields.map(({ field }) => fullName(field)).join(', ');
    const done = completed > 0 ? ` after ${completed} of ${length} bytes` : '';
    return `${what} FAILS${done}: ${error}${names === '' ? '' : ` (${names})`}`;
  }
  if (fields.length === 0) {
    const was = isWrite(step) ? ` (was ${littleEndian(step.before)})` : '';
    return `${what}: ${littleEndian(step.after)}${was}${place === null ? '' : ', outside the queue'}`;
  }
  const outside = bytesOutside(step, fields);
  return `${what}: ${[
    ...fields.map((change) => (isWrite(step) ? written(change) : read(change))),
    ...(outside === 0 ? [] : [`${outside} byte${outside === 1 ? '' : 's'} outside the queue`]),
  ].join('; ')}`;
}

function written(change: FieldChange): string {
  const { before, after } = change;
  return `${partName(change)} = ${after}${before === after ? ', as before' : ` (was ${before})`}`;
}

function read(change: FieldChange): string {
  return `${partName(change)} is ${change.after}`;
}

function partName({ field, bytes }: FieldChange): string {
  return `${fullName(field)}${bytes === field.length ? '' : ` in part (${bytes} of ${field.length} bytes)`}`;
}
