import type { ObservedMemory } from '../../index.ts';
import { area } from './area.fixture.ts';
import { proved, refuted, rejected, type Corpus } from './statement.fixture.ts';

type Contents = 'peek' | 'peekWord' | 'havoc' | 'snapshot';

export const contents: Pick<Corpus<ObservedMemory>, Contents> = {
  peek: [
    proved('1 after an address is the next address', (p) => {
      const { m, a } = area(p, 3);
      return m.peek(a, 1).eq(m.peek(a.add(1)));
    }),
    refuted('1 after an address is the one after the next', (p) => {
      const { m, a } = area(p, 3);
      return m.peek(a, 1).eq(m.peek(a.add(2)));
    }),
    refuted('0 and 1 after an address are the same', (p) => {
      const { m, a } = area(p, 3);
      return m.peek(a).eq(m.peek(a, 1));
    }),
    rejected('1 before an address', (p) => {
      const { m, a } = area(p, 3);
      return m.peek(a, -1).eq(0);
    }),
  ],
  peekWord: [
    proved('the lowest byte is first', (p) => {
      const { m, a } = area(p, 4);
      return m.peekWord(a, 16, 1).eq(m.peek(a, 2).concat(m.peek(a, 1)));
    }),
    refuted('the highest byte is first', (p) => {
      const { m, a } = area(p, 4);
      return m.peekWord(a, 16, 1).eq(m.peek(a, 1).concat(m.peek(a, 2)));
    }),
    refuted('a word begins one byte later', (p) => {
      const { m, a } = area(p, 4);
      return m.peekWord(a, 16, 1).eq(m.peek(a, 3).concat(m.peek(a, 2)));
    }),
    proved('8 bytes are two words of 4, the low one first', (p) => {
      const { m, a } = area(p, 8);
      return m.peekWord(a, 64).eq(m.peekWord(a, 32, 4).concat(m.peekWord(a, 32)));
    }),
    refuted('8 bytes are two words of 4 that begin 2 apart', (p) => {
      const { m, a } = area(p, 8);
      return m.peekWord(a, 64).eq(m.peekWord(a, 32, 2).concat(m.peekWord(a, 32)));
    }),
    proved('a word of 4 bytes over written ones of 1, 2 and 1', (p) => {
      const { m, a } = area(p, 4);
      const [x, y, z] = [p.any.u8('x'), p.any.u16('y'), p.any.u8('z')];
      m.write(a, [x, y, z]);
      return m.peekWord(a, 32).eq(z.concat(y.byte(1)).concat(y.byte(0).concat(x)));
    }),
    refuted('a word of 4 bytes over written ones of 1, 2 and 1, of which the second is cut', (p) => {
      const { m, a } = area(p, 4);
      const [x, y, z] = [p.any.u8('x'), p.any.u16('y'), p.any.u8('z')];
      m.write(a, [x, y, z]);
      return m.peekWord(a, 32).eq(z.concat(y.byte(0)).concat(y.byte(0).concat(x)));
    }),
  ],
  havoc: [
    refuted('the first byte of its range stays', (p) => {
      const { m, a } = area(p, 4);
      const before = m.peek(a, 1);
      m.havoc('other', [{ start: a.add(1), length: 2 }]);
      return m.peek(a, 1).eq(before);
    }),
    refuted('the last byte of its range stays', (p) => {
      const { m, a } = area(p, 4);
      const before = m.peek(a, 2);
      m.havoc('other', [{ start: a.add(1), length: 2 }]);
      return m.peek(a, 2).eq(before);
    }),
    proved('the bytes around its range stay', (p) => {
      const { m, a } = area(p, 4);
      const [first, last] = [m.peek(a), m.peek(a, 3)];
      m.havoc('other', [{ start: a.add(1), length: 2 }]);
      return m.peek(a).eq(first).and(m.peek(a, 3).eq(last));
    }),
    proved('a range of a word as its length ends with it', (p) => {
      const { m, a } = area(p, 4);
      const [n, last] = [p.any.u64('n', { max: 3 }), m.peek(a, 3)];
      m.havoc('other', [{ start: a, length: n }]);
      return m.peek(a, 3).eq(last);
    }),
    refuted('a range of a word as its length ends one byte before it', (p) => {
      const { m, a } = area(p, 4);
      const [n, last] = [p.any.u64('n', { max: 4 }), m.peek(a, 3)];
      m.havoc('other', [{ start: a, length: n }]);
      return m.peek(a, 3).eq(last);
    }),
    refuted('the second of two ranges stays', (p) => {
      const { m, a } = area(p, 4);
      const before = m.peek(a, 3);
      m.havoc('other', [
        { start: a, length: 1 },
        { start: a.add(3), length: 1 },
      ]);
      return m.peek(a, 3).eq(before);
    }),
    refuted('what is written twice is the same', (p) => {
      const { m, a } = area(p, 1);
      m.havoc('once', [{ start: a, length: 1 }]);
      const before = m.peek(a);
      m.havoc('again', [{ start: a, length: 1 }]);
      return m.peek(a).eq(before);
    }),
    rejected('two writes with one name', (p) => {
      const { m, a } = area(p, 1);
      m.havoc('other', [{ start: a, length: 1 }]);
      m.havoc('other', [{ start: a, length: 1 }]);
      return true;
    }),
  ],
  snapshot: [
    proved('it stays when the memory is written', (p) => {
      const { m, a } = area(p, 2);
      const [before, taken] = [m.peek(a, 1), m.snapshot()];
      m.write(a, [p.any.u16('v')]);
      return taken.peek(a, 1).eq(before);
    }),
    refuted('it changes when the memory is written', (p) => {
      const { m, a } = area(p, 2);
      const taken = m.snapshot();
      m.write(a, [p.any.u16('v')]);
      return taken.peek(a, 1).eq(m.peek(a, 1));
    }),
    proved('one taken later has what was written', (p) => {
      const { m, a } = area(p, 3);
      const v = p.any.u16('v');
      m.write(a, [v]);
      return m.snapshot().peekWord(a, 16).eq(v);
    }),
    refuted('one taken later has it one byte further', (p) => {
      const { m, a } = area(p, 3);
      const v = p.any.u16('v');
      m.write(a, [v]);
      return m.snapshot().peekWord(a, 16, 1).eq(v);
    }),
    proved('it stays when the other side writes', (p) => {
      const { m, a } = area(p, 1);
      const [before, taken] = [m.peek(a), m.snapshot()];
      m.havoc('other', [{ start: a, length: 1 }]);
      return taken.peek(a).eq(before);
    }),
    refuted('one taken after the other side wrote has the old byte', (p) => {
      const { m, a } = area(p, 1);
      const before = m.peek(a);
      m.havoc('other', [{ start: a, length: 1 }]);
      return m.snapshot().peek(a).eq(before);
    }),
  ],
};
