import type { ProofContext, Reading, Selection } from '../../index.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

/** The last address that a region can hold. */
const LAST = 2n ** 64n - 2n;

/** Two loads, one relaxed and one acquire, of which each looks at `at` or not. */
function looks(p: ProofContext<string>) {
  const m = p.memory();
  const [a, b] = [p.any.u64('a', { max: LAST }), p.any.u64('b', { max: LAST })];
  const at = p.any.u64('at');
  p.assume(m.contiguous(a).ge(1).and(m.contiguous(b).ge(1)));
  m.load(a, 8, 'relaxed');
  const between = m.events.now;
  m.load(b, 8, 'acquire');
  return { m, between, ofAt: m.events.reads({ start: at, length: 1 }), first: a.eq(at), second: b.eq(at) };
}

const isFirst = (look: Reading): boolean => look.kind === 'load' && look.ordering === 'relaxed';
const isSecond = (look: Reading): boolean => look.kind === 'load' && look.ordering === 'acquire';

export const selections: Corpus<Selection<Reading>> = {
  forAll: [
    proved('it asks each of the events', (p) => {
      const { ofAt, second } = looks(p);
      return ofAt.forAll(isFirst).iff(second.not());
    }),
    refuted('it asks events that are not meant', (p) => {
      const { ofAt } = looks(p);
      return ofAt.forAll(isFirst).not();
    }),
    refuted('it asks the first of the events alone', (p) => {
      const { ofAt, first } = looks(p);
      return first.implies(ofAt.forAll(isFirst));
    }),
    proved('of none it holds', (p) =>
      p
        .memory()
        .events.reads()
        .forAll(() => false),
    ),
  ],
  forSome: [
    proved('it holds where one of the events is such', (p) => {
      const { ofAt, first } = looks(p);
      return ofAt.forSome(isFirst).iff(first);
    }),
    refuted('it holds where an event is such that is not meant', (p) => {
      const { ofAt } = looks(p);
      return ofAt.forSome(isFirst);
    }),
    refuted('it holds only where all of them are such', (p) => {
      const { ofAt, second } = looks(p);
      return ofAt.forSome(isFirst).implies(second.not());
    }),
    refuted('of none it holds', (p) =>
      p
        .memory()
        .events.reads()
        .forSome(() => true),
    ),
  ],
  exists: [
    proved('there is one exactly where some load looks there', (p) => {
      const { ofAt, first, second } = looks(p);
      return ofAt.exists().iff(first.or(second));
    }),
    refuted('there is one exactly where both look there', (p) => {
      const { ofAt, first, second } = looks(p);
      return ofAt.exists().iff(first.and(second));
    }),
  ],
  isEmpty: [
    proved('there is none exactly where no load looks there', (p) => {
      const { ofAt, first, second } = looks(p);
      return ofAt.isEmpty().iff(first.not().and(second.not()));
    }),
    refuted('there is none exactly where one does not look there', (p) => {
      const { ofAt, first, second } = looks(p);
      return ofAt.isEmpty().iff(first.not().or(second.not()));
    }),
  ],
  isSingle: [
    proved('there is one exactly where one load looks there and the other does not', (p) => {
      const { ofAt, first, second } = looks(p);
      return ofAt.isSingle().iff(first.iff(second).not());
    }),
    refuted('there is one exactly where there is one or more', (p) => {
      const { ofAt, first, second } = looks(p);
      return ofAt.isSingle().iff(first.or(second));
    }),
    refuted('there is one where there is none', (p) => p.memory().events.reads().isSingle()),
  ],
  first: [
    proved('it is the first load exactly where that looks there', (p) => {
      const { ofAt, first } = looks(p);
      return ofAt.first().forSome(isFirst).iff(first);
    }),
    proved('it is the second where the first looks elsewhere', (p) => {
      const { ofAt, first, second } = looks(p);
      return ofAt.first().forSome(isSecond).iff(second.and(first.not()));
    }),
    refuted('it is the second wherever that looks there', (p) => {
      const { ofAt, second } = looks(p);
      return ofAt.first().forSome(isSecond).iff(second);
    }),
    refuted('there is always one', (p) => looks(p).ofAt.first().exists()),
  ],
  last: [
    proved('it is the second load exactly where that looks there', (p) => {
      const { ofAt, second } = looks(p);
      return ofAt.last().forSome(isSecond).iff(second);
    }),
    proved('it is the first where the second looks elsewhere', (p) => {
      const { ofAt, first, second } = looks(p);
      return ofAt.last().forSome(isFirst).iff(first.and(second.not()));
    }),
    refuted('it is the first wherever that looks there', (p) => {
      const { ofAt, first } = looks(p);
      return ofAt.last().forSome(isFirst).iff(first);
    }),
    proved('there is one and no more, if there is any', (p) => {
      const { ofAt } = looks(p);
      return ofAt.last().isSingle().iff(ofAt.exists());
    }),
  ],
  before: [
    proved('it leaves those that come before a moment', (p) => {
      const { ofAt, between, first } = looks(p);
      return ofAt.before(between).exists().iff(first);
    }),
    refuted('it leaves those that come after a moment', (p) => {
      const { ofAt, between, second } = looks(p);
      return ofAt.before(between).exists().iff(second);
    }),
    refuted('it leaves the event itself', (p) => {
      const { m } = looks(p);
      const reads = m.events.reads();
      return reads.first().forSome((look) => reads.before(look).exists());
    }),
  ],
  after: [
    proved('it leaves those that come after a moment', (p) => {
      const { ofAt, between, second } = looks(p);
      return ofAt.after(between).exists().iff(second);
    }),
    refuted('it leaves those that come before a moment', (p) => {
      const { ofAt, between, first } = looks(p);
      return ofAt.after(between).exists().iff(first);
    }),
    refuted('it leaves the event itself', (p) => {
      const { m } = looks(p);
      const reads = m.events.reads();
      return reads.last().forSome((look) => reads.after(look).exists());
    }),
  ],
};
