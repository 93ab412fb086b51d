import { proof } from 'ringproof';
import { splitDevice } from '../../models/split-device.ts';
import { sameDescriptor } from './descriptor.ts';
import { anyWalk, sameWalk, step } from './walk.ts';

export const stateIsAll = proof({
  id: 'chain/state-is-all',
  title:
    'what a walk does next depends on where it stands and on nothing else, so that one step speaks for all',
  requirements: [],
  doesNotProve: 'anything of a driver that changes the chain meanwhile.',
  on: splitDevice,
  covers: ['two descriptors'],
  body: (p, device) => {
    const any = anyWalk(p, device);
    const { walk, memory } = any;
    if (step(any) === undefined) return;
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
