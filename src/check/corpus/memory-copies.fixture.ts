import type { ObservedMemory } from '../../index.ts';
import { area } from './area.fixture.ts';
import { proved, refuted, type Body, type Corpus } from './statement.fixture.ts';

/** Where fields of 8, 4, 2 and 2 bytes are read from, one after the other. */
const readAt =
  (...offsets: readonly [number, number, number, number]): Body =>
  (p) => {
    const { m, a } = area(p, 16);
    const fields = m.read(a, [64, 32, 16, 16]);
    if (!fields.ok) return false;
    const [address, length, flags, next] = fields.value;
    const [first, second, third, fourth] = offsets;
    return m
      .peekWord(a, 64, first)
      .eq(address)
      .and(
        m.peekWord(a, 32, second).eq(length),
        m.peekWord(a, 16, third).eq(flags),
        m.peekWord(a, 16, fourth).eq(next),
      );
  };

/** Where fields of 8, 4, 2 and 2 bytes are written to, one after the other. */
const writtenAt =
  (...offsets: readonly [number, number, number, number]): Body =>
  (p) => {
    const { m, a } = area(p, 16);
    const [address, length] = [p.any.u64('address'), p.any.u32('length')];
    const [flags, next] = [p.any.u16('flags'), p.any.u16('next')];
    m.write(a, [address, length, flags, next]);
    const [first, second, third, fourth] = offsets;
    return m
      .peekWord(a, 64, first)
      .eq(address)
      .and(
        m.peekWord(a, 32, second).eq(length),
        m.peekWord(a, 16, third).eq(flags),
        m.peekWord(a, 16, fourth).eq(next),
      );
  };

export const copies: Pick<Corpus<ObservedMemory>, 'read' | 'write'> = {
  read: [
    proved('fields of 8, 4, 2 and 2 bytes lie at 0, 8, 12 and 14', readAt(0, 8, 12, 14)),
    refuted('the first lies at 1', readAt(1, 8, 12, 14)),
    refuted('the second lies at 4', readAt(0, 4, 12, 14)),
    refuted('the third lies at 10', readAt(0, 8, 10, 14)),
    refuted('the fourth lies at 13', readAt(0, 8, 12, 13)),
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
    proved('no bytes are read anywhere', (p) => p.memory().read(p.any.u64('a'), []).ok),
  ],
  write: [
    proved('fields of 8, 4, 2 and 2 bytes lie at 0, 8, 12 and 14', writtenAt(0, 8, 12, 14)),
    refuted('the first lies at 1', writtenAt(1, 8, 12, 14)),
    refuted('the second lies at 4', writtenAt(0, 4, 12, 14)),
    refuted('the third lies at 10', writtenAt(0, 8, 10, 14)),
    refuted('the fourth lies at 13', writtenAt(0, 8, 12, 13)),
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
