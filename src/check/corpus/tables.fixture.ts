import { asEntries } from '../../domain/table-bytes.ts';
import { u16, type ProofContext, type Table } from '../../index.ts';
import { hostOf } from '../../proof/run-host.ts';
import { table } from '../../proof/state-schema.ts';
import { inCall } from './in-call.fixture.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

/** A table of 200 entries of any values. */
function anyTable(p: ProofContext<string>, name = 'table'): Table<16> {
  return asEntries(hostOf(p).stateTable(`some.${name}`, table(u16(), 200)), 16, 200);
}

/** An index of it. */
const indexOf = (p: ProofContext<string>, name = 'i') => p.any.u16(name, { max: 199 });

export const tables: Corpus<Table<16>> = {
  width: [
    proved('it is the width of an entry', (p) => {
      const { width } = anyTable(p);
      return anyTable(p, 'other')
        .peek(0)
        .le(2 ** width - 1);
    }),
    refuted('it is in bytes', (p) => {
      const { width } = anyTable(p);
      return anyTable(p, 'other')
        .peek(0)
        .lt(2 ** (width / 2));
    }),
  ],
  length: [
    proved('it has the length that it was given', (p) => anyTable(p).length.eq(200)),
    refuted('it has one entry more', (p) => anyTable(p).length.eq(201)),
  ],
  get: [
    proved('one index has one entry', (p) => {
      const [made, i, j] = [anyTable(p), indexOf(p), indexOf(p, 'j')];
      return i.eq(j).implies(made.get(i).eq(made.get(j)));
    }),
    refuted('two indices have one entry', (p) => anyTable(p).get(3).eq(anyTable(p, 'other').get(4))),
    refuted('an entry has one byte', (p) => anyTable(p).get(indexOf(p)).lt(256)),
    refuted('entries share a byte', (p) => {
      const made = anyTable(p);
      return made.get(3).shr(8).eq(made.get(4).and(255));
    }),
    proved('the last entry is within bounds', (p) =>
      inCall(p, () => anyTable(p).get(199).eq(anyTable(p, 'other').get(199)).or(true)),
    ),
    refuted(
      'an index of 200 is within bounds',
      (p) => {
        const made = anyTable(p);
        const i = p.any.u16('i', { max: 200 });
        return inCall(p, () => made.get(i)).ge(0);
      },
      { breaks: ['the host does not trap: index out of bounds, run'] },
    ),
  ],
  set: [
    proved('what was set is there, and nothing else changed', (p) => {
      const [made, i, j, x] = [anyTable(p), indexOf(p), indexOf(p, 'j'), p.any.u16('x')];
      const after = made.set(i, x).get(j);
      return p.domain.decide(i.eq(j)) ? after.eq(x) : after.eq(made.get(j));
    }),
    refuted('the entry beside it is set, too', (p) => {
      const [made, x] = [anyTable(p), p.any.u16('x')];
      return made.set(5, x).get(6).eq(x);
    }),
    refuted('half of the entry is set', (p) => {
      const [made, x] = [anyTable(p), p.any.u16('x')];
      return made.set(5, x).get(5).shr(8).eq(made.get(5).shr(8));
    }),
    proved('the table that it is set in stays as it is', (p) => {
      const [made, i] = [anyTable(p), indexOf(p)];
      const before = made.get(i);
      made.set(i, 7);
      return made.get(i).eq(before);
    }),
  ],
  peek: [
    proved('it is the entry', (p) => {
      const [made, i] = [anyTable(p), indexOf(p)];
      return made.peek(i).eq(made.get(i));
    }),
    refuted('it is the entry after', (p) => {
      const made = anyTable(p);
      return made.peek(8).eq(made.get(9));
    }),
  ],
  fill: [
    proved('all entries have the value', (p) => anyTable(p).fill(0xffff).get(indexOf(p)).eq(0xffff)),
    refuted('all bytes have its lowest byte', (p) => anyTable(p).fill(0x1111).get(indexOf(p)).eq(0x11)),
  ],
  resized: [
    proved('the entries stay, and what is added has the value', (p) => {
      const [made, i] = [anyTable(p), p.any.u16('i', { max: 299 })];
      const entry = made.resized(300, 0xffff).get(i);
      return p.domain.decide(i.lt(200)) ? entry.eq(made.get(i)) : entry.eq(0xffff);
    }),
    refuted('the last entry is an added one', (p) => anyTable(p).resized(300, 0).get(199).eq(0)),
    refuted('what was added is what was there', (p) => {
      const made = anyTable(p);
      return made.resized(150, 0).resized(200, 0).get(150).eq(made.get(150));
    }),
    refuted(
      'an index beyond the new length is within bounds',
      (p) => {
        const made = anyTable(p).resized(100, 0);
        const i = indexOf(p);
        return inCall(p, () => made.get(i)).ge(0);
      },
      { breaks: ['the host does not trap: index out of bounds, run'] },
    ),
  ],
  eq: [
    proved('a table is the same as itself with an entry put back', (p) => {
      const [made, i] = [anyTable(p), indexOf(p)];
      return made.set(i, made.get(i)).eq(made);
    }),
    refuted('two tables of any entries are the same', (p) => anyTable(p).eq(anyTable(p, 'other'))),
    refuted('a table with another entry is the same', (p) => {
      const [made, i] = [anyTable(p), indexOf(p)];
      return made.set(i, made.get(i).add(1)).eq(made);
    }),
    refuted('two tables of which the last entry differs are the same', (p) => {
      const made = anyTable(p);
      return made.set(199, made.get(199).xor(0x8000)).eq(made);
    }),
    proved('entries beyond the end do not count', (p) => {
      const made = anyTable(p);
      return made.resized(201, 0).set(200, 3).resized(200, 0).eq(made);
    }),
    refuted('one of two comparisons holds where each fails at an entry of its own', (p) => {
      const [a, b] = [anyTable(p), anyTable(p, 'other')];
      return a
        .set(3, a.get(3).add(1))
        .eq(a)
        .or(b.set(5, b.get(5).add(1)).eq(b));
    }),
    refuted('tables of other lengths are the same', (p) =>
      anyTable(p).resized(100, 0).eq(anyTable(p, 'other').resized(101, 0)),
    ),
  ],
};
