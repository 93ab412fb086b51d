import {
  ModelKind,
  ownProofs,
  partOf,
  type Asked,
  type Bool,
  type Domain,
  type Handle,
  type ObservedMemory,
  type Part,
  type Proof,
  type ProofContext,
  type StartIn,
  type U16,
} from 'ringproof';
import { iovDequePairing } from './iov-deque-compared.ts';
import type { IovDequeFields } from './iov-deque.ts';

/**
 * What a deque of entries does, in a ring of slots that is mapped twice, one after the other. It panics where there is no room
 * for an entry, or fewer entries than are to be popped.
 */
export interface IovDequeOperations {
  clear(): void;
  /** Adds an entry at the back. The answer is the slot, of the twice `capacity`, that it is written to. */
  pushBack(): U16;
  popFront(count: U16): void;
  popBack(count: U16): void;
}

/** Declares the deque of a model. */
export const iovDequePart = partOf<IovDequeFields, IovDequeOperations>();

/** A deque, as a model declares it. */
export interface IovDequeModel {
  readonly deque: Part<IovDequeFields, IovDequeOperations>;
  /** An empty deque for `limit` entries in `capacity` slots, which are as many or more: an instance. */
  make(domain: Domain, limit: U16, capacity: U16): object;
}

/** A deque, as proofs have it. */
export type DequeHandle = Handle<IovDequeFields, IovDequeOperations>;

export interface IovDequeDevice {
  /** A deque in any state of a phase. */
  deque(start: StartIn<IovDequeFields>): DequeHandle;
  make(limit: U16, capacity: U16): DequeHandle;
  isIn(part: object, phase: string | null, memory: ObservedMemory): Bool;
}

export const iovDeque = new ModelKind<IovDequeDevice, IovDequeModel>('iov-deque', {
  bind: (model, run) => ({
    deque: (start) => run.any(model.deque, 'deque', start),
    make: (limit, capacity) => {
      const made = run.make('make', [limit, capacity], () => model.make(run.domain, limit, capacity));
      return run.made(model.deque, 'deque', made);
    },
    isIn: (part, phase, memory) => run.isIn(part, phase, memory),
  }),
  members: () => ['deque'],
  ownProofs: iovDequeProofs,
  pairing: iovDequePairing,
});

/** Most slots of which twice the number, the memory being mapped twice, is one of 16 bits. */
export const MOST_SLOTS = 32767;

/** The tool's own proofs of deques. */
function iovDequeProofs(on: Asked<IovDequeDevice, IovDequeModel>): readonly Proof[] {
  const start = (_p: object, device: IovDequeDevice, memory: ObservedMemory) =>
    device.deque({ phase: null, memory });
  return ownProofs<IovDequeDevice, IovDequeModel>(on, {
    phases: [
      {
        ...{ id: 'any-deque', phase: null },
        start: (_p, device, memory) => device.deque({ phase: null, memory, probesPrivate: true }),
      },
    ],
    makers: [
      {
        id: 'make',
        run: (p, device) => {
          const limit = p.any.u16('limit', { max: MOST_SLOTS });
          const capacity = p.any.u16('capacity', { min: 1, max: MOST_SLOTS });
          p.assume(limit.le(capacity));
          return device.make(limit, capacity);
        },
      },
    ],
    operations: [
      {
        ...{ id: 'push-back', start },
        run: (p, _device, deque: DequeHandle) => returns(p, () => deque.pushBack()),
      },
      {
        ...{ id: 'pop-front', start },
        run: (p, _device, deque: DequeHandle) => returns(p, () => deque.popFront(p.any.u16('count'))),
      },
      {
        ...{ id: 'pop-back', start },
        run: (p, _device, deque: DequeHandle) => returns(p, () => deque.popBack(p.any.u16('count'))),
      },
      {
        ...{ id: 'clear', start },
        run: (_p, _device, deque: DequeHandle) => {
          deque.clear();
          return true;
        },
      },
    ],
  });
}

/** Whether an operation returns. All that it may do besides is to panic. */
function returns(p: ProofContext, call: () => unknown): boolean {
  const { trapped } = p.trapping(call);
  p.assert('it traps by a panic alone', trapped === null || trapped === 'panic');
  return trapped === null;
}
