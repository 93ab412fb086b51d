import { describe, expect, it } from 'vitest';
import { proof, type ProofContext } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS } from '../proof/options.ts';
import type { ProofResult } from '../proof/verdict.ts';
import { checkProof } from './check.ts';

const check = (body: (p: ProofContext) => void): Promise<ProofResult> =>
  checkProof(
    proof({ id: 'regression', title: 'false', requirements: [], doesNotProve: 'anything', body }),
    null,
    DEFAULT_CHECK_OPTIONS,
  );

/** False statements that were once proved; each keeps what it takes to get there, and no more. */
const FALSE_STATEMENTS: readonly (readonly [string, (p: ProofContext) => void])[] = [
  [
    'a quotient is smaller by a larger divisor',
    (p) => {
      const [y, d] = [p.any.u16('y', { min: 10, max: 20 }), p.any.u16('d', { min: 3, max: 100 })];
      p.assert('quotient is at least 3', y.div(d).ge(3));
    },
  ],
  [
    'a remainder by a larger divisor is the dividend',
    (p) => {
      const [y, d] = [p.any.u16('y', { min: 10, max: 20 }), p.any.u16('d', { min: 3, max: 100 })];
      p.assert('reduces', y.rem(d).lt(y));
    },
  ],
  [
    'so it is by a larger power of two',
    (p) => {
      const [x, size] = [p.any.u16('x', { max: 100 }), p.any.powerOfTwo('size')];
      p.assert('reduces', x.add(1).rem(size).ne(x.add(1)).or(size.lt(1024)));
    },
  ],
  [
    'an input named like the address of a frame is not that address',
    (p) => {
      const [a, w, memory] = [p.any.u64('address.frame'), p.any.u64('w'), p.memory()];
      const before = memory.snapshot();
      if (p.domain.decide(a.eq(w))) return;
      memory.write(w, [p.domain.u8(1)]);
      p.assertUnchanged('frame', before, memory);
    },
  ],
];

describe('what is false is refuted', () => {
  it.each(FALSE_STATEMENTS)('%s', async (_, body) => {
    const { verdict, failure } = await check(body);
    expect({ verdict, failure: failure?.message }).toMatchObject({ verdict: 'refuted' });
  });
});

it('names of inputs and claims are not read as SMT-LIB', async () => {
  const { verdict } = await check((p) => {
    const words = ['true', 'select', 'and', 'd1', '_'].map((name) => p.any.u8(name));
    const sum = words.reduce((a, b) => a.add(b));
    p.assert('a | \\ claim', sum.sub(sum).eq(0));
    const memory = p.memory('store');
    p.assertUnchanged('| nothing \\ changes', memory.snapshot(), memory);
    p.assert('each can be 255', sum.ne(251));
  });
  expect(verdict).toBe('refuted');
});
