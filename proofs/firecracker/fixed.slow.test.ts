import { err, ok, type GuestMemory } from 'ringproof';
import { expect, test } from 'vitest';
import { firecrackerFineDevice } from '../../models/firecracker/fine-queue-model.ts';
import { firecrackerQueue } from '../../models/firecracker/fine-queue.ts';
import { Queue } from '../../models/firecracker/queue.ts';
import { firecrackerDevice } from '../../models/firecracker/split-queue.ts';
import { splitDevice } from 'ringproof/virtio/split';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/prover/options.ts';
import { setUpInUseAccesses } from '../split/set-up.proof.ts';
import { popOrEnableChecks } from './race.proof.ts';

/** Looks at idx a second time with `pop`, which compares it with the size. */
class FixedQueue extends Queue {
  override popOrEnableNotification(mem: GuestMemory) {
    const enabled = this.tryEnableNotification(mem);
    if (!enabled.ok) return err(enabled.error);
    return this.domain.decide(enabled.value) ? ok(undefined) : this.pop(mem);
  }
}

test('should be proved of a queue that checks what it looks at last', async () => {
  const fixed = firecrackerQueue.implement(
    { name: 'fixed', source: 'models/firecracker' },
    firecrackerFineDevice((domain, fields) => new FixedQueue(domain, fields)),
  );

  const { verdict, failure } = await checkProof(popOrEnableChecks, fixed, DEFAULT_CHECK_OPTIONS);

  expect({ verdict, failure }).toEqual({ verdict: 'proved', failure: null });
});

test('should be proved of a queue behind a transport that refuses to set up what is in use', async () => {
  const device = firecrackerDevice();
  const operations = { ...device.queue.operations, setUp: () => err({ kind: 'QueueReady' }) };
  const guarded = splitDevice.implement(
    { name: 'guarded', source: 'models/firecracker' },
    { ...device, queue: { ...device.queue, operations } },
  );

  const { verdict, failure } = await checkProof(setUpInUseAccesses, guarded, DEFAULT_CHECK_OPTIONS);

  expect({ verdict, failure }).toEqual({ verdict: 'proved', failure: null });
});
