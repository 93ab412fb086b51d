import { trapInWords } from '../domain/trap.ts';
import type { Layout } from '../proof/layout.ts';
import type {
  ByteRun,
  Counterexample,
  CounterexampleStep,
  JsonValue,
  SourceLine,
} from '../proof/counterexample.ts';
import { accessInWords } from './access-words.ts';
import { PLAIN_INK, type Ink } from './ink.ts';
import { brokenInWords } from './conjunct-words.ts';
import { fullName } from './accesses.ts';
import { fieldsIn } from './layout-fields.ts';
import { layoutAt, type Scene } from './scene.ts';
import { argumentIn, ascii, short, withArticle, wrapped } from './words.ts';

/** A step as it is shown, under its number. */
export interface NumberedStep {
  readonly number: number;
  readonly step: CounterexampleStep;
}

/**
 * The steps that are worth telling, numbered from 1: all but claims and assumptions that hold, parts that operations made,
 * and what comes after the assertion that the counterexample is about.
 */
export function toldSteps({ steps, assertion }: Counterexample): readonly NumberedStep[] {
  const broken = steps.findIndex(
    (step) => step.kind === 'assertion' && step.name === assertion && !step.holds,
  );
  const until = broken === -1 ? steps : steps.slice(0, broken + 1);
  return until
    .filter((step) => (step.kind !== 'assertion' && step.kind !== 'assumption') || !step.holds)
    .filter((step) => step.kind !== 'created' || !step.isMade)
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
export function tellSteps(steps: readonly NumberedStep[], scene: Scene): readonly ToldStep[] {
  const told: ToldStep[] = [];
  const states = new Map<string | null, Readonly<Record<string, JsonValue>>>();
  let depth = 0;
  for (const { number, step } of steps) {
    if (step.kind === 'created') states.set(step.part, step.state);
    if (step.kind === 'return') depth -= 1;
    // Whatever is still running, a trap ends it.
    if (step.kind === 'trap') depth = 0;
    const before = step.kind === 'return' ? step.part : step.kind === 'created' ? step.like : undefined;
    const state = before === undefined ? {} : (states.get(before) ?? {});
    told.push({ number, step, depth: Math.max(0, depth), text: ascii(textOf(step, scene, state)) });
    if (step.kind === 'call') depth += 1;
    if (step.kind === 'return' && step.state !== null) states.set(step.part, step.state);
  }
  return told;
}

/** By step: a line or a few of at most `width` columns. */
export function stepLines(
  steps: readonly NumberedStep[],
  scene: Scene,
  width: number,
  { broken }: Ink = PLAIN_INK,
): readonly (readonly string[])[] {
  return tellSteps(steps, scene).map(({ number, step, depth, text }) => {
    const indent = `${String(number).padStart(3)}  ${'  '.repeat(depth)}`;
    return wrapped(text, width - indent.length, '  ').map(
      (line, i) =>
        (i === 0 ? indent : ' '.repeat(indent.length)) + (step.kind === 'assertion' ? broken(line) : line),
    );
  });
}

function textOf(step: CounterexampleStep, scene: Scene, state: Readonly<Record<string, JsonValue>>): string {
  const { areSeveral, inputs, records } = scene;
  const layout = 'memory' in step ? layoutAt(scene, step) : null;
  switch (step.kind) {
    case 'created':
      return step.like === undefined ? created(step, inputs) : createdLike(step, state);
    case 'call':
      return `${step.operation}(${argumentsOf(step)})`;
    case 'return':
      return [returned(step), ...changes(state, step.state)].join('; ');
    case 'trap':
      return trapped(step);
    case 'decision':
      return decision(step);
    case 'assumption':
      return `an assumption does not hold${step.at === null ? '' : `: ${argumentIn(step.at.text, 'assume')} ${placeOf(step.at)}`}`;
    case 'access':
      return accessInWords(step, layout, records, areSeveral ? ` of '${step.memory}'` : '');
    case 'fence':
      return `fence, ${step.ordering}`;
    case 'other-side':
      return `the other side writes '${step.name}': ${step.writes.map((run) => runInWords(run, layout)).join(', ') || 'the bytes that were there'}`;
    case 'rewind':
      return step.writes.length === 0 ? 'memory is as before' : 'memory is as before again';
    case 'assertion':
      return broken(step);
    case 'note':
      return `note: ${step.text}${step.at === undefined ? '' : ` ${placeOf(step.at)}`}`;
  }
}

function broken({ name, at, conjuncts = [] }: Extract<CounterexampleStep, { kind: 'assertion' }>): string {
  const why = brokenInWords(conjuncts, at);
  return `BROKEN: ${name}${why === '' ? '' : `: ${why}`}${at === undefined ? '' : ` ${placeOf(at)}`}`;
}

function placeOf({ file, line }: SourceLine): string {
  return `(${file}:${line})`;
}

/** What the inputs do not say of the state that the proof began with. */
function created(
  { part, state }: Extract<CounterexampleStep, { kind: 'created' }>,
  inputs: Counterexample['inputs'],
): string {
  const more = Object.entries(state)
    .filter(([name, value]) => String(inputs[`${part}.${name}`]) !== short(value))
    .map(([name, value]) => `${name} ${short(value)}`);
  // Several of a kind are numbered.
  const kind = part.replace(/\d+$/, '');
  return [
    `${withArticle(kind)} in the state of the inputs`,
    ...(more.length === 0 ? [] : [more.join(', ')]),
  ].join('; ');
}

/** What the state of the part that it is as does not say. */
function createdLike(
  { part, state }: Extract<CounterexampleStep, { kind: 'created' }>,
  like: Readonly<Record<string, JsonValue>>,
): string {
  const more = Object.entries(state)
    .filter(([name, value]) => short(like[name] ?? null) !== short(value))
    .map(([name, value]) => `${name} ${short(value)}`);
  const intro = `${withArticle(part.replace('-of-', ' of '))} in the same state`;
  return more.length === 0 ? intro : `${intro}; ${more.join(', ')}`;
}

function returned({ operation, result, isNothing }: Extract<CounterexampleStep, { kind: 'return' }>): string {
  return `${operation} returns ${isNothing ? 'ok, and yields nothing' : short(result)}`;
}

function trapped({ operation, trap, what, at }: Extract<CounterexampleStep, { kind: 'trap' }>): string {
  const place = at === null ? '' : ` ${placeOf(at)}`;
  return `${operation} traps: ${trapInWords(trap, what)}${place}`;
}

/** "0200 at 0x2002 (mailbox flags)". */
function runInWords({ addr, hex }: ByteRun, layout: Layout | null): string {
  const fields = layout === null ? [] : fieldsIn(layout, BigInt(addr), BigInt(hex.length / 2));
  const names = fields.map(fullName).join(', ');
  return `${hex} at ${addr}${names === '' ? '' : ` (${names})`}`;
}

function argumentsOf({
  args,
  argumentNames: names = [],
}: Extract<CounterexampleStep, { kind: 'call' }>): string {
  return args
    .map((arg, i) => [names[i], short(arg)].filter((part) => part !== undefined).join(' '))
    .join(', ');
}

/** "bytes_left 7 -> 6" for every field that an operation left otherwise. */
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
  return `${argumentIn(at.text, 'decide') || 'a decision'}: ${said} ${placeOf(at)}`;
}
