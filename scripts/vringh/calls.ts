import type { Counterexample, CounterexampleStep, JsonValue } from '../../src/proof/counterexample.ts';
import { QUEUE_ERRORS } from '../../src/virtio/split/compiled/contract.ts';
import { Bytes } from './bytes.ts';

/** Lines for the host, and what it answers if it does what the counterexample did. */
export interface Call {
  readonly lines: readonly string[];
  readonly answers: readonly string[];
}

type Fields = Readonly<Record<string, JsonValue>>;
type Step<K extends CounterexampleStep['kind']> = Extract<CounterexampleStep, { kind: K }>;

/** The fields of a queue, in the order of the exports. */
const FIELDS = [
  ...['max_size', 'size', 'ready', 'event_idx', 'next_avail', 'next_used', 'num_added'],
  ...['desc_table', 'avail_ring', 'used_ring', 'completed_high'],
];

/** Whether a counterexample is calls and nothing else: the driver does not write in the middle of one. */
export function isCalls({ steps }: Counterexample): boolean {
  return steps.every(({ kind }) => kind !== 'other-side');
}

/** What happened in a counterexample, as calls of the exports. */
export function callsOf({ memory: memories, steps }: Counterexample): readonly Call[] {
  const [memory] = memories;
  if (memory === undefined) throw new Error('the counterexample has no guest memory');
  const bytes = new Bytes(memory);
  const calls: Call[] = [{ lines: bytes.lines, answers: [] }];
  for (const step of steps) {
    if (step.kind === 'created') calls.push({ lines: [`create ${fieldsOf(step.state)}`], answers: [] });
    else if (step.kind === 'call') calls.push({ lines: [lineOf(step)], answers: [] });
    else if (step.kind === 'access') bytes.set(step.address, step.after);
    else if (step.kind === 'return')
      calls.push({ lines: ['dump'], answers: [answerOf(step), ...bytes.dump()] });
  }
  return calls;
}

function lineOf({ operation, args }: Step<'call'>): string {
  return ['call', operation, ...args.map(numberOf)].join(' ');
}

/** The result, the head that was popped if there is one, and the fields. */
function answerOf({ result, state }: Step<'return'>): string {
  // What cannot fail, such as undo_pop, returns nothing.
  const { err, ok = null } = isObject(result) ? result : {};
  const head = isObject(ok) ? ok['head'] : undefined;
  const code = err !== undefined ? codeOf(err) : head !== undefined ? 1 : Number(ok ?? 0);
  return `result ${code} ${numberOf(head ?? 0)} ${fieldsOf(state)}`;
}

function codeOf(error: JsonValue): number {
  const [, code] = Object.entries(QUEUE_ERRORS).find(([name]) => name === error) ?? [];
  if (code === undefined) throw new Error(`there is no code for the error ${JSON.stringify(error)}`);
  return code;
}

function fieldsOf(state: Fields | null): string {
  if (state === null) throw new Error('a call ends without a state of the queue');
  return FIELDS.map((name) => numberOf(state[name] ?? 0)).join(' ');
}

function numberOf(value: JsonValue): string {
  if (typeof value === 'object') throw new Error('an argument is no number');
  return BigInt(value).toString();
}

function isObject(value: JsonValue | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
