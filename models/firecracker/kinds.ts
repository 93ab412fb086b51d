import { ModelKind, type Domain, type GuestMemory, type Result, type U16, type U64 } from 'ringproof';
import type { Panic } from '../io-vector.ts';
import type { SplitDeviceState } from '../split-device.ts';
import type { DescriptorChain } from './descriptor-chain.ts';
import type { HostMemory } from './error.ts';
import type { IovDequeState } from './iov-deque.ts';
import type { Queue } from './queue.ts';

/** Operations of Firecracker's queue that are finer than those of the interface that all queues share. */
export interface FirecrackerQueue {
  /** An initialized queue in this state. */
  create(domain: Domain, state: SplitDeviceState): Queue;
  /** `DescriptorChain::checked_new` on the table at an address. */
  checkedNew(
    domain: Domain,
    memory: GuestMemory,
    table: U64,
    size: U16,
    index: U16,
  ): Result<DescriptorChain | undefined, HostMemory>;
}

export const firecrackerQueue = new ModelKind<FirecrackerQueue>('firecracker-queue');

/** A deque of entries in a ring of slots that is mapped twice, one behind the other. */
export interface IovDeque {
  readonly clear: (domain: Domain, deque: IovDequeState) => IovDequeState;
  /** Adds an entry at the back. The answer is the slot, of the twice `capacity`, that it is written to. */
  readonly pushBack: (
    domain: Domain,
    deque: IovDequeState,
  ) => Result<{ readonly deque: IovDequeState; readonly slot: U16 }, Panic>;
  readonly popFront: (domain: Domain, deque: IovDequeState, count: U16) => Result<IovDequeState, Panic>;
  readonly popBack: (domain: Domain, deque: IovDequeState, count: U16) => Result<IovDequeState, Panic>;
}

export const iovDeque = new ModelKind<IovDeque>('iov-deque');
