import { describe, expect, test } from 'vitest';
import { err, ModelKind, proof, type Proof, type ProofContext, type Result, type U16 } from '../index.ts';
import { DEFAULT_CHECK_OPTIONS } from '../prover/options.ts';
import { checkProof } from './check.ts';
import { check, type Body } from './check.fixture.ts';

type Vacuous = readonly [what: string, message: string, body: Body, covers?: readonly string[]];

const VACUOUS: readonly Vacuous[] = [
  [
    'assumptions that contradict each other at sight',
    'no state satisfies the assumptions',
    (p) => {
      p.assume(p.any.u8('x').eq(1));
      p.assume(false);
      p.assert('anything', false);
    },
  ],
  [
    'assumptions that only a solver sees contradict each other',
    'no state satisfies the assumptions',
    (p) => {
      const [x, y, z] = [p.any.u8('x'), p.any.u8('y'), p.any.u8('z')];
      p.assume(x.lt(y));
      p.assume(y.lt(z));
      p.assume(z.lt(x));
      p.assert('anything', x.eq(7));
    },
  ],
  [
    'a cover that nothing reaches',
    "no state reaches cover 'both ends'",
    (p) => {
      const x = p.any.u8('x');
      p.assert('x is x', x.eq(x));
      p.cover('one end', x.eq(0));
      p.cover('both ends', x.eq(0).and(x.eq(255)));
    },
    ['one end', 'both ends'],
  ],
  [
    'a cover that only a path beyond its assumptions would reach',
    "no state reaches cover 'large'",
    (p) => {
      const x = p.any.u16('x', { max: 100 });
      p.assert('x is x', x.eq(x));
      if (p.domain.decide(x.gt(50))) p.cover('large', x.rem(p.any.powerOfTwo('n', 8)).gt(7));
    },
    ['large'],
  ],
  [
    'an input kept from its least value',
    "input 'x' never takes its least value, 16",
    (p) => {
      const x = p.any.u32('x', { min: 16, multipleOf: 16 });
      p.assume(x.ne(16));
      p.assert('true', x.gt(16));
    },
  ],
  [
    'an input kept from its greatest value',
    "input 'size' never takes its greatest value, 32768",
    (p) => {
      const size = p.any.powerOfTwo('size');
      p.assume(size.le(256));
      p.assert('true', size.lt(257));
    },
  ],
  [
    'an input that is never false',
    "input 'ready' never takes its least value, false",
    (p) => {
      const ready = p.any.bool('ready');
      p.assume(ready);
      p.assert('true', ready);
    },
  ],
  [
    'a cover that no path reaches',
    "no path reaches the cover 'success'",
    (p) => {
      const add = (x: U16): Result<U16, string> => err(`${x.width} bits are too few`);
      const result = add(p.any.u16('x'));
      p.assert('what is added is even', result.ok ? result.value.rem(2).eq(0) : true);
      if (result.ok) p.cover('success');
    },
    ['success'],
  ],
  ['nothing asserted', 'nothing is asserted of any state', (p) => p.cover('here', p.any.bool('b')), ['here']],
  [
    'nothing asserted but where no state gets to',
    'nothing is asserted of any state',
    (p) => {
      const [x, y, z] = [p.any.u8('x'), p.any.u8('y'), p.any.u8('z')];
      // Only a solver sees that no state is on this path.
      if ([x.lt(y), y.lt(z), z.lt(x)].every((isLess) => p.domain.decide(isLess))) p.assert('small', x.eq(3));
    },
  ],
  [
    'nothing asserted but on a path that ends',
    'no state satisfies the assumptions',
    (p) => {
      p.assert('before', p.any.bool('b').or(true));
      p.assume(false);
    },
  ],
];

describe('a statement about nothing', () => {
  test.each(VACUOUS.map(([what, message, body, covers = []]) => ({ what, message, body, covers })))(
    'should be vacuous: $what',
    async ({ message, body, covers }) => {
      const { verdict, failure, counterexample } = await check(body, { covers });
      expect({ verdict, message: failure?.message }).toEqual({ verdict: 'vacuous', message });
      expect(counterexample).toBeNull();
    },
  );

  test('should name every end that is not reached', async () => {
    const { failure } = await check((p) => {
      const [a, b] = [p.any.u8('a'), p.any.u8('b')];
      p.assume(a.eq(3));
      p.assert('true', b.ge(0).and(a.lt(b.add(1)).or(true)));
      p.assume(b.lt(200));
    });

    expect(failure?.message).toBe("input 'a' never takes its least value, 0");
    expect(failure?.details).toEqual([
      "Nor does 'a' take its greatest value, 255.",
      "Nor does 'b' take its greatest value, 255.",
    ]);
  });

  test('should name every cover that no path reaches, and those that no state reaches', async () => {
    const covers = ['a', 'b', 'c', 'd'];
    const { failure } = await check(
      (p) => {
        const x = p.any.u8('x');
        p.assert('x is x', x.eq(x));
        p.cover('a', x.gt(x));
        p.cover('b', x.eq(7));
        if (covers.length === 0) ['c', 'd'].forEach((name) => p.cover(name));
      },
      { covers },
    );
    expect(failure).toMatchObject({
      message: "no path reaches the covers 'c', 'd'",
      details: ["No state reaches the cover 'a' either."],
    });
  });

  test('should tell a cover that is never called from one that no path or state reaches', async () => {
    const { failure } = await check(
      (p) => {
        const x = p.any.u8('x');
        p.assert('x is x', x.eq(x));
        p.cover('no state', x.gt(x));
        if (p.domain.decide(x.gt(x))) p.cover('no path');
      },
      { covers: ['no state', 'no path', 'nowhere', 'not there'] },
    );
    expect(failure).toMatchObject({
      message: "p.cover('nowhere') and p.cover('not there') are never called",
      details: [
        "No state reaches the cover 'no state' either.",
        "No state reaches the cover 'no path' either.",
      ],
    });
    expect(failure?.hints[0]).toBe(
      "Call it at the place that has to be reached: p.cover('nowhere', condition).",
    );
  });

  test('should say of each cover whether it was reached', async () => {
    const { covers } = await check(
      (p) => {
        const x = p.any.u8('x');
        p.assert('x is x', x.eq(x));
        p.cover('reached', x.gt(3));
        p.cover('not reached', x.gt(3).and(x.lt(3)));
      },
      { covers: ['reached', 'not reached'] },
    );
    expect(covers).toEqual([
      { name: 'reached', reached: true },
      { name: 'not reached', reached: false },
    ]);
  });
});

