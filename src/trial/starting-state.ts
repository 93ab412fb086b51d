import type { ConcreteMemoryState } from '../context/concrete-state.ts';
import type { Fields } from '../context/replay-event.ts';
import type { Model } from '../proof/model.ts';
import type { ScriptedCalls } from '../proof/scripted-calls.ts';
import { replay } from '../replay/replay.ts';
import { inputOf, startIn } from './situation.ts';
import { NoSuchState, probe } from './run-call.ts';

/**
 * The whole state of a part of a model that has these fields. Fields that are not given, such as those that only the model knows,
 * have the values of the phase in which it is in use, if it can be in that, and otherwise any: the least ones. Returns a `NoSuchState` where
 * the model can be in no such state.
 */
export function startingState(
  model: Model,
  calls: ScriptedCalls,
  given: Fields,
  memory: ConcreteMemoryState,
): Fields | NoSuchState {
  const inUse = stateIn(model, calls, calls.phase, given, memory);
  return inUse instanceof NoSuchState ? stateIn(model, calls, null, given, memory) : inUse;
}

function stateIn(
  model: Model,
  calls: ScriptedCalls,
  phase: string | null,
  given: Fields,
  memory: ConcreteMemoryState,
): Fields | NoSuchState {
  // What is fixed is compared below.
  const { parts: _, ...start } = startIn({ parts: new Map([[calls.part, given]]), memory });
  const { stopped, context } = replay(
    probe((p) => calls.start(p, model, phase)),
    model,
    start,
    true,
  );
  if (context.mistaken.length > 0) return new NoSuchState(context.mistaken.join('; '));
  if (stopped?.kind === 'assumption') return new NoSuchState(messageOf(stopped.error));
  if (stopped !== null) throw stopped.error;
  const created = context.happened.find((event) => event.kind === 'created');
  if (created?.kind !== 'created') throw new TypeError(`no ${calls.part} was started`);
  const { state } = created;
  const other = Object.entries(given).find(
    ([name, value]) => Object.hasOwn(state, name) && inputOf(state[name] ?? null) !== inputOf(value),
  );
  if (other === undefined) return state;
  const [name, value] = other;
  return new NoSuchState(
    `'${calls.part}.${name}' is ${JSON.stringify(state[name])} in it, not ${JSON.stringify(value)}`,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
