import type { Domain, Model, OperationsOn, Part } from 'ringproof';
import {
  splitDevice,
  type IteratorOperations,
  type QueueOperations,
  type SavedOperations,
  type SplitDeviceModel,
  type WalkOperations,
} from 'ringproof/virtio/split';
import type { DescriptorChain } from '../models/rust-vmm/descriptor-chain.ts';
import { findings } from '../models/rust-vmm/findings.ts';
import { rustVmmDevice, type MakeQueue } from '../models/rust-vmm/index.ts';
import { Queue, type AvailIter, type QueueFields } from '../models/rust-vmm/queue.ts';
import type { QueueState } from '../models/rust-vmm/state.ts';

/** A kind of `Queue`: the rust-vmm queue with some operation replaced. */
export type QueueClass = new (domain: Domain, state: QueueFields) => Queue;

/** Operations in place of those of the rust-vmm device. */
export interface Replaced {
  readonly make?: SplitDeviceModel['make'];
  readonly queue?: Partial<OperationsOn<Queue, QueueOperations>>;
  readonly walk?: Partial<OperationsOn<DescriptorChain, WalkOperations>>;
  readonly iterator?: Partial<OperationsOn<AvailIter, IteratorOperations<Queue>>>;
  readonly saved?: Partial<OperationsOn<QueueState & { readonly domain: Domain }, SavedOperations>>;
}

/** A device with one operation wrong. */
export interface BrokenDevice {
  /** What is wrong, in words. */
  readonly what: string;
  readonly queue?: QueueClass;
  readonly operations?: Replaced;
  /** By id of a proof that refutes it: the assertion that its counterexample breaks. */
  readonly refutes: Readonly<Record<string, string>>;
}

/** A part with some operations replaced. Its instances have to be of the type that these are written for. */
export function withOperations<V, Ops>(part: Part<V, Ops>, replaced: object): Part<V, Ops> {
  // The part alone calls them, with instances of its own.
  const added = replaced as Part<V, Ops>['operations'];
  return { ...part, operations: { ...part.operations, ...added } };
}

/** The rust-vmm device, its queues made otherwise, or with operations replaced. */
export function deviceWith(name: string, create: MakeQueue, replaced: Replaced = {}): Model {
  const { make, queue = {}, walk = {}, iterator = {}, saved = {} } = replaced;
  const right = rustVmmDevice(create);
  return splitDevice.implement(
    { name, source: 'models/rust-vmm', findings },
    {
      ...right,
      ...(make && { make }),
      queue: withOperations(right.queue, queue),
      ...(right.walk && { walk: withOperations(right.walk, walk) }),
      ...(right.iterator && { iterator: withOperations(right.iterator, iterator) }),
      ...(right.saved && { saved: withOperations(right.saved, saved) }),
    },
  );
}

/** A model of a broken device. */
export function brokenModel({ queue = Queue, operations }: BrokenDevice): Model {
  return deviceWith('broken', (domain, fields) => new queue(domain, fields), operations);
}
