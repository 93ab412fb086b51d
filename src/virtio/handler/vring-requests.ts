import type { ProofContext } from '../../proof/context.ts';
import type { Vring } from './vring.ts';

/** Requests, and the wake-up, by the ids of their own proofs. */
export const REQUESTS: readonly string[] = [
  ...['set-features', 'set-base', 'set-addr', 'set-kick'],
  ...['set-enabled', 'get-base', 'reset-device', 'woken'],
];

/** A request of any values, or the wake-up, by its id. It can be sent to more than one ring. */
export function requestOf(id: string, p: ProofContext): (ring: Vring) => unknown {
  switch (id) {
    case 'set-features': {
      const [eventIdx, protocolFeatures] = [p.any.bool('event_idx'), p.any.bool('protocol_features')];
      return (ring) => ring.setFeatures({ eventIdx, protocolFeatures });
    }
    case 'set-base': {
      const base = p.any.u16('base');
      return (ring) => ring.setBase(base);
    }
    case 'set-addr': {
      const usedIdx = p.any.u16('used_idx');
      return (ring) => ring.setAddr(usedIdx);
    }
    case 'set-kick': {
      const hasFile = p.any.bool('has_file');
      return (ring) => ring.setKick(hasFile);
    }
    case 'set-enabled': {
      const on = p.any.bool('on');
      return (ring) => ring.setEnabled(on);
    }
    case 'get-base':
      return (ring) => ring.getBase();
    case 'reset-device':
      return (ring) => ring.resetDevice();
    case 'woken':
      return (ring) => ring.woken();
    default:
      throw new RangeError(`no request is called '${id}'`);
  }
}
