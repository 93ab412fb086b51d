import { haveSameFields } from '../proof/alike.ts';
import type { Handle } from '../proof/model-run.ts';
import type { Part } from '../proof/part.ts';
import type { ObservedMemory } from '../memory/observed-memory.ts';
import type { ProofContext } from '../proof/context.ts';
import type { ComparedOperation, Prepared, SideOf, Sides } from './compared.ts';

/** What models of one schema declare of their states, beside phases. */
export type DeclaredMore<D, V, Ops> = (
  side: SideOf<D>,
  handle: Handle<V, Ops>,
  memory: ObservedMemory,
) => unknown;

/**
 * Compares what two models of one schema declare of a part: of any state, whether it is in each phase, and `more`. Operations that do
 * the same from all states that both declare are no reason to take a model for the other one which leaves some of them out.
 */
export function declaredStates<D, V, Ops>(
  name: string,
  partOf: (declared: D) => Part<V, Ops>,
  more: (sides: Sides<D>, p: ProofContext) => DeclaredMore<D, V, Ops>,
): ComparedOperation<D> {
  return {
    id: 'declared-states',
    needs: [],
    isOf: (a, b) => haveSameFields(partOf(a), partOf(b)),
    prepare: (sides, memory, p) => {
      const { a, b, run } = sides;
      const one = ({ name: model, declared }: SideOf<D>) => ({ model, part: partOf(declared), phase: null });
      const [first, second] = run.alike(name, memory, one(a), one(b));
      const tells = more(sides, p);
      const says = (side: SideOf<D>, handle: Handle<V, Ops>): Prepared => ({
        parts: [],
        run: () => {
          const phases = Object.keys(partOf(side.declared).phases);
          const isIn = phases.map((phase) => [phase, run.isIn(handle, phase, memory)] as const);
          return { phases: Object.fromEntries(isIn), more: tells(side, handle, memory) };
        },
      });
      return { a: says(a, first), b: says(b, second) };
    },
  };
}
