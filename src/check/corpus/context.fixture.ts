import type { ProofContext } from '../../index.ts';
import { area } from './area.fixture.ts';
import { coverStatements } from './covers.fixture.ts';
import { driverStatements } from './driver.fixture.ts';
import { frames } from './frames.fixture.ts';
import { proved, refuted, rejected, slow, vacuous, type Corpus } from './statement.fixture.ts';
import { trappingStatements } from './trapping.fixture.ts';

export const context: Corpus<ProofContext> = {
  domain: [
    proved('its words are those of the inputs', ({ any, domain }) =>
      any.u8('x', { max: 0 }).eq(domain.u8(0)),
    ),
    refuted('its words are those of the inputs less 1', ({ any, domain }) =>
      any.u8('x', { max: 1 }).eq(domain.u8(0)),
    ),
  ],
  any: [
    proved('two inputs have their own values', ({ any }) => any.u8('x').sub(any.u8('y')).le(255)),
    refuted('two inputs have one value', ({ any }) => any.u8('x').eq(any.u8('y'))),
    rejected('two inputs have one name', ({ any }) => any.u8('x').eq(any.u8('x'))),
    rejected('an input and a memory have one name', (p) =>
      p.memory('x').checkRange(p.any.u64('x'), p.domain.u64(0)),
    ),
  ],
  events: [
    proved('they are those of all memories, in the order of the run', (p) => {
      const { m: first, a } = area(p, 1, 'first');
      const { m: second, a: b } = area(p, 1, 'second');
      second.read(b, [8]);
      first.read(a, [8]);
      return p.events.all.map((event) => 'memory' in event && event.memory).join() === 'second,first';
    }),
    refuted('they are those of one memory after those of another', (p) => {
      const { m: first, a } = area(p, 1, 'first');
      const { m: second, a: b } = area(p, 1, 'second');
      second.read(b, [8]);
      first.read(a, [8]);
      return p.events.all.map((event) => 'memory' in event && event.memory).join() === 'first,second';
    }),
  ],
  memory: [
    proved('a write to one memory leaves another', (p) => {
      const { m: first, a } = area(p, 1, 'first');
      const second = p.memory('second');
      const before = second.snapshot();
      first.write(a, [p.any.u8('v')]);
      p.assertUnchanged('claim', before, second);
    }),
    refuted('a write to one memory leaves it', (p) => {
      const { m: first, a } = area(p, 1, 'first');
      const before = first.snapshot();
      first.write(a, [p.any.u8('v')]);
      p.assertUnchanged('claim', before, first);
    }),
    refuted(
      'two memories have one content',
      (p) => {
        const { m: first, a } = area(p, 1, 'first');
        const { m: second, a: b } = area(p, 1, 'second');
        return a.ne(b).or(first.peek(a).eq(second.peek(b)));
      },
      slow,
    ),
    refuted('two memories have one layout', (p) => {
      const { a } = area(p, 1, 'first');
      return p.memory('second').checkRange(a, p.domain.u64(1));
    }),
    rejected('two memories have one name', (p) => {
      p.memory();
      return p.memory().events.all.length === 0;
    }),
  ],
  assume: [
    proved('from then on it holds', (p) => {
      const [x, y] = [p.any.u8('x'), p.any.u8('y')];
      p.assume(x.le(y));
      return y.ge(x);
    }),
    refuted('from then on it holds, and more by 1', (p) => {
      const [x, y] = [p.any.u8('x'), p.any.u8('y')];
      p.assume(x.le(y));
      return y.gt(x);
    }),
    refuted('what is claimed before it is claimed of more', (p) => {
      const x = p.any.u8('x');
      p.assert('claim', x.ne(5));
      p.assume(x.ne(5));
    }),
    proved('what is claimed after it is not', (p) => {
      const x = p.any.u8('x');
      p.assume(x.ne(5));
      p.assert('claim', x.ne(5));
    }),
    refuted(
      'from 6 on it is below 5, and the least counterexample is 6',
      (p) => {
        const x = p.any.u8('x');
        p.assume(x.gt(5));
        p.note('x', x);
        return x.lt(5);
      },
      { notes: ['x = 6'] },
    ),
    vacuous('two assumptions contradict each other', (p) => {
      const [x, y] = [p.any.u8('x'), p.any.u8('y')];
      p.assume(x.lt(y));
      p.assume(y.lt(x));
      return false;
    }),
    vacuous('false is assumed', (p) => {
      const x = p.any.u8('x');
      p.assume(false);
      return x.eq(0);
    }),
    proved('two assumptions overlap in one state', (p) => {
      const [x, y] = [p.any.u8('x'), p.any.u8('y')];
      p.assume(x.le(y));
      p.assume(y.le(x));
      return x.eq(y);
    }),
    proved('on one side of a decision it says nothing of the other', (p) => {
      const x = p.any.u8('x');
      if (p.domain.decide(p.any.bool('b'))) p.assume(x.ne(5));
      else return true;
      return x.ne(5);
    }),
    refuted('on one side of a decision it holds on the other', (p) => {
      const x = p.any.u8('x');
      if (p.domain.decide(p.any.bool('b'))) p.assume(x.ne(5));
      return x.ne(5);
    }),
  ],
  assert: [
    proved('each of two claims holds', (p) => {
      const x = p.any.u8('x', { max: 9 });
      p.assert('one', x.le(9));
      p.assert('two', x.lt(10));
    }),
    refuted(
      'the second of two claims holds',
      (p) => {
        const x = p.any.u8('x', { max: 9 });
        p.assert('one', x.le(9));
        p.assert('two', x.le(8));
      },
      { breaks: ['two'] },
    ),
    refuted(
      'the first of two claims holds',
      (p) => {
        const x = p.any.u8('x', { max: 9 });
        p.assert('one', x.le(8));
        p.assert('two', x.le(9));
      },
      { breaks: ['one'] },
    ),
    refuted(
      'a claim restricts those after it',
      (p) => {
        const x = p.any.u8('x', { max: 9 });
        p.assert('one', x.le(8));
        p.assert('two', x.le(8));
      },
      { breaks: ['one', 'two'] },
    ),
    refuted(
      'one breaks for 8 and 9, two for 9 alone: both are reported as broken',
      (p) => {
        const x = p.any.u8('x', { max: 9 });
        p.assert('one', x.le(7));
        p.assert('two', x.le(8));
      },
      { breaks: ['one'], refutes: ['one', 'two'] },
    ),
    refuted('a claim holds on each path with its name', (p) => {
      const x = p.any.u8('x');
      if (p.domain.decide(x.lt(5))) p.assert('claim', x.le(4));
      else p.assert('claim', x.ge(6));
    }),
    vacuous('nothing is claimed', (p) => void p.any.u8('x')),
    vacuous('what is claimed is claimed of no state', (p) => {
      const x = p.any.u8('x', { max: 9 });
      if (p.domain.decide(x.gt(9))) p.assert('claim', false);
    }),
    refuted('what is claimed is claimed of one state', (p) => {
      const x = p.any.u8('x', { max: 9 });
      if (p.domain.decide(x.gt(8))) p.assert('claim', false);
    }),
  ],
  assertUnchanged: frames,
  cover: coverStatements,
  trapping: trappingStatements,
  driverMayAct: driverStatements,
  note: [
    proved('it says nothing of a value', (p) => {
      const x = p.any.u8('x', { max: 9 });
      p.note('x', x);
      return x.le(9);
    }),
    refuted(
      'a counterexample shows it',
      (p) => {
        const x = p.any.u8('x', { min: 8, max: 9 });
        p.note('x + 1', x.add(1));
        p.note('is 9', x.eq(9));
        return x.ne(9);
      },
      { notes: ['x + 1 = 10', 'is 9 = true'] },
    ),
  ],
};
