import { onlyMemory } from '../../../export/case-memory.ts';
import { brokenWords } from '../../../export/broken-words.ts';
import type { ConcreteMemoryState } from '../../../context/concrete-state.ts';
import type {
  ByteRun,
  Counterexample,
  CounterexampleStep,
  JsonValue,
} from '../../../proof/counterexample.ts';
import { WriteError } from '../../../proof/write-error.ts';
import { notedEntry, notedSent, type NotedEntry } from '../notes.ts';

/** Fields by name, as counterexamples have them. */
export type CaseFields = Readonly<Record<string, JsonValue>>;

type Step<K extends CounterexampleStep['kind']> = Extract<CounterexampleStep, { kind: K }>;

/** An access of the driver, or what the device wrote between two of them. */
export type Happening = Step<'access'> | Step<'other-side'>;

/** A call of an operation that returned. */
export interface CaseCall {
  readonly kind: 'call';
  /** As the interface calls it, in lower case with underscores: add_indirect. */
  readonly operation: string;
  readonly args: readonly JsonValue[];
  /** `{"ok": value}`, `{"err": kind}`, or any other value. */
  readonly result: JsonValue;
  readonly before: CaseFields;
  readonly after: CaseFields;
  /** What it decided about notifications, beside its result. */
  readonly sent: readonly boolean[];
  /** In their order. */
  readonly happened: readonly Happening[];
}

/** What a counterexample of a driver does. */
export type CaseStep =
  | CaseCall
  /** The device writes, between two calls. */
  | { readonly kind: 'device'; readonly writes: readonly ByteRun[] }
  /** An assertion does not hold. `words`: with the values that break it. */
  | { readonly kind: 'broken'; readonly words: string };

/** A counterexample of a driver in use, as tests for the code that is modelled need it. */
export interface DriverCase {
  /** Guest memory at the start. */
  readonly memory: ConcreteMemoryState;
  /** The fields of the driver at the start, under the names that counterexamples have. */
  readonly fields: CaseFields;
  /** What side tables hold at the start, as far as the run looked at them; all other entries may be anything. */
  readonly entries: readonly NotedEntry[];
  /** Where memory for the n-th indirect table is; `null` where there is none left. */
  readonly tables: readonly (bigint | null)[];
  readonly steps: readonly CaseStep[];
}

/** A replayed counterexample as a case. Throws a `WriteError` where it does not start from one driver in use, or traps. */
export function driverCase({ steps, inputs, ...counterexample }: Counterexample): DriverCase {
  const [start, another] = steps.filter((step) => step.kind === 'created');
  if (start === undefined || start.isMade || another !== undefined)
    throw new WriteError('the proof does not start from one driver in use; write it as vitest');
  return {
    memory: onlyMemory(counterexample),
    fields: start.state,
    entries: steps.flatMap((step) => (step.kind === 'note' ? (notedEntry(step.text) ?? []) : [])),
    tables: tablesIn(inputs),
    steps: caseSteps(steps, start.state),
  };
}

function caseSteps(steps: readonly CounterexampleStep[], start: CaseFields): readonly CaseStep[] {
  const done: CaseStep[] = [];
  let before = start;
  let call: Step<'call'> | undefined;
  let happened: Happening[] = [];
  let sent: boolean[] = [];
  for (const step of steps) {
    if (step.kind === 'trap')
      throw new WriteError(`'${step.operation}' traps: what the code does then is open; write it as vitest`);
    if (step.kind === 'call') [call, happened, sent] = [step, [], []];
    else if (step.kind === 'access') happened.push(step);
    else if (step.kind === 'note') sent.push(...[notedSent(step.text)].filter((is) => is !== undefined));
    else if (step.kind === 'other-side' && call === undefined)
      done.push({ kind: 'device', writes: step.writes });
    else if (step.kind === 'other-side') happened.push(step);
    else if (step.kind === 'assertion' && !step.holds)
      done.push({ kind: 'broken', words: brokenWords(step) });
    else if (step.kind === 'return' && call !== undefined) {
      const { operation, args } = call;
      const after = step.state ?? before;
      done.push({ kind: 'call', operation, args, result: step.result, before, after, sent, happened });
      [before, call] = [after, undefined];
    }
  }
  return done;
}

/** What the allocator answers, as `Allocations` asks for it. */
function tablesIn(inputs: Counterexample['inputs']): readonly (bigint | null)[] {
  const answers: (bigint | null)[] = [];
  for (let n = 1; ; n += 1) {
    const name = `indirect_table${n === 1 ? '' : n}`;
    const [fails, start] = [inputs[`${name}_fails`], inputs[name]];
    if (fails === true) answers.push(null);
    else if (typeof start === 'string') answers.push(BigInt(start));
    else return answers;
  }
}
