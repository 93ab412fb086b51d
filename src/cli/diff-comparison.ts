import { ASPECTS, aspectOf, type Aspect } from '../diff/aspects.ts';
import type { Counterexample, CounterexampleStep, JsonValue } from '../proof/counterexample.ts';
import { EXIT } from '../report/exit-code.ts';
import type { Failure, ProofResult } from '../result/verdict.ts';
import { operationOf } from '../session/pair-plan.ts';
import { short } from '../story/words.ts';

/** What a comparison came to. `no-state`: there is no state that both can be in and in which both may be called. */
export type ComparedAs = 'equal' | 'different' | 'undecided' | 'no-state' | 'error';

/** What became of the comparison of an operation. */
export interface Comparison {
  readonly operation: string;
  readonly verdict: ComparedAs;
  /** What differs in some state. */
  readonly differs: readonly Aspect[];
  /** What each model returned where they differ, in words, by its name. */
  readonly outcomes: Readonly<Record<string, string>>;
  /** Fields that differ there afterwards: the value that each model leaves, in words, by its name. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Why it is neither equal nor different. */
  readonly failure: Failure | null;
  readonly counterexample: Counterexample | null;
  /** What `ringproof replay` takes, from the working directory; `null` where it was not written. */
  readonly counterexampleFile: string | null;
  readonly title: string;
  readonly timeMs: number;
  readonly cached: boolean;
}

/** The comparison that a proof of a pair of models is. */
export function comparisonOf(result: ProofResult): Comparison {
  const {
    id,
    title,
    assertions,
    failure,
    counterexample,
    counterexampleFile = null,
    timeMs,
    cached,
  } = result;
  const verdict = verdictOf(result);
  const broken = new Set(
    assertions.filter((one) => one.verdict === 'refuted').map(({ name }) => aspectOf(name)),
  );
  return {
    ...{ operation: operationOf(id), verdict, title, counterexampleFile, timeMs, cached },
    differs: ASPECTS.filter((aspect) => broken.has(aspect)),
    ...(counterexample === null ? { outcomes: {}, fields: {} } : leftIn(counterexample.steps)),
    failure: verdict === 'equal' || verdict === 'different' ? null : failure,
    counterexample:
      verdict === 'different' && counterexample !== null ? ownPlacesLeftOut(counterexample) : null,
  };
}

function verdictOf({ verdict }: ProofResult): ComparedAs {
  switch (verdict) {
    case 'proved':
      return 'equal';
    case 'refuted':
      return 'different';
    case 'vacuous':
      return 'no-state';
    case 'error':
      return 'error';
    default:
      return 'undecided';
  }
}

/** What each model returned last, which is the operation that is compared, and which fields it left with other values. */
function leftIn(steps: readonly CounterexampleStep[]): Pick<Comparison, 'outcomes' | 'fields'> {
  const outcomes = new Map<string, string>();
  const states = new Map<string, Readonly<Record<string, JsonValue>>>();
  for (const step of steps) {
    if (step.kind !== 'return' && step.kind !== 'trap') continue;
    const [, model] = /^(.*): /.exec(step.operation) ?? [];
    if (model === undefined) continue;
    outcomes.set(model, step.kind === 'trap' ? `traps: ${step.trap}` : resultOf(step));
    states.set(model, step.kind === 'trap' ? {} : (step.state ?? {}));
  }
  const [first = {}, second = {}] = states.values();
  const [a = '', b = ''] = states.keys();
  const fields = Object.entries(first).flatMap(([name, value]) => {
    const other = second[name];
    return other === undefined || short(value) === short(other)
      ? []
      : [[name, { [a]: short(value), [b]: short(other) }] as const];
  });
  return { outcomes: Object.fromEntries(outcomes), fields: Object.fromEntries(fields) };
}

function resultOf({ result, isNothing }: Extract<CounterexampleStep, { kind: 'return' }>): string {
  return isNothing === true ? 'ok, nothing' : short(result);
}

/** The claims are the tool's own: their lines say nothing. */
export function ownPlacesLeftOut(counterexample: Counterexample): Counterexample {
  const steps = counterexample.steps.map((step): CounterexampleStep => {
    if (step.kind === 'assumption') return { ...step, at: null };
    if (step.kind !== 'assertion') return step;
    const { at: _, ...rest } = step;
    return rest;
  });
  return { ...counterexample, steps };
}

const CODES: Readonly<Record<ComparedAs, number>> = {
  equal: EXIT.expected,
  different: EXIT.refuted,
  undecided: EXIT.undecided,
  'no-state': EXIT.vacuous,
  error: EXIT.failed,
};

/** The exit code; where several apply, the first of 1, 4, 2, 3. */
export function exitCodeOf(verdicts: readonly ComparedAs[]): number {
  const codes = new Set(verdicts.map((verdict) => CODES[verdict]));
  const order = [EXIT.refuted, EXIT.failed, EXIT.vacuous, EXIT.undecided];
  return order.find((code) => codes.has(code)) ?? EXIT.expected;
}
