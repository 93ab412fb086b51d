import type { ConcreteMemoryState } from '../../../../context/concrete-state.ts';
import { callInWords } from '../../../../export/call-words.ts';
import { onlyMemory } from '../../../../export/case-memory.ts';
import { trapInWords } from '../../../../domain/trap.ts';
import type { Region } from '../../../../memory/regions.ts';
import type { ByteRun, Counterexample, CounterexampleStep } from '../../../../proof/counterexample.ts';
import { WriteError } from '../../../../proof/write-error.ts';
import type { CompiledFace } from '../../interface.ts';
import { callOf, outcomeOf, type CallOf, type Outcome } from './called-functions.ts';
import { fieldsOf, tablesOf, type Fields, type NamedValue, type TableValues } from './values.ts';

type Step<K extends CounterexampleStep['kind']> = Extract<CounterexampleStep, { kind: K }>;

/** A counterexample of compiled code as calls of the functions that its module exports. */
export interface CalledTest {
  readonly memory: ConcreteMemoryState;
  readonly steps: readonly TestStep[];
  /** Whether the last step is a call that does not come back: the host traps. */
  readonly traps: boolean;
}

export type TestStep =
  | { readonly kind: 'driver'; readonly writes: readonly ByteRun[] }
  /** The assertion is broken here. */
  | { readonly kind: 'broken'; readonly assertion: string }
  | CalledStep;

/** A call, what has to be set up before it, and what it did. */
export interface CalledStep {
  readonly kind: 'call';
  /** As a story has it. */
  readonly words: string;
  readonly call: CallOf;
  /** What it returned; `null` where it trapped. */
  outcome: Outcome | null;
  /** Why the host trapped; `null` where it did not. */
  trap: string | null;
  /** What functions return afterwards, by index. */
  readonly after: {
    readonly name: 'state' | 'walk_state' | 'saved';
    readonly fields: readonly NamedValue[];
    /** What arrays of the queue hold then. */
    readonly tables: readonly TableValues[];
  }[];
  /** What it wrote to guest memory, in order. */
  readonly writes: ByteRun[];
}

/** The calls of a counterexample. Throws a `WriteError` for what a module has no function for. */
export function calledTest(counterexample: Counterexample, face: CompiledFace): CalledTest {
  const memory = onlyMemory(counterexample);
  const calls = new Calls(face);
  for (const step of counterexample.steps) {
    calls.take(step);
    const isBroken = step.kind === 'assertion' && step.name === counterexample.assertion && !step.holds;
    if (isBroken) calls.steps.push({ kind: 'broken', assertion: step.name });
  }
  if (calls.steps.every(({ kind }) => kind !== 'call'))
    throw new WriteError('the proof calls no function of the module');
  const steps = upToTrap(calls.steps);
  return { memory, steps, traps: isTrap(steps.at(-1)) };
}

/** No program goes on after a trap. That it breaks the assertion is said before it. */
function upToTrap(steps: readonly TestStep[]): readonly TestStep[] {
  const at = steps.findIndex(isTrap);
  const [trap, next] = [steps[at], steps[at + 1]];
  if (trap === undefined) return steps;
  return [...steps.slice(0, at), ...(next?.kind === 'broken' ? [next] : []), trap];
}

/** Whether a step is a call that does not come back. */
function isTrap(step: TestStep | undefined): boolean {
  return step?.kind === 'call' && (step.trap !== null || step.outcome === null);
}

/** The greatest region that a test has, in bytes. */
const MOST_BYTES = 1n << 28n;

/** Throws a `WriteError` where guest memory is too large for a program. */
export function checkSizes(regions: readonly Region[]): void {
  const tooLarge = regions.find(({ size }) => size > MOST_BYTES);
  if (tooLarge !== undefined)
    throw new WriteError(`a region of ${tooLarge.size} bytes is larger than a test has; write it as vitest`);
}

class Calls {
  readonly steps: TestStep[] = [];
  readonly #face: CompiledFace;
  readonly #states = new Map<string, Fields>();
  #last: CalledStep | null = null;

  constructor(face: CompiledFace) {
    this.#face = face;
  }

  take(step: CounterexampleStep): void {
    switch (step.kind) {
      case 'created':
        return this.#create(step);
      case 'call':
        return this.#call(step);
      case 'return':
        return this.#return(step);
      case 'trap':
        if (this.#last !== null) this.#last.trap = trapInWords(step.trap, step.what);
        return;
      case 'other-side':
        this.steps.push({ kind: 'driver', writes: step.writes });
        return;
      case 'access': {
        const isWrite = step.access === 'store' || step.access === 'write';
        if (isWrite && step.before !== step.after)
          this.#last?.writes.push({ addr: step.address, hex: step.after });
        return;
      }
      case 'rewind':
        throw new WriteError(
          'guest memory becomes what it was before, which no program does; write it as vitest',
        );
      default:
        return;
    }
  }

  #create({ part, isMade, state }: Step<'created'>): void {
    this.#states.set(part, state);
    const last = this.#last;
    if (!isMade || last === null) return;
    // What an operation hands out is read where it made it.
    const made = { pop: 'walk_state', save: 'saved', make: 'state', restore: 'state' } as const;
    const name = made[last.call.name as keyof typeof made] as (typeof made)[keyof typeof made] | undefined;
    if (name === undefined || last.after.some((one) => one.name === name)) return;
    const fields = name === 'walk_state' ? this.#face.walkFields : this.#face.queueFields;
    if (fields.every((field) => field in state))
      last.after.push({ name, fields: fieldsOf(state, fields), tables: this.#tablesOf(name, state) });
  }

  #call(step: Step<'call'>): void {
    const state = step.part === null ? undefined : this.#states.get(step.part);
    this.#last = {
      kind: 'call',
      words: callInWords(step),
      call: callOf(step, state, this.#face),
      ...{ outcome: null, trap: null, after: [], writes: [] },
    };
    this.steps.push(this.#last);
  }

  #return({ part, state, result }: Step<'return'>): void {
    const last = this.#last;
    if (last === null) return;
    last.outcome = outcomeOf(last.call.name, result);
    if (part === null || state === null) return;
    this.#states.set(part, state);
    // A saved state stays; the queue that is made of it comes after this.
    if (last.call.name === 'restore') return;
    const isOfWalk = last.call.name === 'step';
    const fields = isOfWalk ? this.#face.walkFields : this.#face.queueFields;
    const name = isOfWalk ? 'walk_state' : 'state';
    if (fields.every((field) => field in state))
      last.after.push({ name, fields: fieldsOf(state, fields), tables: this.#tablesOf(name, state) });
  }

  /** Of a queue: walks have none, and what is saved of them is what the queue has. */
  #tablesOf(name: 'state' | 'walk_state' | 'saved', state: Fields): readonly TableValues[] {
    return name === 'walk_state' ? [] : tablesOf(state, this.#face.tables);
  }
}
