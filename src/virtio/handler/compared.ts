import type { ComparedOperation, Prepared, SideOf } from '../../diff/compared.ts';
import { declaredStates } from '../../diff/declared-states.ts';
import { pairingOf } from '../../diff/pairing.ts';
import type { Asked } from '../../proof/model.ts';
import type { Pairing } from '../../proof/pairing.ts';
import type { Handler, HandlerDevice, HandlerModel } from './kind.ts';
import { isAccounted } from './step.ts';
import { World } from './world.ts';
import { WorldInputs } from './world-inputs.ts';

type Operation = ComparedOperation<HandlerModel>;

/** How two handlers are compared: each operation, from the same state, in worlds that answer alike. */
export function handlerPairing(on: Asked<HandlerDevice, HandlerModel>): Pairing {
  return pairingOf(on, {
    operations: OPERATIONS,
    parts: ({ handler }) => ({ handler }),
  });
}

const OPERATIONS: readonly Operation[] = [
  declaredStates(
    'handler',
    ({ handler }: HandlerModel) => handler,
    () =>
      ({ declared: { handler: _, pending: _pending, shelved: _shelved, ...traits } }) =>
        // What is declared of requests is asked of each that is submitted.
        traits,
  ),
  operation('begin', 'idle', [], (handler, world) => handler.begin(world)),
  operation('round', 'running', [], (handler, world) => handler.round(world)),
  operation('end', 'running', [], (handler, world) => handler.end(world)),
  operation('restored', 'idle', ['restored'], (handler, world) => handler.restored?.(world)),
  operation('begin-completions', 'idle', ['beginsCompletions'], (handler, world) =>
    handler.beginCompletions?.(world),
  ),
  operation('complete', 'completing', ['completes'], (handler, world) => handler.complete?.(world)),
  operation('end-completions', 'completing', ['completes'], (handler, world) =>
    handler.endCompletions?.(world),
  ),
  operation('first-stop', 'idle', ['stops'], (handler, world) => handler.stop?.(world)),
  operation('stop', 'completing', ['stops'], (handler, world) => handler.stop?.(world)),
];

function operation(
  id: string,
  phase: string,
  needs: readonly string[],
  call: (handler: Handler, world: World) => unknown,
): Operation {
  return {
    ...{ id, needs },
    prepare: ({ a, b, run }, memory, p) => {
      const one = ({ name, declared }: SideOf<HandlerModel>) => ({
        ...{ model: name, part: declared.handler, phase },
      });
      const [first, second] = run.alike('handler', memory, one(a), one(b));
      const inputs = new WorldInputs(p);
      const calls = ({ declared }: SideOf<HandlerModel>, handler: Handler): Prepared => {
        const world = new World(p, rulesOf(declared), inputs);
        p.assume(isAccounted(p, handler.state, world));
        return {
          parts: [handler],
          run: () => call(handler, world),
          dealings: () => [...world.dealings, recordOf(world)],
        };
      };
      return { a: calls(a, first), b: calls(b, second) };
    },
  };
}

function rulesOf({ handler: _, looksAfterCompletion: _looks, stops: _stops, ...rules }: HandlerModel) {
  return rules;
}

/** All of the record but the chain that was taken, which its dealings tell. */
function recordOf({ ledger }: World): object {
  return Object.fromEntries(Object.entries(ledger).filter(([name]) => name !== 'taken'));
}
