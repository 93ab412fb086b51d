import { proof } from 'ringproof';
import { splitDevice } from 'ringproof/virtio/split';
import { anyWalk, bytesSoFar, step } from './walk.ts';

/** Most bytes that a chain may have (2.7.5.2). */
const MOST_BYTES = 2n ** 32n;

export const sums = proof({
  id: 'chain/sums',
  title:
    'bytes is the exact sum of the lengths yielded, at most 2^32; as a word of 32 bits it shows that most as 0',
  requirements: [],
  doesNotProve: 'that what follows 2^32 bytes is refused: see chain/sums-on.',
  on: splitDevice.with('walk', 'sumsLengths'),
  covers: ['an end', 'a sum of 2^32 - 1', 'an empty descriptor'],
  body: (p, device) => {
    const any = anyWalk(p, device);
    const { walk, before } = any;

    const yielded = step(any);

    const { bytes } = walk.state;
    if (yielded === undefined) {
      p.assert('what yields nothing adds nothing', bytes.eq(before.bytes));
      p.cover('an end');
      return;
    }
    const exact = bytesSoFar(p.domain, before).add(yielded.len.zeroExtend(64));
    p.assert('no more than 2^32 bytes are yielded', exact.le(MOST_BYTES));
    p.assert('bytes is the sum', bytes.eq(exact.truncate(32)));
    p.cover('a sum of 2^32 - 1', exact.eq(MOST_BYTES - 1n).and(yielded.len.ne(0), before.bytes.ne(0)));
    p.cover('an empty descriptor', yielded.len.eq(0));
  },
});

export const sumsOn = proof({
  id: 'chain/sums-on',
  title:
    'two steps never yield more than leaves the sum of all lengths at 2^32, also where bytes shows that as 0',
  requirements: [],
  doesNotProve:
    'the same of a non-empty descriptor that follows upon 2^32 bytes and then empty ones, where bytes is 0 besides.',
  on: splitDevice.with('walk', 'sumsLengths'),
  covers: ['a sum of 2^32 - 1'],
  body: (p, device) => {
    const { walk, before, memory } = anyWalk(p, device);
    const first = step({ walk, memory });
    if (first === undefined) return;

    const second = step({ walk, memory });

    if (second === undefined) return;
    const exact = bytesSoFar(p.domain, before).add(first.len.zeroExtend(64)).add(second.len.zeroExtend(64));
    p.assert('no more than 2^32 bytes are yielded', exact.le(MOST_BYTES));
    p.cover('a sum of 2^32 - 1', exact.eq(MOST_BYTES - 1n));
  },
});
