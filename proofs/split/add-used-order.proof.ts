import { proof, type Access, type Bool, type ProofContext, type U64, type Width, type Word } from 'ringproof';
import { splitDevice } from '../../models/split-device.ts';
import { anyQueue, usedElementAddress, usedIdxAddress } from './queue.ts';

/** One word as it was written, and where. */
interface WrittenWord {
  readonly address: U64;
  readonly value: Word<Width>;
}

/** The words of a write, each with its address; none for an access that writes nothing. */
function writtenWords(access: Access): readonly WrittenWord[] {
  if (access.kind === 'store') return [access];
  if (access.kind !== 'write') return [];
  let offset = 0;
  return access.values.map((value) => {
    const word = { address: access.address.add(offset), value };
    offset += value.width / 8;
    return word;
  });
}

/** Whether one of the words is this 32-bit value, at this address. */
function isAmong(p: ProofContext, words: readonly WrittenWord[], address: U64, value: Word<32>): Bool {
  const matches = words.map((word) =>
    word.value.width === value.width ? word.address.eq(address).and(word.value.eq(value)) : false,
  );
  return p.domain.bool(false).or(...matches);
}

/** Whether a written word and the two bytes at an address have no byte in common. */
function apartFrom({ address, value }: WrittenWord, idx: U64): Bool {
  return idx
    .sub(address)
    .ge(value.width / 8)
    .and(address.sub(idx).ge(2));
}

export const addUsedOrder = proof({
  id: 'split/add-used-order',
  title: 'add_used writes id and len before idx, idx once, as one unit, released, and nothing after it',
  requirements: ['split.used.device.must-set-len-before-idx'],
  doesNotProve:
    'what the driver observes: the orderings asked for are, the memory model behind them is not looked at.',
  on: splitDevice,
  body: (p, device) => {
    const { queue, before, memory } = anyQueue(p, device);
    const [head, len] = [p.any.u16('head'), p.any.u32('len')];
    const element = usedElementAddress(before);
    const idx = usedIdxAddress(before);

    const result = queue.addUsed(memory, head, len);

    const writes = memory.log.filter(({ kind }) => kind === 'store' || kind === 'write');
    if (!result.ok) {
      const apart = writes.flatMap(writtenWords).map((word) => apartFrom(word, idx));
      p.assert('a failure publishes nothing', p.domain.bool(true).and(...apart));
      p.cover('a failure after the element was written', writes.length > 0);
      return;
    }
    const last = writes.at(-1);
    const earlier = writes.slice(0, -1).flatMap(writtenWords);
    p.assert('the element has an address', element !== undefined);
    if (element === undefined) return;
    p.assert('the last write is a store of one 16-bit unit', last?.kind === 'store' && last.width === 16);
    if (last?.kind !== 'store') return;
    p.assert('the last write is to idx', last.address.eq(idx));
    p.assert(
      'idx is stored with release or stronger',
      last.ordering === 'release' || last.ordering === 'seq-cst',
    );
    p.assert('id is written before idx', isAmong(p, earlier, element, head.zeroExtend(32)));
    p.assert('len is written before idx', isAmong(p, earlier, element.add(4), len));
    p.assert('idx is written once', p.domain.bool(true).and(...earlier.map((word) => apartFrom(word, idx))));
    p.cover('success');
  },
});
