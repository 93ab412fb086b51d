import type { ProofContext } from '../../proof/context.ts';
import type { Proof } from '../../proof/declare.ts';
import type { Asked } from '../../proof/model.ts';
import { ownProofs, type OwnOperation } from '../../proof/own-proofs.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { Handler, HandlerDevice, HandlerModel } from './kind.ts';
import { isAccounted, isShelfDeclared } from './step.ts';
import { World } from './world.ts';

/** The tool's own proofs of handlers: states between two iterations, and the phases in which these run. */
export function handlerProofs(on: Asked<HandlerDevice, HandlerModel>): readonly Proof[] {
  return ownProofs<HandlerDevice, HandlerModel>(on, {
    phases: [
      ...['idle', 'running'].map((phase) => ({
        ...{ id: `any-${phase}-handler`, phase },
        start: (_p: ProofContext, device: HandlerDevice, memory: ObservedMemory) =>
          device.handler({ phase, memory, probesPrivate: phase === 'running' }),
      })),
    ],
    makers: [],
    operations: [
      step('begin', 'idle', 'running', (handler, world) => {
        const begun = handler.begin(world);
        return begun.ok && begun.value;
      }),
      step('round', 'running', 'running', (handler, world) => handler.round(world).ok),
      {
        ...step('restored', 'idle', 'idle', (handler, world) => handler.restored?.(world).ok === true),
        needs: ['restored'],
      },
      step('end', 'running', 'idle', (handler, world) => handler.end(world).ok),
      {
        ...step('begin-completions', 'idle', 'completing', (handler, world) => {
          // Of one that does not say what comes before them, they come at once.
          if (handler.beginCompletions === undefined) return true;
          const begun = handler.beginCompletions(world);
          return begun.ok && begun.value;
        }),
        start: (_p, device, memory) => {
          const given = device.beginsCompletions === true ? {} : { isActive: true };
          return device.handler({ phase: 'idle', memory, given });
        },
        needs: ['completes'],
      },
      {
        ...step('first-stop', 'idle', 'completing', goesOnToStop),
        start: (_p, device, memory) => device.handler({ phase: 'idle', memory, given: { isActive: true } }),
        needs: ['stops'],
      },
      { ...step('stop', 'completing', 'completing', goesOnToStop), needs: ['stops'] },
      {
        ...step(
          'complete',
          'completing',
          'completing',
          (handler, world) => handler.complete?.(world).ok === true,
        ),
        needs: ['completes'],
      },
      {
        ...step(
          'end-completions',
          'completing',
          'idle',
          (handler, world) => handler.endCompletions?.(world).ok === true,
        ),
        needs: ['completes'],
      },
    ],
  });
}

/** One iteration of a stop: whether another one follows. */
function goesOnToStop(handler: Handler, world: World): boolean {
  const stopped = handler.stop?.(world);
  return stopped?.ok === true && stopped.value;
}

function step(
  id: string,
  from: string,
  to: string,
  call: (handler: Handler, world: World) => boolean,
): OwnOperation<HandlerDevice> {
  return {
    ...{ id, establishes: to },
    start: (_p, device, memory) => device.handler({ phase: from, memory }),
    run: (p, device, part, memory) => {
      // What `start` has begun is a handler.
      const handler = part as Handler;
      const world = new World(p, device.rules);
      p.assume(isAccounted(p, handler.state, world));
      const succeeds = call(handler, world);
      // The next run begins there, unless the driver is to reset the device before. A stop that is refused is no end of a run.
      if (!succeeds && call !== goesOnToStop) {
        const isOver = world.ledger.reported.or(world.ledger.stopped, handler.state.isActive.not());
        p.assert('where no run is on, the handler is idle', isOver.or(device.isIn(handler, 'idle', memory)));
      }
      p.assert(
        'requests and kept chains are as the model declares them',
        world.ledger.undeclared.not().and(isShelfDeclared(handler.state, world.ledger)),
      );
      return succeeds;
    },
  };
}
