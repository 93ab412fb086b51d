import type { Domain, Model } from 'ringproof';
import {
  handler,
  vring,
  type HandlerModel,
  type HandlerState,
  type StopPolicy,
} from 'ringproof/virtio/handler';
import type { ReferenceHandler, HandlerFields } from '../../models/handler-reference/handler.ts';
import { handlerModel } from '../../models/handler-reference/index.ts';
import { vringModel, type ReferenceRing, type RingFields } from '../../models/vring-reference/ring.ts';

/** A model with one thing wrong, and by id of a proof the assertion of it that breaks. */
export interface BrokenHandler {
  readonly what: string;
  readonly model: Model;
  readonly refutes: Readonly<Record<string, string>>;
}

type Class<T, F> = new (domain: Domain, fields: F) => T;

/** The reference with one thing wrong. */
export function broken(
  what: string,
  refutes: BrokenHandler['refutes'],
  made: Class<ReferenceHandler, HandlerFields>,
  stops?: StopPolicy,
): BrokenHandler {
  const model = handlerModel((domain, fields) => new made(domain, fields), stops);
  return { what, refutes, model: brokenModel(what, model) };
}

/** The reference's ring with one thing wrong. */
export function brokenRing(
  what: string,
  refutes: BrokenHandler['refutes'],
  made: Class<ReferenceRing, RingFields>,
): BrokenHandler {
  const model = vringModel((domain, fields) => new made(domain, fields));
  return { what, refutes, model: vring.implement({ name: 'broken', source: what }, model) };
}

export function brokenModel(source: string, model: HandlerModel): Model {
  return handler.implement({ name: 'broken', source }, model);
}

/** A model that says something else of its states. */
export function saying(
  model: HandlerModel,
  change: (shown: HandlerState, domain: Domain) => Partial<HandlerState>,
): HandlerModel {
  const { handler: part } = model;
  return {
    ...model,
    handler: {
      ...part,
      view: (state, domain) => {
        const shown = part.view(state, domain);
        return { ...shown, ...change(shown, domain) };
      },
    },
  };
}
