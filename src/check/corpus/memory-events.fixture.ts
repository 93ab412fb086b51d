import type { Bool, EventList, MemoryEvents, Point, ProofContext, U64, U8 } from '../../index.ts';
import { area } from './area.fixture.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

/** The last address at which 2 bytes can be mapped. */
const LAST = 2n ** 64n - 3n;

/** Two addresses of 2 accessible bytes each: the same, overlapping or apart. */
function twoWords(p: ProofContext<string>) {
  const [m, a, b] = [p.memory(), p.any.u64('a', { max: LAST }), p.any.u64('b', { max: LAST })];
  p.assume(m.accessible(a, 16).and(m.accessible(b, 16)));
  return { m, a, b };
}

/** Whether two bytes at each of these addresses have one in common. */
function meet(a: U64, b: U64): Bool {
  return a.eq(b).or(a.eq(b.add(1)), b.eq(a.add(1)));
}

export const memoryEvents: Corpus<Omit<MemoryEvents, keyof EventList>> = {
  reads: [
    proved('a load is one of a range exactly where they have a byte in common', (p) => {
      const { m, a, b } = twoWords(p);
      m.load(a, 16, 'relaxed');
      return m.events.reads({ start: b, length: 2 }).exists().iff(meet(a, b));
    }),
    proved('a read is one of a range exactly where they have a byte in common', (p) => {
      const { m, a } = area(p, 2);
      const b = p.any.u64('b', { max: LAST });
      m.read(a, [16]);
      return m.events.reads({ start: b, length: 2 }).exists().iff(meet(a, b));
    }),
    refuted('a read is one of a range exactly where it begins there', (p) => {
      const { m, a } = area(p, 2);
      const b = p.any.u64('b', { max: LAST });
      m.read(a, [16]);
      return m.events.reads({ start: b, length: 2 }).exists().iff(a.eq(b));
    }),
    refuted('a range beyond the last address goes on at 0', (p) => {
      const { m, a } = area(p, 2);
      m.read(a, [16]);
      return m.events
        .reads({ start: p.domain.u64(2n ** 64n - 1n), length: 2 })
        .exists()
        .iff(a.eq(0));
    }),
    refuted('a load at an address of another name is none', (p) => {
      const { m, a, b } = twoWords(p);
      m.load(a, 16, 'relaxed');
      return m.events.reads({ start: b, length: 2 }).isEmpty();
    }),
    refuted('a load at an address of another name is one', (p) => {
      const { m, a, b } = twoWords(p);
      m.load(a, 16, 'relaxed');
      return m.events.reads({ start: b, length: 2 }).exists();
    }),
    proved('a read is one of its last byte', (p) => {
      const { m, a } = area(p, 3);
      m.read(a, [8, 16]);
      return m.events.reads({ start: a.add(2), length: 1 }).exists();
    }),
    refuted('a read is one of the byte after', (p) => {
      const { m, a } = area(p, 4);
      m.read(a, [8, 16]);
      return m.events.reads({ start: a.add(3), length: 1 }).exists();
    }),
    refuted('a read is one of the byte before', (p) => {
      const { m, a } = area(p, 4);
      m.read(a.add(1), [8, 16]);
      return m.events.reads({ start: a, length: 1 }).exists();
    }),
    proved('no read is one of no bytes', (p) => {
      const { m, a } = area(p, 2);
      const length = p.any.u64('length', { max: 1 });
      m.read(a, [16]);
      const isNone = m.events.reads({ start: a.add(1), length }).isEmpty();
      return isNone.iff(length.eq(0)).and(m.events.reads({ start: a, length: 0 }).isEmpty());
    }),
    refuted('a read that is cut is one of bytes that it did not get', (p) => {
      const { m, a } = area(p, 1);
      m.read(a, [16]);
      return m.events.reads({ start: a.add(1), length: 1 }).exists();
    }),
    proved('a read that is cut is one of bytes that it got', (p) => {
      const { m, a } = area(p, 1);
      m.read(a, [16]);
      return m.events.reads({ start: a, length: 1 }).exists();
    }),
    proved('a load that fails is none', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      const loaded = m.load(a, 8, 'relaxed');
      return m.events.reads().exists().iff(loaded.ok);
    }),
    refuted('a load that fails is one', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      m.load(a, 8, 'relaxed');
      return m.events.reads().exists();
    }),
    refuted('one of another memory is one of this', (p) => {
      const { m, a } = area(p, 1, 'first');
      m.read(a, [8]);
      return p.memory('second').events.reads().exists();
    }),
    refuted('a store is one', (p) => {
      const { m, a } = area(p, 1);
      m.store(a, p.any.u8('v'), 'relaxed');
      return m.events.reads().exists();
    }),
    proved('what a transfer copies is one', (p) => {
      const { m, a } = area(p, 2);
      m.transfer({ address: a }, { address: a.add(1) }, p.domain.u64(1));
      const isRead = m.events.reads({ start: a, length: 1 }).exists();
      return isRead.and(m.events.reads({ start: a.add(1), length: 1 }).isEmpty());
    }),
  ],
  writes: [
    proved('a store is one of a range exactly where they have a byte in common', (p) => {
      const { m, a, b } = twoWords(p);
      m.store(a, p.any.u16('v'), 'relaxed');
      return m.events.writes({ start: b, length: 2 }).exists().iff(meet(a, b));
    }),
    refuted('a store at an address of another name is none', (p) => {
      const { m, a, b } = twoWords(p);
      m.store(a, p.any.u16('v'), 'relaxed');
      return m.events.writes({ start: b, length: 2 }).isEmpty();
    }),
    refuted('a store that fails is one', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      m.store(a, p.any.u8('v'), 'relaxed');
      return m.events.writes().exists();
    }),
    refuted('what the other side writes is one', (p) => {
      const { m, a } = area(p, 1);
      m.havoc('other', [{ start: a, length: 1 }]);
      return m.events.writes().exists();
    }),
    refuted('a load is one', (p) => {
      const { m, a } = area(p, 1);
      m.load(a, 8, 'relaxed');
      return m.events.writes().exists();
    }),
    refuted('a write that is cut is one of bytes that it did not change', (p) => {
      const { m, a } = area(p, 1);
      m.write(a, [p.any.u16('v')]);
      return m.events.writes({ start: a.add(1), length: 1 }).exists();
    }),
    proved('what a transfer writes is one', (p) => {
      const { m, a } = area(p, 2);
      m.transfer({ address: a }, { address: a.add(1) }, p.domain.u64(1));
      const isWritten = m.events.writes({ start: a.add(1), length: 1 }).exists();
      return isWritten.and(m.events.writes({ start: a, length: 1 }).isEmpty());
    }),
  ],
  lastLook: [
    proved('it sees what the other side wrote before it', (p) => {
      const { m, a, lastSaw } = looksTwice(p);
      return lastSaw(m.peek(a));
    }),
    refuted('it sees what was there before', (p) => {
      const { first, lastSaw } = looksTwice(p);
      return lastSaw(first);
    }),
    proved('before a point, it is one that came before', (p) => {
      const { first, between, lastSaw } = looksTwice(p);
      return lastSaw(first, between);
    }),
    refuted('before a point, it is the last of all', (p) => {
      const { m, a, between, lastSaw } = looksTwice(p);
      return lastSaw(m.peek(a), between);
    }),
    refuted('the last load is one, wherever it looks', (p) => {
      const { m, a, b } = twoWords(p);
      m.load(a, 16, 'relaxed');
      m.load(b, 16, 'acquire');
      return m.events
        .lastLook({ start: a, length: 2 })
        .forAll((look) => look.kind === 'load' && look.ordering === 'acquire');
    }),
    proved('it is the last load exactly where that looks there', (p) => {
      const { m, a, b } = twoWords(p);
      m.load(a, 16, 'relaxed');
      m.load(b, 16, 'acquire');
      return m.events
        .lastLook({ start: a, length: 2 })
        .forSome((look) => look.kind === 'load' && look.ordering === 'acquire')
        .iff(meet(a, b));
    }),
    proved('there is none of what is not looked at', (p) => {
      const { m, a } = area(p, 2);
      m.load(a, 8, 'relaxed');
      return m.events.lastLook({ start: a.add(1), length: 1 }).isEmpty();
    }),
  ],
};

/** Two looks at a byte, which the other side writes in between. */
function looksTwice(p: ProofContext<string>) {
  const { m, a } = area(p, 1);
  const at = { start: a, length: 1 };
  const first = m.peek(a);
  m.load(a, 8, 'relaxed');
  const between = m.events.now;
  m.havoc('other', [at]);
  m.load(a, 8, 'relaxed');
  /** Whether the last look, before a point or the end, saw a byte. */
  const lastSaw = (byte: U8, until?: Point): Bool =>
    m.events.lastLook(at, until).forSome((look) => look.kind === 'load' && look.value.byte(0).eq(byte));
  return { m, a, first, between, lastSaw };
}
