import { MEMORY_MODELS, type MemoryModel } from '../proof/ordered.ts';
import type { Model } from '../proof/model.ts';
import type { Proof } from '../proof/declare.ts';
import { AssumptionFailed, ConcreteContext, type AlterClaim } from '../context/concrete-context.ts';
import { watchingConditions } from '../context/conditions.ts';
import type { ConcreteState } from '../context/concrete-state.ts';

/** What became of a body that was run from a concrete state. */
export interface Replay {
  readonly context: ConcreteContext;
  /** Names of the assertions that failed, in order. */
  readonly violated: readonly string[];
  /** Why the body did not run to its end; `null` where it did. */
  readonly stopped: { readonly kind: 'assumption' | 'trap' | 'thrown'; readonly error: unknown } | null;
}

/**
 * Runs a proof's body on the concrete domain: the model's own code, on real regions and bytes. `isWatched`: what the model is
 * asked and how it decides is among the events as well. `memoryModels`: those under which orders of accesses are looked at. `alter`: what is claimed
 * of these instead.
 */
export function replay(
  proof: Proof,
  model: Model | null,
  state: ConcreteState,
  isWatched = false,
  memoryModels: readonly MemoryModel[] = MEMORY_MODELS,
  alter?: AlterClaim,
): Replay {
  const context = new ConcreteContext(state, isWatched, memoryModels, alter);
  let stopped: Replay['stopped'] = null;
  try {
    if (isWatched) watchingConditions(() => proof.body(context, model));
    else proof.body(context, model);
  } catch (error) {
    stopped = { kind: error instanceof AssumptionFailed ? 'assumption' : 'thrown', error };
  }
  // Whatever the body made of it.
  if (context.trapped !== null) stopped = { kind: 'trap', error: context.trapped };
  return { context, violated: context.violated, stopped };
}
