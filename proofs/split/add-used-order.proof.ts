import { proof } from 'ringproof';
import { splitDevice } from '../../models/split-device.ts';
import { apartFrom, isAmong, isReleased, isWrite, words } from './accesses.ts';
import { activeQueue, usedElementAddress, usedIdxAddress } from './queue.ts';

export const addUsedOrder = proof({
  id: 'split/add-used-order',
  title: 'add_used writes id and len before idx, idx once, as one unit, released, and nothing after it',
  requirements: ['split.used.device.must-set-len-before-idx'],
  doesNotProve:
    'what the driver observes: the orderings asked for are, the memory model behind them is not looked at.',
  harnesses: ['rust-vmm verify_add_used', 'firecracker verify_add_used'],
  on: splitDevice,
  covers: ['a failure', 'success'],
  body: (p, device) => {
    const { queue, before, memory } = activeQueue(p, device);
    const [head, len] = [p.any.u16('head'), p.any.u32('len')];
    const element = usedElementAddress(before);
    const idx = usedIdxAddress(before);

    const result = queue.addUsed(memory, head, len);

    const { log } = memory;
    const writes = log.filter(isWrite);
    if (!result.ok) {
      const apart = writes.flatMap(words).map((word) => apartFrom(word, idx, 2));
      p.assert('a failure publishes nothing', p.domain.bool(true).and(...apart));
      p.cover('a failure');
      return;
    }
    p.assert('the element has an address', element !== undefined);
    const [last] = writes.slice(-1);
    const [stored, ...more] = last === undefined ? [] : words(last);
    const isOneUnit = stored?.value.width === 16 && more.length === 0;
    p.assert('the last write is one 16-bit unit', isOneUnit);
    if (element === undefined || last === undefined || stored === undefined) return;
    const beforeLast = writes.slice(0, -1);
    const [lastOfElement] = beforeLast.slice(-1);
    const earlier = beforeLast.flatMap(words);
    p.assert('the last write is to idx', stored.address.eq(idx));
    const since = lastOfElement === undefined ? 0 : log.indexOf(lastOfElement) + 1;
    p.assert('idx is written with release, or after a release fence', isReleased(log, last, since));
    p.assert('id is written before idx', isAmong(p.domain, earlier, element, head.zeroExtend(32)), {
      requirement: 'split.used.device.must-set-len-before-idx',
    });
    p.assert('len is written before idx', isAmong(p.domain, earlier, element.add(4), len), {
      requirement: 'split.used.device.must-set-len-before-idx',
    });
    const apart = earlier.map((word) => apartFrom(word, idx, 2));
    p.assert('idx is written once', p.domain.bool(true).and(...apart));
    p.cover('success');
  },
});
