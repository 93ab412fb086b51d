import { err, ok, type GuestMemory } from 'ringproof';
import { expect, test } from 'vitest';
import { firecrackerFineDevice } from '../../models/firecracker/fine-queue-model.ts';
import { firecrackerQueue } from '../../models/firecracker/fine-queue.ts';
import { Queue } from '../../models/firecracker/queue.ts';
import { checkProof } from '../../src/check/check.ts';
import { DEFAULT_CHECK_OPTIONS } from '../../src/proof/options.ts';
import { popOrEnableChecks } from './race.proof.ts';

/** Looks at idx a second time by `pop`, which holds it against the size. */
class MendedQueue extends Queue {
  override popOrEnableNotification(mem: GuestMemory) {
    const enabled = this.tryEnableNotification(mem);
    if (!enabled.ok) return err(enabled.error);
    return this.domain.decide(enabled.value) ? ok(undefined) : this.pop(mem);
  }
}

test('should be proved of a queue that checks what it looks at last', async () => {
  const mended = firecrackerQueue.implement(
    { name: 'mended', source: 'models/firecracker' },
    firecrackerFineDevice((domain, fields) => new MendedQueue(domain, fields)),
  );

  const { verdict, failure } = await checkProof(popOrEnableChecks, mended, DEFAULT_CHECK_OPTIONS);

  expect({ verdict, failure }).toEqual({ verdict: 'proved', failure: null });
});
