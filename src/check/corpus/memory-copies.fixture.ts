import type { Bool, BoolOperand, ObservedMemory } from '../../index.ts';
import { area } from './area.fixture.ts';
import { proved, refuted, type Body, type Corpus } from './statement.fixture.ts';

type Field = readonly [index: 0 | 1 | 2 | 3, offset: number];

/** Reads fields of 8, 4, 2 and 2 bytes, and claims of some of them how far from the first byte they lie. */
const readAt =
  (...fields: readonly Field[]): Body =>
  (p) => {
    const { m, a } = area(p, 16);
    const read = m.read(a, [64, 32, 16, 16]);
    if (!read.ok) return false;
    const { value } = read;
    return all(fields.map(([index, offset]) => m.peekWord(a, value[index].width, offset).eq(value[index])));
  };

/** Writes fields of 8, 4, 2 and 2 bytes, and claims of some of them how far from the first byte they lie. */
const writtenAt =
  (...fields: readonly Field[]): Body =>
  (p) => {
    const { m, a } = area(p, 16);
    const words = [p.any.u64('address'), p.any.u32('length'), p.any.u16('flags'), p.any.u16('next')] as const;
    m.write(a, words);
    return all(fields.map(([index, offset]) => m.peekWord(a, words[index].width, offset).eq(words[index])));
  };

const IN_PLACE: readonly Field[] = [
  [0, 0],
  [1, 8],
  [2, 12],
  [3, 14],
];

function all([first, ...others]: readonly Bool[]): BoolOperand {
  return first?.and(...others) ?? true;
}

export const copies: Pick<Corpus<ObservedMemory>, 'read' | 'write'> = {
  read: [
    proved('fields of 8, 4, 2 and 2 bytes lie at 0, 8, 12 and 14', readAt(...IN_PLACE)),
    refuted('the first lies at 1', readAt([0, 1])),
    refuted('the second lies at 4', readAt([1, 4])),
    refuted('the third lies at 10', readAt([2, 10])),
    refuted('the fourth lies at 13', readAt([3, 13])),
    proved('it fails in the first byte where no memory is', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      const fields = m.read(a, [8, 16]);
      if (fields.ok || fields.error.kind !== 'InvalidGuestAddress') return m.contiguous(a).ge(1);
      return fields.error.address.eq(a).and(m.contiguous(a).eq(0));
    }),
    proved('it fails after the bytes before a hole', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      const fields = m.read(a, [8, 16]);
      if (fields.ok || fields.error.kind !== 'PartialBuffer')
        return m.contiguous(a).eq(0).or(m.contiguous(a).ge(3));
      return fields.error.completed.eq(m.contiguous(a)).and(fields.error.expected === 3);
    }),
    refuted('3 bytes are read where 2 are', (p) => {
      const { m, a } = area(p, 2);
      return m.read(a, [8, 16]).ok;
    }),
    proved('what is read is mapped', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return !m.read(a, [16, 8]).ok || m.checkRange(a, p.domain.u64(3));
    }),
    refuted('what is read is in one region', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return !m.read(a, [16, 8]).ok || m.checkSlice(a, p.domain.u64(3));
    }),
    proved('no bytes are read anywhere', (p) => p.memory().read(p.any.u64('a'), []).ok),
  ],
  write: [
    proved('fields of 8, 4, 2 and 2 bytes lie at 0, 8, 12 and 14', writtenAt(...IN_PLACE)),
    refuted('the first lies at 1', writtenAt([0, 1])),
    refuted('the second lies at 4', writtenAt([1, 4])),
    refuted('the third lies at 10', writtenAt([2, 10])),
    refuted('the fourth lies at 13', writtenAt([3, 13])),
    proved('no bytes are written anywhere', (p) => p.memory().write(p.any.u64('a'), []).ok),
    refuted('1 byte is written anywhere', (p) => p.memory().write(p.any.u64('a'), [p.any.u8('v')]).ok),
    refuted('3 bytes are written where 2 are', (p) => {
      const { m, a } = area(p, 2);
      return m.write(a, [p.any.u8('v'), p.any.u16('w')]).ok;
    }),
    proved('a torn write has done the bytes before a hole', (p) => {
      const { m, a } = area(p, 1);
      const written = m.write(a, [p.any.u8('v'), p.any.u16('w')]);
      if (written.ok) return true;
      if (written.error.kind !== 'PartialBuffer') return false;
      const { completed, expected } = written.error;
      return completed.eq(m.contiguous(a)).and(completed.ge(1), completed.le(2), expected === 3);
    }),
    refuted('a torn write of 3 bytes has done 1', (p) => {
      const { m, a } = area(p, 1);
      const written = m.write(a, [p.any.u8('v'), p.any.u16('w')]);
      return written.ok || (written.error.kind === 'PartialBuffer' && written.error.completed.le(1));
    }),
    refuted('a torn write of 3 bytes has done 2', (p) => {
      const { m, a } = area(p, 1);
      const written = m.write(a, [p.any.u8('v'), p.any.u16('w')]);
      return written.ok || (written.error.kind === 'PartialBuffer' && written.error.completed.ge(2));
    }),
    proved('a torn write has written the byte before the hole', (p) => {
      const { m, a } = area(p, 2);
      const w = p.any.u16('w');
      return m.write(a, [p.any.u8('v'), w]).ok || m.peek(a, 1).eq(w.byte(0));
    }),
    refuted('a torn write has left the byte before the hole', (p) => {
      const { m, a } = area(p, 2);
      const before = m.peek(a, 1);
      return m.write(a, [p.any.u8('v'), p.any.u16('w')]).ok || m.peek(a, 1).eq(before);
    }),
    proved('where no memory is nothing changes', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      const before = m.snapshot();
      const written = m.write(a, [p.any.u8('v'), p.any.u16('w')]);
      if (!written.ok && written.error.kind === 'InvalidGuestAddress') {
        p.assertUnchanged('frame', before, m);
        return written.error.address.eq(a);
      }
      return m.contiguous(a).ge(1);
    }),
    refuted('the byte after a write changes', (p) => {
      const { m, a } = area(p, 3);
      const before = m.peek(a, 2);
      m.write(a, [p.any.u16('w')]);
      return m.peek(a, 2).ne(before);
    }),
  ],
};
