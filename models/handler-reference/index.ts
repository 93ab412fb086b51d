import { bool, u16, type Domain } from 'ringproof';
import {
  BLOCK_TYPES,
  handler,
  handlerPart,
  isOfItsType,
  type HandlerModel,
  type StopPolicy,
} from 'ringproof/virtio/handler';
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
    settlesBeforeReset: true,
    signalsElements: true,
    block: {
      types: [BLOCK_TYPES.in, BLOCK_TYPES.out, BLOCK_TYPES.flush],
      whenFull: 'waits',
      isRateLimited: true,
    },
    pending: (request) => {
      const { chain, wanted, isRead, statusAt } = request;
      const isAtEnd = statusAt.eq(chain.writable.sub(1)).and(chain.writable.ge(1));
      return isAtEnd.and(isRead.implies(wanted.eq(statusAt)), isOfItsType(request));
    },
    handler: handlerPart({
      state: {
        active: bool(),
        left: u16({ max: MOST_ROUNDS }),
        added: bool(),
        waits: bool(),
        scheduled: bool(),
        limited: bool(),
      },
      phases: {
        idle: {},
        running: { fields: { active: true } },
        completing: { fields: { active: true } },
      },
      instance: make,
      view: ({ active, added, waits, scheduled, limited, left }, domain) => ({
        isActive: active,
        publishes: domain.bool(true),
        signals: added,
        isShelving: domain.bool(false),
        resumes: waits.or(scheduled, limited),
        waits,
        isLimited: limited,
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
