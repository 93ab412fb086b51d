import { describe, expect, test } from 'vitest';
import { nativeVersion } from '../solver/native.ts';
import { Terms } from '../term/terms.ts';
import { check, type Body } from './check.fixture.ts';
import { Prover } from '../prover/prover.ts';

/** How many elements were ever added, and how many of them were taken: what a queue's two indices count. */
const counted: Body = (p) => {
  const [taken, added] = [p.any.integer('taken', { min: 0 }), p.any.integer('added', { min: 0 })];
  const size = p.any.powerOfTwo('size');
  p.assume(taken.le(added).and(added.minus(taken).le(size)));
  const [last, next] = [taken.word(16), added.word(16)];
  p.assert('the indices tell how many are left', added.minus(taken).eq(next.sub(last)));
  p.assert('no index says more than the size', next.sub(last).le(size));
  p.assert('one more is the next index', added.plus(1).word(16).eq(next.add(1)));
  p.cover('after many rounds', added.gt(1n << 100n).and(next.eq(5)));
  p.cover('wrapped between them', next.lt(last));
};

describe('an unbounded integer', () => {
  test('should be counted with past every width', async () => {
    const result = await check(counted, { covers: ['after many rounds', 'wrapped between them'] });
    expect(result).toMatchObject({ verdict: 'proved', failure: null });
    expect(result.covers.map(({ reached }) => reached)).toEqual([true, true]);
  });

  test('should have slots that repeat with the size', async () => {
    const result = await check((p) => {
      const [added, size] = [p.any.integer('added'), p.any.powerOfTwo('size')];
      p.assert('as before', added.plus(size).word(16).rem(size).eq(added.word(16).rem(size)));
      p.assert('the next', added.plus(1).word(16).rem(size).ne(added.word(16).rem(size)).or(size.eq(1)));
    });
    expect(result.verdict).toBe('proved');
  });

  test.each<[string, Body, Record<string, string>]>([
    ['negative', (p) => p.assert('claim', p.any.integer('n').ne(-300)), { n: '-300' }],
    ['beyond 64 bits', (p) => p.assert('claim', p.any.integer('n', { min: 5 }).lt(1n << 70n)), {}],
    [
      'the only one of its residue',
      (p) => {
        const n = p.any.integer('n', { min: -3, max: 255 });
        p.assert('claim', n.word(8).ne(254));
        p.assume(n.ge(-1).not());
      },
      {},
    ],
    [
      'what two integers are together',
      (p) => {
        const [a, b] = [p.any.integer('a'), p.any.integer('b')];
        p.assume(a.times(3).plus(b).eq(100).and(b.minus(a).eq(4)));
        p.assert('claim', a.ne(24));
      },
      { a: '24', b: '28' },
    ],
  ])('should be replayed: %s', async (_, body, inputs) => {
    const { verdict, counterexample } = await check(body);
    expect(verdict).toBe('refuted');
    expect(counterexample?.inputs).toMatchObject(inputs);
  });

  test('should tell a word of it from the number', async () => {
    const result = await check((p) => {
      const n = p.any.integer('n');
      p.assert('claim', n.eq(n.word(64)));
    });
    expect(result.verdict).toBe('refuted');
    const value = BigInt(String(result.counterexample?.inputs['n']));
    expect(value < 0n || value >= 1n << 64n).toBe(true);
  });

  test('should reach the ends that it has, and no others', async () => {
    const stuck = await check((p) => {
      const n = p.any.integer('n', { min: 10 });
      p.assume(n.ne(10).and(p.any.bool('b').not().not()));
      p.assert('above', n.gt(10));
    });
    expect(stuck.failure?.message).toBe("input 'n' never takes its least value, 10");
    expect(stuck.failure?.details).toEqual(["Nor does 'b' take its least value, false."]);
    const free = await check((p) => {
      const n = p.any.integer('n');
      p.assume(n.gt(10).and(n.lt(20)));
      p.assert('above', n.gt(10));
    });
    expect(free.verdict).toBe('proved');
    const above = await check((p) => {
      const n = p.any.integer('n', { min: 1, max: 30 });
      p.assume(n.lt(20));
      p.assert('above', n.gt(0));
    });
    expect(above.failure?.message).toBe("input 'n' never takes its greatest value, 30");
  });

  test('should be refused on bit-vectors, by name', async () => {
    const { verdict, failure } = await check(counted, {
      encoding: 'bv',
      covers: ['after many rounds', 'wrapped between them'],
    });
    expect(verdict).toBe('error');
    expect(failure?.message).toMatch(/^'(taken|added)' is an unbounded integer/);
    expect(failure?.hints).toEqual([expect.stringMatching(/^Leave out --encoding bv/)]);
  });

  test.skipIf(nativeVersion('cvc5') === undefined && nativeVersion('z3') === undefined)(
    'should be confirmed by second opinions that take integers',
    async () => {
      const result = await check(
        (p) => {
          const n = p.any.integer('n');
          p.assert('the next word', n.plus(1).word(16).eq(n.word(16).add(1)));
        },
        { crossCheck: true },
      );
      expect(result).toMatchObject({ verdict: 'proved', failure: null });
      const bv = result.crossChecks.find(({ solver }) => solver.includes('bit-vectors'));
      expect(bv?.confirmed ?? 0).toBe(0);
      expect(result.crossChecks.at(-1)?.unconfirmed).toBe(0);
    },
  );

  test('should be left open by an opinion that cannot take it', () => {
    const t = new Terms();
    const noSolver = (): never => {
      throw new Error('no solver is asked what cannot be said');
    };
    const prover = new Prover(t, noSolver, 'bv');
    expect(prover.decide(t.le(t.var('n', 0n, Infinity), t.const(3n)))).toBe('unknown');
  });

  test('should be declared like any other input', async () => {
    const message = async (body: Body) => (await check(body)).failure?.message;
    expect(await message((p) => p.any.integer('two words'))).toContain("'two words' cannot name an input");
    expect(await message((p) => p.any.integer('n', { min: 2, max: 1 }))).toContain(
      "'n': 2 to 1 is not a range",
    );
    expect(await message((p) => [p.any.integer('n'), p.any.u8('n')])).toContain("'n' is declared twice");
    expect(await message((p) => p.any.integer('n').plus(0.5))).toContain(
      'expected a bigint or a safe integer, got 0.5',
    );
  });
});
