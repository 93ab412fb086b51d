import { proof, type Asked, type Proof, type ProofContext } from 'ringproof';
import {
  areas,
  queueIn,
  splitDevice,
  type OnQueue,
  type SplitDevice,
  type SplitDeviceModel,
} from 'ringproof/virtio/split';

/** Calls an operation that may fail; whether it succeeded. */
type Call = (on: OnQueue, p: ProofContext) => boolean;

/**
 * That a failure leaves a queue of which each operation does what it would have done before: it depends on nothing else than
 * what the queue remembers and memory. So there is no need to call each.
 */
function failed(id: string, call: Call, on: Asked<SplitDevice, SplitDeviceModel> = splitDevice): Proof {
  return proof({
    id: `split/failed/${id}`,
    title: `where ${id} fails, the queue stays as it was, or reports from there on`,
    requirements: [],
    doesNotProve: 'that a failure is reported where there is one.',
    on,
    covers: [],
    body: (p, device) => {
      const { queue, memory } = queueIn(p, device, device.checksEachAccess === true ? null : 'active');
      const before = device.twin(queue);
      const initial = memory.snapshot();

      const succeeds = call({ queue, memory }, p);

      if (!succeeds) {
        p.assertUnchanged('it has written at most to the used ring', initial, memory, [
          areas(before.state).usedRing,
        ]);
      }
      // A device may remember that it is broken: then it says so when it is asked for a chain.
      const isKept = succeeds || p.domain.decide(device.isSame(before, queue)) || !queue.pop(memory).ok;
      p.assert('it remembers what it did, or reports again', isKept);
    },
  });
}

export const failures: readonly Proof[] = [
  failed('pop', ({ queue, memory }) => queue.pop(memory).ok),
  failed('add-used', ({ queue, memory }, p) => queue.addUsed(memory, p.any.u16('head'), p.any.u32('len')).ok),
  failed('needs-notification', ({ queue, memory }) => queue.needsNotification(memory).ok),
  failed('enable-notification', ({ queue, memory }) => queue.enableNotification(memory).ok),
  failed(
    'disable-notification',
    ({ queue, memory }) => queue.disableNotification?.(memory).ok !== false,
    splitDevice.with('disableNotification'),
  ),
];
