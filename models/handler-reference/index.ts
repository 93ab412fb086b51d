import { bool, u16, type Domain } from 'ringproof';
import { handler, handlerPart, type HandlerModel, type StopPolicy } from 'ringproof/virtio/handler';
import { findings } from './findings.ts';
import { MOST_ROUNDS, ReferenceHandler, type HandlerFields } from './handler.ts';

/** What the handler has of the interface: all of it but a field for a held chain. `make`: a handler in a state. */
export function handlerModel(
  make = (domain: Domain, fields: HandlerFields): ReferenceHandler => new ReferenceHandler(domain, fields),
  stops: StopPolicy = 'drains',
): HandlerModel {
  return {
    stops,
    countsLess: true,
    pending: ({ chain, wanted, isRead, statusAt }) =>
      statusAt.eq(chain.writable.sub(1)).and(chain.writable.ge(1), isRead.implies(wanted.eq(statusAt))),
    handler: handlerPart({
      state: {
        active: bool(),
        left: u16({ max: MOST_ROUNDS }),
        added: bool(),
        waits: bool(),
        scheduled: bool(),
      },
      phases: {
        idle: {},
        running: { fields: { active: true } },
        completing: { fields: { active: true } },
      },
      instance: make,
      view: ({ active, added, waits, scheduled, left }, domain) => ({
        isActive: active,
        publishes: domain.bool(true),
        signals: added,
        isShelving: domain.bool(false),
        resumes: waits.or(scheduled),
        left,
      }),
      operations: {
        begin: (one, world) => one.begin(world),
        restored: (one, world) => one.restored(world),
        round: (one, world) => one.round(world),
        end: (one, world) => one.end(world),
        beginCompletions: (one, world) => one.beginCompletions(world),
        complete: (one, world) => one.complete(world),
        endCompletions: (one, world) => one.endCompletions(world),
        stop: (one, world) => one.stop(world),
      },
    }),
  };
}

/** A handler that breaks nothing: what others are compared with. */
export const referenceHandler = handler.implement(
  { name: 'handler-reference', source: 'an asynchronous block device of our own', findings },
  handlerModel(),
);
