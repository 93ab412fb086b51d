import type { ConcreteState } from '../context/concrete-state.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import { replay, type Replay } from '../replay/replay.ts';
import { candidates, MOST_STARTS } from './candidates.ts';
import { MEMORY, startIn, type InputValues, type Situation } from './situation.ts';

/** What became of a property in one situation. */
export type PropertyOutcome =
  /** It was checked: `isCut` where not from all starts that its inputs allow. */
  | {
      readonly kind: 'checked';
      readonly starts: number;
      readonly isCut: boolean;
      readonly broken: readonly BrokenAssertion[];
    }
  /** It makes no assertion there: its assumptions do not hold, or it is about other cases. */
  | { readonly kind: 'not about' }
  /** It starts with what the situation does not have. */
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Its body, or the model, threw. */
  | { readonly kind: 'failed'; readonly error: unknown };

/** An assertion that does not hold, and where it starts. */
export interface BrokenAssertion {
  readonly assertion: string;
  readonly start: ConcreteState;
}

/**
 * Runs a property on a model in a situation. `args` are the values of the next call: inputs of these names have them, other
 * inputs each of their candidates.
 */
export function checkProperty(
  proof: Proof,
  model: Model,
  situation: Situation,
  args: InputValues,
): PropertyOutcome {
  const broken = new Map<string, BrokenAssertion>();
  let [starts, tried, isCut] = [0, 0, false];
  const pending: InputValues[] = [args];
  for (let given = pending.shift(); given !== undefined; given = pending.shift()) {
    if (tried >= MOST_STARTS) {
      isCut = true;
      break;
    }
    tried += 1;
    const start = startIn(situation, given);
    const outcome = replay(proof, model, start);
    const reason = missing(outcome, situation);
    if (reason !== null) return { kind: 'skipped', reason };
    const gap = outcome.context.gaps.find(({ field }) => field === null);
    if (gap !== undefined) {
      const values = candidates(gap.name, outcome.context, situation, args);
      pending.unshift(...values.map((value) => new Map([...(given ?? []), [gap.name, value] as const])));
      tried -= 1;
      continue;
    }
    if (outcome.stopped?.kind === 'thrown') return { kind: 'failed', error: outcome.stopped.error };
    if (!claimsAnything(outcome)) continue;
    starts += 1;
    for (const assertion of outcome.violated)
      if (!broken.has(assertion)) broken.set(assertion, { assertion, start });
  }
  if (starts === 0) return { kind: 'not about' };
  return { kind: 'checked', starts, isCut, broken: [...broken.values()] };
}

/** What the situation lacks that a run started with; `null` where it has all. */
function missing({ context }: Replay, { parts }: Situation): string | null {
  const part = context.gaps
    .filter(({ field }) => field !== null)
    .map(({ name }) => name.split('.')[0] ?? name)
    .find((name) => !parts.has(name));
  if (part !== undefined) return `it starts with any ${part}`;
  const memory = [...context.memories.keys()].find((name) => name !== MEMORY);
  return memory === undefined ? null : `it needs a memory '${memory}'`;
}

/** Whether a run got to an assertion, of the body or of a call: what it assumes later takes nothing back. */
function claimsAnything({ context }: Replay): boolean {
  return context.trapAssertions.size > 0 || context.happened.some(({ kind }) => kind === 'assertion');
}
