import type { BoolOperand, ProofContext, U32 } from '../../index.ts';
import { instance } from './compiled-code.fixture.ts';
import { inCall, traps } from './in-call.fixture.ts';
import { proved, refuted, type Corpus } from './statement.fixture.ts';

type Topic = 'wrap' | 'extend' | 'signed' | 'shift' | 'amount' | 'divide' | 'state';

const atZero = { breaks: [traps('division by zero')] } as const;

/** Of the result of an instruction on any two numbers. */
const numbers =
  (name: string, says: (result: U32, x: U32, y: U32) => BoolOperand) =>
  (p: ProofContext<string>): BoolOperand => {
    const [x, y] = [p.any.u32('x'), p.any.u32('y')];
    return says(instance(p).numbers(name, x, y), x, y);
  };

/** What compiled code does to numbers: of each instruction something false, and what is true beside it. */
export const compiledNumbers: Corpus<Record<Topic, unknown>> = {
  wrap: [
    proved(
      'a sum is below both operands, or below none',
      numbers('add', (sum, x, y) => sum.lt(x).iff(sum.lt(y))),
    ),
    refuted(
      'a sum is below no operand',
      numbers('add', (sum, x) => sum.ge(x)),
    ),
  ],
  extend: [
    proved(
      'a byte above 127 is extended by ones',
      numbers('extend8_s', (wide, x) => wide.ge(0xffff_ff80).iff(x.and(128).ne(0))),
    ),
    refuted(
      'a byte is extended by zeros',
      numbers('extend8_s', (wide, x) => wide.eq(x.and(255))),
    ),
  ],
  signed: [
    proved(
      '−1 is at most 0',
      numbers('le_s', (is, x, y) => x.ne(2n ** 32n - 1n).or(y.ne(0), is.eq(1))),
    ),
    refuted(
      'a comparison of signed numbers is one of unsigned numbers',
      numbers('le_s', (is, x, y) => is.eq(1).iff(x.le(y))),
    ),
  ],
  shift: [
    proved('a shift to the right divides an unsigned number', (p) => {
      const [x, two] = [p.any.u32('x'), p.domain.u32(2)];
      return instance(p)
        .numbers('shr_u', x, p.domain.u32(1))
        .eq(instance(p).numbers('div_u', x, two));
    }),
    refuted('a shift to the right divides a signed number', (p) => {
      const [x, two] = [p.any.u32('x'), p.domain.u32(2)];
      return instance(p)
        .numbers('shr_s', x, p.domain.u32(1))
        .eq(instance(p).numbers('div_s', x, two));
    }),
  ],
  amount: [
    proved('a shift by 32 changes nothing', (p) => {
      const x = p.any.u32('x');
      return instance(p).numbers('shl', x, p.domain.u32(32)).eq(x);
    }),
    refuted('a shift by 32 leaves nothing', (p) => {
      const x = p.any.u32('x');
      return instance(p).numbers('shl', x, p.domain.u32(32)).eq(0);
    }),
  ],
  divide: [
    proved('it traps where the divisor is 0', (p) => {
      const [x, y] = [p.any.u32('x'), p.any.u32('y')];
      const done = p.trapping(() => inCall(p, () => instance(p).numbers('div_u', x, y)));
      return y.eq(0).iff(done.trapped !== null);
    }),
    refuted(
      'no divisor makes it trap',
      (p) => {
        const [x, y] = [p.any.u32('x'), p.any.u32('y')];
        inCall(p, () => instance(p).numbers('div_u', x, y));
        return true;
      },
      atZero,
    ),
  ],
  state: [
    proved('an instance begins with its own variables', (p) => {
      const [x, zero] = [p.any.u32('x'), p.domain.u32(0)];
      instance(p).numbers('count', x, zero);
      return instance(p).numbers('count', x, zero).eq(x);
    }),
    refuted('variables survive their instance', (p) => {
      const [x, zero] = [p.any.u32('x'), p.domain.u32(0)];
      instance(p).numbers('count', x, zero);
      return instance(p).numbers('count', x, zero).eq(x.add(x));
    }),
  ],
};