describe('a statement about some states', () => {
  test('should be proved though its ends are reached in different states only', async () => {
    const { verdict } = await check((p) => {
      const [a, b] = [p.any.u8('a'), p.any.u8('b')];
      p.assume(a.add(b).eq(255));
      p.assert('true', a.eq(b.not()).or(a.ne(b)));
    });
    expect(verdict).toBe('proved');
  });

  test('should be proved though a cover is not reached on every path', async () => {
    const { verdict, covers } = await check(
      (p) => {
        const x = p.any.u8('x');
        const small = p.domain.decide(x.lt(10));
        p.assert('x is x', x.eq(x));
        p.cover('small', small);
      },
      { covers: ['small'] },
    );
    expect({ verdict, covers }).toEqual({ verdict: 'proved', covers: [{ name: 'small', reached: true }] });
  });
});

test('should name the assumptions that contradict each other, and no others', async () => {
  const { verdict, failure } = await check((p) => {
    const [x, y, z] = [p.any.u8('x'), p.any.u8('y'), p.any.u8('z')];
    p.assume(x.lt(200));
    p.assume(x.lt(y));
    p.assume(z.ne(7));
    p.assume(y.lt(x));
    p.assert('anything', x.eq(z));
  });

  expect(verdict).toBe('vacuous');
  expect(failure?.details.slice(1).map((line) => line.replace(/^ {2}.*:\d+: /, ''))).toEqual([
    'No state satisfies all of these:',
    'p.assume(x.lt(y));',
    'p.assume(y.lt(x));',
  ]);
  expect(failure?.hints).toEqual(['Remove or weaken one of these assumptions.']);
});

test('should name a single assumption that no input satisfies, and a decision that excludes one', async () => {
  const single = await check((p) => {
    const x = p.any.u16('x', { max: 9 });
    p.assume(x.gt(10));
    p.assert('anything', x.eq(0));
  });
  const decided = await check((p) => {
    const x = p.any.u16('x');
    if (p.domain.decide(x.lt(5))) p.assume(x.gt(10));
    else p.assume(x.lt(3));
    p.assert('anything', x.eq(0));
  });

  const lines = ({ failure }: typeof single): readonly string[] =>
    failure?.details.slice(1).map((line) => line.replace(/^ {2}.*:\d+: /, '')) ?? [];
  expect(lines(single)).toEqual(['No state satisfies this:', 'p.assume(x.gt(10));']);
  expect(single.failure?.hints).toEqual([
    'Remove or weaken the assumption, or widen the range of an input that it is about.',
  ]);
  expect(lines(decided)).toEqual([
    'No state satisfies all of these:',
    'if (p.domain.decide(x.lt(5))) p.assume(x.gt(10)); (yes)',
    'if (p.domain.decide(x.lt(5))) p.assume(x.gt(10));',
  ]);
});

test('should say of a property that comes with the tool what a user can do about it', async () => {
  const kind = new ModelKind<{ readonly least: number }>('shipped-test');
  const declared = (covers: readonly string[], body: (p: ProofContext<string>) => void): Proof => ({
    ...proof({
      id: 'test/shipped',
      title: 't',
      requirements: [],
      doesNotProve: 'more',
      on: kind,
      covers,
      body,
    }),
    isShipped: true,
  });
  const mine = kind.implement({ name: 'mine', source: 'a test' }, { least: 0 });
  const hintsOf = async (one: Proof): Promise<readonly string[]> =>
    (await checkProof(one, mine, DEFAULT_CHECK_OPTIONS)).failure?.hints ?? [];
  const exclude =
    'If it does not concern this model, exclude it in ringproof.config.json:\n' +
    '  "exclude": [{ "proof": "test/shipped", "model": "mine", "reason": "..." }]';

  const contradictory = await hintsOf(
    declared([], (p) => {
      const x = p.any.u8('x');
      p.assume(x.lt(5));
      p.assume(x.gt(5));
      p.assert('true', x.eq(x));
    }),
  );
  const stuck = await hintsOf(
    declared([], (p) => {
      const x = p.any.u8('x');
      p.assume(x.lt(5));
      p.assert('true', x.eq(x));
    }),
  );
  const unreached = await hintsOf(
    declared(['high'], (p) => {
      const x = p.any.u8('x', { max: 4 });
      p.assert('true', x.eq(x));
      p.cover('high', x.gt(5));
    }),
  );

  expect(contradictory).toEqual([
    expect.stringContaining('a check, a field or a phase of the model'),
    exclude,
  ]);
  expect(stuck).toEqual([exclude]);
  expect(unreached).toEqual([expect.stringContaining("'test/shipped': { breaks: [], unreached: ['high']")]);
});
