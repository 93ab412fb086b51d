import type { EventList } from '../../index.ts';
import { area } from './area.fixture.ts';
import { orders } from './event-order.fixture.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

/** The event list: what is in it. What it says of order has a file of its own. */
export const eventList: Corpus<EventList> = {
  all: [
    proved('accesses are in it, oldest first', (p) => {
      const { m, a } = area(p, 8);
      const v = p.any.u16('v');
      p.assume(m.accessible(a, 16));
      m.store(a, v, 'release');
      m.load(a, 16, 'acquire');
      const [first, second, third] = p.events.all;
      if (first?.kind !== 'store' || second?.kind !== 'load' || third !== undefined) return false;
      if (first.ordering !== 'release' || second.ordering !== 'acquire') return false;
      if (first.width !== 16 || second.width !== 16 || second.value === null) return false;
      return first.address.eq(a).and(second.address.eq(a), second.value.eq(first.value), second.value.eq(v));
    }),
    refuted('the last access is first', (p) => {
      const { m, a } = area(p, 8);
      m.write(a, [p.any.u16('v')]);
      m.read(a, [16]);
      return p.events.all[0]?.kind === 'read';
    }),
    proved('copies are in it with the bytes that are done', (p) => {
      const { m, a } = area(p, 3);
      m.write(a, [p.any.u8('v'), p.any.u16('w')]);
      m.read(a, [16]);
      const [first, second] = p.events.all;
      if (first?.kind !== 'write' || second?.kind !== 'read') return false;
      return first.completed
        .eq(3)
        .and(second.completed.eq(2), first.values.length === 2, second.values.length === 1);
    }),
    refuted('a copy of 3 bytes is in it with 2', (p) => {
      const { m, a } = area(p, 3);
      m.write(a, [p.any.u8('v'), p.any.u16('w')]);
      const [first] = p.events.all;
      return first?.kind === 'write' && first.completed.eq(2);
    }),
    proved('a copy that is cut is in it with what was asked for, what is done, and why', (p) => {
      const { m, a } = area(p, 1);
      const copied = m.write(a, [p.any.u32('v')]);
      const [first] = p.events.all;
      if (first?.kind !== 'write') return false;
      const is = copied.ok ? first.completed.eq(4) : first.completed.lt(4).and(first.completed.ge(1));
      return is.and(first.length.eq(4), copied.ok || first.failure?.kind === 'PartialBuffer');
    }),
    refuted('a copy that is cut is in it as if it were whole', (p) => {
      const { m, a } = area(p, 1);
      m.write(a, [p.any.u32('v')]);
      const [first] = p.events.all;
      return first?.kind === 'write' && first.completed.eq(4);
    }),
    proved('a load that fails is in it, and why', (p) => {
      const [m, a] = [p.memory(), p.any.u64('a')];
      const loaded = m.load(a, 8, 'relaxed');
      const [first, second] = p.events.all;
      if (first?.kind !== 'load' || second !== undefined) return false;
      return loaded.ok ? first.failure === null : first.failure?.kind === loaded.error.kind;
    }),
    refuted('a load that fails is in it as one that did not', (p) => {
      p.memory().load(p.any.u64('a'), 8, 'relaxed');
      const [first] = p.events.all;
      return first?.kind === 'load' && first.failure === null;
    }),
    refuted('a load that fails is not in it', (p) => {
      const loaded = p.memory().load(p.any.u64('a'), 8, 'relaxed');
      return loaded.ok || p.events.all.length === 0;
    }),
    proved('what the other side writes is in it, as the other side’s', (p) => {
      const { m, a } = area(p, 2);
      m.havoc('other', [{ start: a, length: 2 }]);
      const [first] = p.events.all;
      return first?.kind === 'other-side' && first.side === 'driver' && first.name === 'other';
    }),
    refuted('what the other side writes is in it as this side’s', (p) => {
      const { m, a } = area(p, 2);
      m.havoc('other', [{ start: a, length: 2 }]);
      return p.events.all[0]?.side === 'device';
    }),
    proved('looking at memory is not in it', (p) => {
      const { m, a } = area(p, 2);
      m.peekWord(a, 16);
      m.snapshot().peek(a);
      m.accessible(a, 16);
      return p.events.all.length === 0;
    }),
    refuted('what happens later is in it', (p) => {
      const events = p.events.all;
      p.memory().fence('release');
      return events.length === 1;
    }),
  ],
  words: [
    proved('each word of a copy has the address after the one before', (p) => {
      const { m, a } = area(p, 3);
      const [v, w] = [p.any.u8('v'), p.any.u16('w')];
      m.write(a, [v, w]);
      const [first, second, third] = p.events.all.flatMap((event) => p.events.words(event));
      if (first === undefined || second === undefined || third !== undefined) return false;
      return first.address.eq(a).and(second.address.eq(a.add(1)), first.value.width === 8);
    }),
    refuted('the second word of a copy has the address of the first', (p) => {
      const { m, a } = area(p, 3);
      m.write(a, [p.any.u8('v'), p.any.u16('w')]);
      const [, second] = p.events.all.flatMap((event) => p.events.words(event));
      return second?.address.eq(a) ?? true;
    }),
    proved('a word of a copy is done where the last of its bytes is mapped', (p) => {
      const { m, a } = area(p, 1);
      m.write(a, [p.any.u8('v'), p.any.u16('w')]);
      const [, second] = p.events.all.flatMap((event) => p.events.words(event));
      return second === undefined ? false : m.contiguous(a).ge(3).iff(second.isDone);
    }),
    refuted('a word of a copy is done where the first of its bytes is mapped', (p) => {
      const { m, a } = area(p, 2);
      m.write(a, [p.any.u8('v'), p.any.u16('w')]);
      const [, second] = p.events.all.flatMap((event) => p.events.words(event));
      return second?.isDone ?? true;
    }),
    proved('a store that fails has none', (p) => {
      const stored = p.memory().store(p.any.u64('a'), p.any.u8('v'), 'relaxed');
      const words = p.events.all.flatMap((event) => p.events.words(event));
      return words.length === (stored.ok ? 1 : 0);
    }),
    refuted('a store has one, also where it fails', (p) => {
      p.memory().store(p.any.u64('a'), p.any.u8('v'), 'relaxed');
      return p.events.all.flatMap((event) => p.events.words(event)).length === 1;
    }),
  ],
  ...orders,
};
