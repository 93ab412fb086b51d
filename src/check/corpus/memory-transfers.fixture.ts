import type { ObservedMemory } from '../../index.ts';
import { area } from './area.fixture.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

export const transfers: Pick<Corpus<ObservedMemory>, 'transfer'> = {
  transfer: [
    proved('each byte below the length is copied', (p) => {
      const { m: source, a: from } = area(p, 4, 'source');
      const { m: target, a: to } = area(p, 4, 'target');
      source.transfer({ address: from }, { memory: target, address: to }, p.domain.u64(4));
      return target.peekWord(to, 32).eq(source.peekWord(from, 32));
    }),
    refuted('the byte at the length is copied', (p) => {
      const { m: source, a: from } = area(p, 4, 'source');
      const { m: target, a: to } = area(p, 4, 'target');
      source.transfer({ address: from }, { memory: target, address: to }, p.domain.u64(3));
      return target.peek(to, 3).eq(source.peek(from, 3));
    }),
    refuted('the last byte is not copied', (p) => {
      const { m: source, a: from } = area(p, 4, 'source');
      const { m: target, a: to } = area(p, 4, 'target');
      const before = target.peek(to, 3);
      source.transfer({ address: from }, { memory: target, address: to }, p.domain.u64(4));
      return target.peek(to, 3).eq(before);
    }),
    refuted('the first byte is not copied', (p) => {
      const { m: source, a: from } = area(p, 2, 'source');
      const { m: target, a: to } = area(p, 2, 'target');
      const before = target.peek(to);
      source.transfer({ address: from }, { memory: target, address: to }, p.domain.u64(2));
      return target.peek(to).eq(before);
    }),
    proved('the source stays', (p) => {
      const { m: source, a: from } = area(p, 2, 'source');
      const { m: target, a: to } = area(p, 2, 'target');
      const before = source.snapshot();
      source.transfer({ address: from }, { memory: target, address: to }, p.domain.u64(2));
      p.assertUnchanged('source', before, source);
    }),
    proved('bytes that overlap are copied as if by a buffer', (p) => {
      const { m, a } = area(p, 3);
      const before = m.peekWord(a, 16);
      m.transfer({ address: a }, { address: a.add(1) }, p.domain.u64(2));
      return m.peekWord(a, 16, 1).eq(before);
    }),
    refuted('bytes that overlap are copied one after the other', (p) => {
      const { m, a } = area(p, 3);
      const before = m.peek(a);
      m.transfer({ address: a }, { address: a.add(1) }, p.domain.u64(2));
      return m.peek(a, 2).eq(before);
    }),
    proved('it is as long as the shorter of both sides', (p) => {
      const { m: source, a: from } = area(p, 1, 'source');
      const { m: target, a: to } = area(p, 2, 'target');
      const moved = source.transfer({ address: from }, { memory: target, address: to }, p.domain.u64(3));
      const [readable, writable] = [source.contiguous(from), target.contiguous(to)];
      if (moved.ok) return readable.ge(3).and(writable.ge(3));
      if (moved.error.kind !== 'PartialBuffer') return false;
      const { completed } = moved.error;
      return completed
        .le(2)
        .and(
          completed.le(readable),
          completed.le(writable),
          completed.eq(readable).or(completed.eq(writable)),
        );
    }),
    refuted('where one side ends after 1 byte, 2 are copied', (p) => {
      const { m: source, a: from } = area(p, 1, 'source');
      const { m: target, a: to } = area(p, 2, 'target');
      const moved = source.transfer({ address: from }, { memory: target, address: to }, p.domain.u64(3));
      return moved.ok || (moved.error.kind === 'PartialBuffer' && moved.error.completed.ge(2));
    }),
    proved('where a side has no memory its address is the error', (p) => {
      const [source, from] = [p.memory('source'), p.any.u64('from')];
      const { m: target, a: to } = area(p, 1, 'target');
      const moved = source.transfer({ address: from }, { memory: target, address: to }, p.domain.u64(1));
      return (
        moved.ok ||
        (moved.error.kind === 'InvalidGuestAddress' &&
          moved.error.address.eq(from).and(source.contiguous(from).eq(0)))
      );
    }),
    refuted('where the target has no memory the source is the error', (p) => {
      const { m: source, a: from } = area(p, 1, 'source');
      const [target, to] = [p.memory('target'), p.any.u64('to')];
      const moved = source.transfer({ address: from }, { memory: target, address: to }, p.domain.u64(1));
      return moved.ok || (moved.error.kind === 'InvalidGuestAddress' && moved.error.address.eq(from));
    }),
    proved('where neither side has memory the source is the error', (p) => {
      const [m, from, to] = [p.memory(), p.any.u64('from'), p.any.u64('to')];
      const moved = m.transfer({ address: from }, { address: to }, p.domain.u64(1));
      if (moved.ok || moved.error.kind !== 'InvalidGuestAddress') return moved.ok;
      return m.contiguous(from).ge(1).or(moved.error.address.eq(from));
    }),
    refuted('where neither side has memory the target is the error', (p) => {
      const [m, from, to] = [p.memory(), p.any.u64('from'), p.any.u64('to')];
      const moved = m.transfer({ address: from }, { address: to }, p.domain.u64(1));
      if (moved.ok || moved.error.kind !== 'InvalidGuestAddress') return moved.ok;
      return m.contiguous(from).ge(1).or(moved.error.address.eq(to));
    }),
    proved(
      'no byte is copied anywhere',
      (p) =>
        p.memory().transfer({ address: p.any.u64('a') }, { address: p.any.u64('b') }, p.domain.u64(0)).ok,
    ),
    refuted(
      '1 byte is copied anywhere',
      (p) =>
        p.memory().transfer({ address: p.any.u64('a') }, { address: p.any.u64('b') }, p.domain.u64(1)).ok,
    ),
    proved('it is an event of both memories', (p) => {
      const { m: source, a: from } = area(p, 2, 'source');
      const { m: target, a: to } = area(p, 2, 'target');
      source.transfer({ address: from }, { memory: target, address: to }, p.domain.u64(2));
      const [[read], [written]] = [source.events.all, target.events.all];
      if (read?.kind !== 'read' || written?.kind !== 'write') return false;
      return read.address.eq(from).and(written.address.eq(to), read.completed.eq(2), written.completed.eq(2));
    }),
    refuted('it is a write of the source', (p) => {
      const { m: source, a: from } = area(p, 2, 'source');
      const { m: target, a: to } = area(p, 2, 'target');
      source.transfer({ address: from }, { memory: target, address: to }, p.domain.u64(2));
      return source.events.all[0]?.kind === 'write';
    }),
  ],
};
