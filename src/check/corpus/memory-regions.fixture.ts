import type { ObservedMemory } from '../../index.ts';
import { area } from './area.fixture.ts';
import { proved, refuted, slow, type Corpus } from './statement.fixture.ts';

export const regions: Pick<
  Corpus<ObservedMemory>,
  'checkRange' | 'checkSlice' | 'contiguous' | 'regionBefore' | 'regionAfter'
> = {
  checkRange: [
    proved('up to the next hole all is mapped, and no further', (p) => {
      const [m, a, n] = [p.memory(), p.any.u64('a'), p.any.u64('n')];
      return m.checkRange(a, n).iff(n.le(m.contiguous(a)));
    }),
    refuted('the next hole is mapped', (p) => {
      const [m, a, n] = [p.memory(), p.any.u64('a'), p.any.u64('n')];
      return m.checkRange(a, n).iff(n.sub(1).le(m.contiguous(a)));
    }),
    refuted('the byte before the next hole is not mapped', (p) => {
      const [m, a, n] = [p.memory(), p.any.u64('a'), p.any.u64('n')];
      return m.checkRange(a, n).iff(n.lt(m.contiguous(a)));
    }),
    proved('length 0 is mapped anywhere', (p) => p.memory().checkRange(p.any.u64('a'), p.domain.u64(0))),
    refuted('length 1 is mapped anywhere', (p) => p.memory().checkRange(p.any.u64('a'), p.domain.u64(1))),
    proved('the last address is not mapped', (p) =>
      p
        .memory()
        .checkRange(p.any.u64('a', { min: 2n ** 64n - 1n }), p.domain.u64(1))
        .not(),
    ),
    refuted('the last address but one is not mapped', (p) =>
      p
        .memory()
        .checkRange(p.any.u64('a', { min: 2n ** 64n - 2n }), p.domain.u64(1))
        .not(),
    ),
  ],
  checkSlice: [
    proved(
      'a slice is mapped',
      (p) => {
        const [m, a, n] = [p.memory(), p.any.u64('a'), p.any.u64('n')];
        return m.checkSlice(a, n).implies(m.checkRange(a, n));
      },
      slow,
    ),
    refuted('what is mapped is a slice', (p) => {
      const [m, a, n] = [p.memory(), p.any.u64('a'), p.any.u64('n')];
      return m.checkRange(a, n).implies(m.checkSlice(a, n));
    }),
    refuted('2 mapped bytes are a slice', (p) => {
      const { m, a } = area(p, 2);
      return m.checkSlice(a, p.domain.u64(2));
    }),
    proved('1 mapped byte is a slice', (p) => {
      const { m, a } = area(p, 1);
      return m.checkSlice(a, p.domain.u64(1));
    }),
    proved('where no memory is there is none, not even of length 0', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return m.checkSlice(a, p.domain.u64(0)).iff(m.contiguous(a).ge(1));
    }),
    refuted('there is one of length 0 anywhere', (p) =>
      p.memory().checkSlice(p.any.u64('a'), p.domain.u64(0)),
    ),
    proved('without its last byte it is one', (p) => {
      const [m, a, n] = [p.memory(), p.any.u64('a'), p.any.u64('n', { min: 1 })];
      return m.checkSlice(a, n).implies(m.checkSlice(a, n.sub(1)));
    }),
    refuted('with one more byte it is one', (p) => {
      const [m, a, n] = [p.memory(), p.any.u64('a'), p.any.u64('n', { max: 4 })];
      return m.checkSlice(a, n).implies(m.checkSlice(a, n.add(1)));
    }),
  ],
  contiguous: [
    proved('it is 1 less at the next address', (p) => {
      const { m, a } = area(p, 1);
      return m
        .contiguous(a)
        .sub(1)
        .eq(m.contiguous(a.add(1)));
    }),
    refuted('it is the same at the next address', (p) => {
      const { m, a } = area(p, 1);
      return m.contiguous(a).eq(m.contiguous(a.add(1)));
    }),
    proved('with 3 mapped bytes it is at least 3', (p) => {
      const { m, a } = area(p, 3);
      return m.contiguous(a).ge(3);
    }),
    refuted('with 3 mapped bytes it is at least 4', (p) => {
      const { m, a } = area(p, 3);
      return m.contiguous(a).ge(4);
    }),
    refuted('with 3 mapped bytes it is at most 3', (p) => {
      const { m, a } = area(p, 3);
      return m.contiguous(a).le(3);
    }),
    proved('it is 0 where no memory is', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return m.load(a, 8, 'relaxed').ok || m.contiguous(a).eq(0);
    }),
    refuted('it is 1 where no memory is', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return m.load(a, 8, 'relaxed').ok || m.contiguous(a).eq(1);
    }),
  ],
  regionBefore: [
    proved(
      'it is 1 more at the next address of the region',
      (p) => {
        const [m, a] = [p.memory(), p.any.u64('a')];
        const next = m.regionBefore(a.add(1));
        return m.checkSlice(a, p.domain.u64(2)).implies(next.eq(m.regionBefore(a).add(1)));
      },
      slow,
    ),
    refuted('it is 1 more at the next address', (p) => {
      const { m, a } = area(p, 2);
      return m.regionBefore(a.add(1)).eq(m.regionBefore(a).add(1));
    }),
    refuted('it is 0', (p) => p.memory().regionBefore(p.any.u64('a')).eq(0)),
    proved('it is 0 where no memory is', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return m.checkSlice(a, p.domain.u64(0)).or(m.regionBefore(a).eq(0));
    }),
    proved('it is no more than the address', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return m.regionBefore(a).le(a);
    }),
  ],
  regionAfter: [
    proved('up to the end of the region is a slice', (p) => {
      const [m, a, n] = [p.memory(), p.any.u64('a'), p.any.u64('n', { min: 1 })];
      return m.checkSlice(a, n).iff(n.le(m.regionAfter(a)));
    }),
    refuted('a slice goes on after the end of the region', (p) => {
      const [m, a, n] = [p.memory(), p.any.u64('a'), p.any.u64('n', { min: 1 })];
      return m.checkSlice(a, n).iff(n.sub(1).le(m.regionAfter(a)));
    }),
    refuted('the last byte of the region is in no slice', (p) => {
      const [m, a, n] = [p.memory(), p.any.u64('a'), p.any.u64('n', { min: 1 })];
      return m.checkSlice(a, n).iff(n.lt(m.regionAfter(a)));
    }),
    proved('it is 0 where no memory is', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      return m.checkSlice(a, p.domain.u64(0)).iff(m.regionAfter(a).ge(1));
    }),
    proved('the size of a region fits a word', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      const after = m.regionAfter(a);
      return after.add(m.regionBefore(a)).ge(after);
    }),
  ],
};
