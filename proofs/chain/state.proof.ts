import { proof } from 'ringproof';
import { splitDevice } from '../../models/split-device.ts';
import { sameDescriptor } from './descriptor.ts';
import { anyWalk, sameWalk, step } from './walk.ts';

export const stateIsAll = proof({
  id: 'chain/state-is-all',
  title:
    'what a walk does next depends on where it stands and on nothing else, so that one step speaks for all',
  requirements: [],
  doesNotProve: 'the same where exactly 2^32 bytes were yielded, which 32 bits do not tell from none.',
  on: splitDevice,
  covers: ['two descriptors'],
  body: (p, device) => {
    const any = anyWalk(p, device);
    const { walk, before, memory } = any;
    const first = step(any);
    if (first === undefined) return;
    p.assume(
      before.bytes
        .zeroExtend(64)
        .add(first.len.zeroExtend(64))
        .lt(2n ** 32n),
    );
    const other = device.walk({ phase: 'reachable', memory, given: walk.state });

    const [yielded, expected] = [step(any), step({ walk: other, memory })];

    p.assert(
      'a new walk from there yields where this one does',
      (yielded === undefined) === (expected === undefined),
    );
    p.assert('both stand at the same place then', sameWalk(walk.state, other.state));
    if (yielded === undefined || expected === undefined) return;
    p.assert('both yield the same', sameDescriptor(yielded, expected));
    p.cover('two descriptors');
  },
});
