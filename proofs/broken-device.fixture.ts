import { ok, type Domain, type Model } from 'ringproof';
import { findings } from '../models/rust-vmm/findings.ts';
import { rustVmmDevice } from '../models/rust-vmm/index.ts';
import { Queue } from '../models/rust-vmm/queue.ts';
import { splitDevice, type SplitDevice, type SplitDeviceState } from '../models/split-device.ts';

/** A kind of `Queue`: the rust-vmm queue with some operation replaced. */
export type QueueClass = new (domain: Domain, state: SplitDeviceState) => Queue;

/** A device with one operation wrong. */
export interface BrokenDevice {
  /** What is wrong, in words. */
  readonly what: string;
  readonly queue?: QueueClass;
  readonly device?: Partial<SplitDevice<Queue>>;
  /** By id of a proof that refutes it: the assertion that its counterexample breaks. */
  readonly refutes: Readonly<Record<string, string>>;
}

/** The rust-vmm device, its queues made otherwise or with members of its own replaced. */
export function deviceWith(
  name: string,
  create: SplitDevice<Queue>['create'],
  device: Partial<SplitDevice<Queue>> = {},
): Model {
  return splitDevice.implement(
    { name, source: 'models/rust-vmm', findings },
    {
      ...rustVmmDevice,
      make: (domain, maxSize) => {
        const made = rustVmmDevice.make(domain, maxSize);
        return made.ok ? ok(create(domain, made.value.state)) : made;
      },
      create,
      ...device,
    },
  );
}

/** A model of a broken device. */
export function brokenModel({ queue = Queue, device }: BrokenDevice): Model {
  return deviceWith('broken', (domain, state) => new queue(domain, state), device);
}
