import type { ConcreteMemoryState } from '../context/concrete-state.ts';
import type { Fields } from '../context/replay-event.ts';
import { fittingValues } from '../proof/fitting-values.ts';
import type { Model } from '../proof/model.ts';
import type { ScriptedCalls } from '../proof/scripted-calls.ts';
import { replay, type Replay } from '../replay/replay.ts';
import { inputOf, startIn, valuesOf, type InputValues } from './situation.ts';
import { NoSuchState, probe } from './run-call.ts';

/**
 * The whole state of a part of a model that has these fields. Fields that are not given, such as those that only the model knows,
 * have values with which it is in use, if it can be so, and otherwise any: the least ones that fit. Defaults of optional fields
 * give way where the model can be in no state that has them. Returns a `NoSuchState` where it can be in none at all.
 */
export function startingState(
  model: Model,
  calls: ScriptedCalls,
  { state, defaulted }: { readonly state: Fields; readonly defaulted: readonly string[] },
  memory: ConcreteMemoryState,
): Fields | NoSuchState {
  let why = new NoSuchState(`it has no ${calls.part}`);
  const optional = defaulted.filter((field) => calls.optional.includes(field));
  for (const phase of [calls.phase, null])
    for (const dropped of subsets(optional)) {
      const wanted = Object.fromEntries(Object.entries(state).filter(([field]) => !dropped.includes(field)));
      const found = stateIn(model, calls, phase, wanted, memory);
      if (!(found instanceof NoSuchState)) return found;
      why = found;
    }
  return why;
}

/** All subsets, the smaller ones first. */
function subsets(all: readonly string[]): readonly (readonly string[])[] {
  const sets = all.reduce<readonly (readonly string[])[]>(
    (some, one) => [...some, ...some.map((set) => [...set, one])],
    [[]],
  );
  return [...sets].sort((a, b) => a.length - b.length);
}

/** A state with the given fields. Of what is not given first the least values are tried, then what fits. */
function stateIn(
  model: Model,
  calls: ScriptedCalls,
  phase: string | null,
  given: Fields,
  memory: ConcreteMemoryState,
): Fields | NoSuchState {
  const startWith = (values: InputValues): Replay => {
    // What is fixed is compared below.
    const { parts: _, ...start } = startIn({ parts: new Map([[calls.part, given]]), memory }, values);
    return replay(
      probe((p) => calls.start(p, model, phase)),
      model,
      start,
      true,
    );
  };
  const least = startWith(new Map());
  const state = judged(least, calls, given);
  if (!(state instanceof NoSuchState)) return state;
  const { gaps, inputs } = least.context;
  const free = gaps
    .filter(({ field }) => field !== null)
    .map(({ name }) => ({ name, width: inputs.get(name)?.width ?? null }));
  const known = valuesOf(given).flatMap(([, value]) => (typeof value === 'bigint' ? [value] : []));
  for (const values of fittingValues(free, known)) {
    const found = judged(startWith(values), calls, given);
    if (!(found instanceof NoSuchState)) return found;
  }
  return state;
}

/** The state that a run started with; a `NoSuchState` if there is none, or it is not as given. */
function judged({ stopped, context }: Replay, { part }: ScriptedCalls, given: Fields): Fields | NoSuchState {
  if (context.mistaken.length > 0) return new NoSuchState(context.mistaken.join('; '));
  if (stopped?.kind === 'assumption') return new NoSuchState(messageOf(stopped.error));
  if (stopped !== null) throw stopped.error;
  const created = context.happened.find((event) => event.kind === 'created');
  if (created?.kind !== 'created') throw new TypeError(`no ${part} was started`);
  const { state } = created;
  const other = Object.entries(given).find(
    ([name, value]) => Object.hasOwn(state, name) && inputOf(state[name] ?? null) !== inputOf(value),
  );
  if (other === undefined) return state;
  const [name, value] = other;
  return new NoSuchState(
    `'${part}.${name}' is ${JSON.stringify(state[name])} in it, not ${JSON.stringify(value)}`,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
