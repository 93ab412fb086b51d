import type { ObservedMemory } from '../../index.ts';
import { area } from './area.fixture.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

type Units = 'load' | 'store' | 'fence' | 'events' | 'accessible';

/** Accesses as one unit, and the events that they are. */
export const units: Pick<Corpus<ObservedMemory>, Units> = {
  load: [
    proved('byte 1 of a word is the second in memory', (p) => {
      const { m, a } = area(p, 4);
      const loaded = m.load(a, 32, 'relaxed');
      return !loaded.ok || loaded.value.byte(1).eq(m.peek(a, 1));
    }),
    refuted('byte 1 of a word is the third in memory', (p) => {
      const { m, a } = area(p, 4);
      const loaded = m.load(a, 32, 'relaxed');
      return !loaded.ok || loaded.value.byte(1).eq(m.peek(a, 2));
    }),
    proved('of 1 byte it fails only where no memory is', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      const loaded = m.load(a, 8, 'relaxed');
      return (
        loaded.ok ||
        (loaded.error.kind === 'InvalidGuestAddress' && loaded.error.address.eq(a).and(m.contiguous(a).eq(0)))
      );
    }),
    refuted('of 2 bytes it fails only where no memory is', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      const loaded = m.load(a, 16, 'relaxed');
      return loaded.ok || loaded.error.kind === 'InvalidGuestAddress';
    }),
    refuted('of 8 bytes it succeeds where 7 bytes are', (p) => {
      const { m, a } = area(p, 7);
      p.assume(m.accessible(a, 32));
      return m.load(a, 64, 'relaxed').ok;
    }),
    proved('it succeeds where it is accessible', (p) => {
      const { m, a } = area(p, 2);
      p.assume(m.accessible(a, 16));
      return m.load(a, 16, 'relaxed').ok;
    }),
    refuted('of 2 bytes it succeeds where 2 bytes are mapped', (p) => {
      const { m, a } = area(p, 2);
      return m.load(a, 16, 'relaxed').ok;
    }),
  ],
  store: [
    proved('what is stored is there', (p) => {
      const { m, a } = area(p, 2);
      const v = p.any.u16('v');
      return !m.store(a, v, 'relaxed').ok || m.peekWord(a, 16).eq(v);
    }),
    refuted('what is stored is there with its bytes swapped', (p) => {
      const { m, a } = area(p, 2);
      const v = p.any.u16('v');
      return !m.store(a, v, 'relaxed').ok || m.peekWord(a, 16).eq(v.byte(0).concat(v.byte(1)));
    }),
    proved('the byte after it stays', (p) => {
      const { m, a } = area(p, 3);
      const before = m.peek(a, 2);
      m.store(a, p.any.u16('v'), 'relaxed');
      return m.peek(a, 2).eq(before);
    }),
    refuted('its last byte stays', (p) => {
      const { m, a } = area(p, 3);
      const before = m.peek(a, 1);
      m.store(a, p.any.u16('v'), 'relaxed');
      return m.peek(a, 1).eq(before);
    }),
    proved('where it fails nothing changes', (p) => {
      const { m, a } = area(p, 2);
      const before = m.snapshot();
      if (!m.store(a, p.any.u16('v'), 'relaxed').ok) p.assertUnchanged('claim', before, m);
      return true;
    }),
    refuted('it succeeds where 2 bytes are mapped', (p) => {
      const { m, a } = area(p, 2);
      return m.store(a, p.any.u16('v'), 'relaxed').ok;
    }),
  ],
  fence: [
    proved('it is an event with its ordering', (p) => {
      const m = p.memory();
      m.fence('seq-cst');
      const [last] = m.events.all;
      return m.events.all.length === 1 && last?.kind === 'fence' && last.ordering === 'seq-cst';
    }),
    proved('a release fence is one of release', (p) => {
      const m = p.memory();
      m.fence('release');
      const [last] = m.events.all;
      return last?.kind === 'fence' && last.ordering === 'release';
    }),
    refuted('a release fence is one of acquire', (p) => {
      const m = p.memory();
      m.fence('release');
      const [last] = m.events.all;
      return last?.kind === 'fence' && last.ordering === 'acquire';
    }),
    refuted('it is no event', (p) => {
      const m = p.memory();
      m.fence('release');
      return m.events.all.length === 0;
    }),
  ],
  events: [
    proved('they are those of this memory, and the fences of any', (p) => {
      const { m, a } = area(p, 1, 'first');
      const { m: other, a: b } = area(p, 1, 'second');
      other.read(b, [8]);
      m.read(a, [8]);
      other.fence('acquire');
      return m.events.all.map(({ kind, id }) => `${id} ${kind}`).join() === '1 read,2 fence';
    }),
    refuted('those of another memory are among them', (p) => {
      const { m, a } = area(p, 1, 'first');
      m.read(a, [8]);
      return p.memory('second').events.all.length === 1;
    }),
  ],
  accessible: [
    proved('2 bytes are in one region', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return m.accessible(a, 16).implies(m.checkSlice(a, p.domain.u64(2)));
    }),
    refuted('3 bytes are in one region', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return m.accessible(a, 16).implies(m.checkSlice(a, p.domain.u64(3)));
    }),
    proved('so are the next 2 bytes, within the region', (p) => {
      const { m, a } = area(p, 4);
      return m
        .accessible(a, 16)
        .and(m.checkSlice(a, p.domain.u64(4)))
        .implies(m.accessible(a.add(2), 16));
    }),
    refuted('so are the 2 bytes from the next on, within the region', (p) => {
      const { m, a } = area(p, 4);
      return m
        .accessible(a, 16)
        .and(m.checkSlice(a, p.domain.u64(4)))
        .implies(m.accessible(a.add(1), 16));
    }),
    refuted('2 bytes lie at an even address', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return m.accessible(a, 16).implies(a.rem(2).eq(0));
    }),
    proved('1 byte is wherever it is mapped', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return m.accessible(a, 8).iff(m.contiguous(a).ge(1));
    }),
    refuted('1 byte is where 2 are mapped', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return m.accessible(a, 8).iff(m.contiguous(a).ge(2));
    }),
    proved('8 bytes aligned to 8 are also 4', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return m.accessible(a, 64).implies(m.accessible(a, 32));
    }),
    refuted('4 bytes in a region of 8 are also 8', (p) => {
      const { m, a } = area(p, 8);
      return m
        .accessible(a, 32)
        .and(m.checkSlice(a, p.domain.u64(8)))
        .implies(m.accessible(a, 64));
    }),
  ],
};
