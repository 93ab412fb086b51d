import { describe, expect, it } from 'vitest';
import { proof, type ProofContext } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import type { ProofResult } from '../result/verdict.ts';
import { checkProof } from './check.ts';

const check = (body: (p: ProofContext) => void): Promise<ProofResult> =>
  checkProof(
    proof({ id: 'regression', title: 'false', requirements: [], doesNotProve: 'anything', covers: [], body }),
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

describe('what is true is proved', () => {
  it.each<readonly [string, (p: ProofContext) => void]>([
    [
      'nothing is left of a division by 1',
      (p) => {
        p.assert('constant', p.any.u16('y').rem(1).eq(0));
        p.assert('power', p.any.u16('z').rem(p.any.powerOfTwo('one', 1)).eq(0));
      },
    ],
    [
      'a sum whose alignment keeps it within its modulus is itself',
      (p) => {
        const [a, b] = [p.any.u64('a', { multipleOf: 16 }), p.any.u64('b', { multipleOf: 16 })];
        const low = p.domain
          .select(p.any.bool('k'), a, b)
          .add(p.domain.select(p.any.bool('l'), a, b))
          .truncate(8);
        const y = p.any.u8('y', { max: 15 });
        p.assert('zero only if both are', low.add(y).eq(0).implies(y.eq(0)));
      },
    ],
  ])('%s', async (_, body) => {
    const { verdict, failure } = await check(body);
    expect({ verdict, failure }).toEqual({ verdict: 'proved', failure: null });
  });

  it('a body that throws where nothing gets is sound, by second opinions too', async () => {
    const body = (p: ProofContext): void => {
      const [x, y] = [p.any.u8('x', { max: 3 }), p.any.u8('y', { max: 3 })];
      p.assert('sum', x.add(y).le(6));
      if (p.domain.decide(x.add(y).eq(5)) && p.domain.decide(x.lt(2)))
        throw new TypeError('2 + 3 is not to be had');
    };
    const subject = proof({
      id: 'regression',
      title: 'true',
      requirements: [],
      doesNotProve: 'anything',
      covers: [],
      body,
    });
    const result = await checkProof(subject, null, { ...DEFAULT_CHECK_OPTIONS, crossCheck: true });
    expect(result).toMatchObject({ verdict: 'proved', failure: null });
    expect(result.crossChecks.at(-1)).toMatchObject({ unconfirmed: 0 });
  });
});

it('an input that is stuck where alone it is declared is noticed', async () => {
  const { verdict, failure } = await check((p) => {
    if (p.domain.decide(p.any.bool('early'))) return;
    const x = p.any.u8('x');
    p.assume(x.eq(0));
    p.assert('x is 0', x.eq(0));
  });
  expect({ verdict, message: failure?.message }).toEqual({
    verdict: 'vacuous',
    message: "input 'x' never takes its greatest value, 255",
  });
});

it('a memory compared with itself is no proof that nothing changed', async () => {
  const { verdict, failure } = await check((p) => {
    const memory = p.memory();
    memory.write(p.any.u64('a'), [p.any.u8('byte')]);
    p.assertUnchanged('nothing changes', memory, memory);
  });
  expect({ verdict, message: failure?.message }).toEqual({
    verdict: 'error',
    message: "'nothing changes': compare with a snapshot taken before, not with the memory",
  });
});

it('a body whose claims a solver has to settle is run again only while no solver has started', async () => {
  let runs = 0;
  const body = (p: ProofContext): void => {
    runs += 1;
    const x = p.any.u16('x', { max: 142 });
    p.assert('x is 3', x.rem(11).eq(3).and(x.rem(13).eq(3)).implies(x.eq(3)));
  };
  const { phases } = await check(body);
  expect(phases.solving).toBeGreaterThan(0);
  runs = 0;

  expect(await check(body)).toMatchObject({ verdict: 'proved', decidedByRewriting: 0 });
  // The path, and the same once more to see that it claims the same.
  expect(runs).toBe(2);
});
