import type { Model } from '../proof/model.ts';
import type { Proof } from '../proof/declare.ts';
import { AssumptionFailed, ConcreteContext } from './concrete-context.ts';
import { watchingConditions } from './conditions.ts';
import type { ConcreteState } from './state.ts';
import { watched } from './watched-model.ts';

/** What became of a body that was run from a concrete state. */
export interface Replay {
  readonly context: ConcreteContext;
  /** Names of the assertions that failed, in order. */
  readonly violated: readonly string[];
  /** Why the body did not run to its end; `null` where it did. */
  readonly stopped: { readonly kind: 'assumption' | 'thrown'; readonly error: unknown } | null;
}

/**
 * Runs a proof's body on the concrete domain: the model's own code, on real regions and bytes. `isWatched`: what the model is
 * asked and how it decides is among the events as well.
 */
export function replay(proof: Proof, model: Model | null, state: ConcreteState, isWatched = false): Replay {
  const context = new ConcreteContext(state, isWatched);
  const asked = isWatched && model !== null ? watched(model, (event) => context.events.push(event)) : model;
  let stopped: Replay['stopped'] = null;
  try {
    if (isWatched) watchingConditions(() => proof.body(context, asked));
    else proof.body(context, asked);
  } catch (error) {
    stopped = { kind: error instanceof AssumptionFailed ? 'assumption' : 'thrown', error };
  }
  return { context, violated: context.violated, stopped };
}
