// unreached: compares two models, for `ringproof diff` and mutants; no proof is about it

import {
  pairingOf,
  type Asked,
  type ComparedOperation,
  type Pairing,
  type Prepared,
  type ProofContext,
  type SideOf,
} from 'ringproof';
import type { DequeHandle, IovDequeDevice, IovDequeModel } from './iov-deque-kind.ts';

type Operation = ComparedOperation<IovDequeModel>;

/** How two deques are compared: each operation, from the same state. */
export function iovDequePairing(on: Asked<IovDequeDevice, IovDequeModel>): Pairing {
  return pairingOf(on, {
    parts: ({ deque }) => ({ deque }),
    operations: [
      {
        ...{ id: 'make', needs: [] },
        prepare: ({ a, b, run }, _memory, p) => {
          const [limit, capacity] = [p.any.u16('limit'), p.any.u16('capacity')];
          const makes = ({ declared }: SideOf<IovDequeModel>): Prepared => ({
            parts: [],
            run: () => run.made(declared.deque, 'deque', declared.make(run.domain, limit, capacity)),
          });
          return { a: makes(a), b: makes(b) };
        },
      },
      onDeque('clear', () => (deque) => deque.clear()),
      onDeque('push-back', () => (deque) => deque.pushBack()),
      onDeque('pop-front', (p) => {
        const count = p.any.u16('count');
        return (deque) => deque.popFront(count);
      }),
      onDeque('pop-back', (p) => {
        const count = p.any.u16('count');
        return (deque) => deque.popBack(count);
      }),
    ],
  });
}

/** `of` declares the arguments, once for both. */
function onDeque(id: string, of: (p: ProofContext) => (deque: DequeHandle) => unknown): Operation {
  return {
    ...{ id, needs: [] },
    prepare: ({ a, b, run }, memory, p) => {
      const one = ({ name, declared }: SideOf<IovDequeModel>) => ({
        ...{ model: name, part: declared.deque, phase: null },
      });
      const [first, second] = run.alike('deque', memory, one(a), one(b));
      const call = of(p);
      const calls = (deque: DequeHandle): Prepared => ({ parts: [deque], run: () => call(deque) });
      return { a: calls(first), b: calls(second) };
    },
  };
}
