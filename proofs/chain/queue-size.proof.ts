import { proof, type U32 } from 'ringproof';
import { splitDevice, type WalkState } from 'ringproof/virtio/split';
import { anyWalk, step } from './walk.ts';

/**
 * "A driver MUST NOT create a descriptor chain longer than the Queue Size of the device" (2.7.5.3.1), and a device MAY limit
 * chains (2.7.4.1). Neither makes following a longer one a device's fault, so this is a promise; one that does follow it walks
 * as far as a misbehaving driver likes, up to 65535 descriptors for one entry.
 */
export const withinQueueSize = proof({
  id: 'chain/within-queue-size',
  title: 'a walk yields no more descriptors than the queue has entries, those of an indirect table included',
  requirements: ['split.indirect.driver.must-not-exceed-queue-size'],
  doesNotProve:
    'that a longer chain is reported: where the walk counts what may come, chain/reports-loop does.',
  on: splitDevice.with('walk'),
  covers: ['a descriptor', 'the last descriptor that may come'],
  body: (p, device) => {
    const any = anyWalk(p, device);
    const { walk, before } = any;
    // Initially no more than the queue has: see chain/initial.
    const toCome = ({ left, remaining }: WalkState): U32 => (left ?? remaining).zeroExtend(32);

    const yielded = step(any);

    const one = yielded === undefined ? 0 : 1;
    p.assert(
      'what may still come falls with every descriptor, and never grows',
      toCome(walk.state).add(one).le(toCome(before)),
      { requirement: 'split.indirect.driver.must-not-exceed-queue-size', kind: 'promise' },
    );
    p.cover('a descriptor', yielded !== undefined);
    p.cover('the last descriptor that may come', yielded === undefined ? false : before.remaining.eq(1));
  },
});
