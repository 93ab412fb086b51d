import type { ConcreteState } from '../context/concrete-state.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import { replay, type Replay } from '../replay/replay.ts';
import { candidates } from './candidates.ts';
import { MEMORY, startIn, valuesOf, type InputValues, type Situation } from './situation.ts';

/** What became of a property in one situation. */
export type PropertyOutcome =
  /** It was checked, from so many starts that it is about. */
  | { readonly kind: 'checked'; readonly starts: number; readonly broken: readonly BrokenAssertion[] }
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
 * Runs a property on a model in a situation. `args` are the values of the next call: inputs of these names have them. Other inputs
 * have the value of the field of their name, or else their least one; and each in turn its candidates.
 */
export function checkProperty(
  proof: Proof,
  model: Model,
  situation: Situation,
  args: InputValues,
): PropertyOutcome {
  const broken = new Map<string, BrokenAssertion>();
  let starts = 0;
  const first = new Map([...fieldsByName(situation), ...args]);
  const base = replay(proof, model, startIn(situation, first));
  const reason = missing(base, situation);
  if (reason !== null) return { kind: 'skipped', reason };
  for (const values of [first, ...variations(base, situation, args, first)]) {
    const start = startIn(situation, values);
    const outcome = values === first ? base : replay(proof, model, start);
    if (outcome.stopped?.kind === 'thrown') return { kind: 'failed', error: outcome.stopped.error };
    if (!claimsAnything(outcome)) continue;
    starts += 1;
    for (const assertion of outcome.violated)
      if (!broken.has(assertion)) broken.set(assertion, { assertion, start });
  }
  if (starts === 0) return { kind: 'not about' };
  return { kind: 'checked', starts, broken: [...broken.values()] };
}

/**
 * Fields of parts under their own names: inputs that are called as a field, such as the size that a driver sets up, have its
 * value first.
 */
function fieldsByName({ parts }: Situation): InputValues {
  return new Map([...parts.values()].flatMap((state) => valuesOf(state)));
}

/** The inputs that the call has no value for, each in turn with its candidates, while the others stay. */
function variations(
  { context }: Replay,
  situation: Situation,
  args: InputValues,
  first: InputValues,
): readonly InputValues[] {
  const isField = (name: string): boolean =>
    [...situation.parts.keys()].some((part) => name.startsWith(`${part}.`));
  const free = [...context.inputs].filter(([name]) => !args.has(name) && !isField(name));
  return free.flatMap(([name, asked]) =>
    candidates(asked, situation, args)
      .filter((value) => value !== asked.value)
      .map((value) => new Map([...first, [name, value]])),
  );
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
