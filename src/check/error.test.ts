import { describe, expect, test } from 'vitest';
import { concreteDomain } from '../domain/concrete.ts';
import type { ProofContext, WordRange } from '../index.ts';
import { EncodingError } from '../solver/lower.ts';
import { check, type Body } from './check.fixture.ts';
import { thrown } from './failures.ts';

describe('a body that throws', () => {
  test('should be an error with its own line first', async () => {
    const { verdict, failure } = await check(function mistaken(p) {
      if (p.domain.decide(p.any.bool('b'))) throw new Error('not so');
    });

    expect({ verdict, message: failure?.message }).toEqual({ verdict: 'error', message: 'not so' });
    expect(failure?.details[0]).toMatch(/^at .*mistaken .*error\.test\.ts:\d+:\d+\)?$/);
  });

  test('should be an error with its own line first where the tool throws for it', async () => {
    const head = (p: ProofContext) => p.domain.u16(70_000);
    const { failure } = await check(function mistaken(p) {
      p.assert('in range', head(p).lt(7));
    });
    expect(failure?.message).toContain('70000 does not fit in 16 bits');
    expect(failure?.details[0]).toMatch(/^at head .*error\.test\.ts:\d+:\d+\)?$/);
    expect(failure?.details[1]).toMatch(/^at .*mistaken .*error\.test\.ts:\d+:\d+\)?$/);
    expect(failure?.details.every((line) => line.includes('error.test.ts'))).toBe(true);
  });

  test('should be an error with its own line where it throws on numbers alone', async () => {
    const { verdict, failure } = await check(function fickle(p) {
      const x = p.any.u16('x');
      if (p.domain === concreteDomain) throw new Error('no such head');
      p.assert('not 7', x.ne(7));
    });
    expect(verdict).toBe('error');
    expect(failure?.message).toBe("the solver's counterexample to 'not 7' does not replay: no such head");
    expect(failure?.details[1]).toMatch(/^at .*fickle .*error\.test\.ts:\d+:\d+\)?$/);
  });

  test.each([
    ['a text', 'a text'],
    [undefined, 'undefined'],
  ])('should be an error whatever it throws: %s', async (thrown, message) => {
    const { verdict, failure } = await check(() => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw thrown;
    });
    expect({ verdict, message: failure?.message }).toEqual({ verdict: 'error', message });
  });
});

describe('an asynchronous body', () => {
  test.each([
    ['that does its work', () => Promise.resolve()],
    ['that fails', () => Promise.reject(new Error('later'))],
  ])('should be an error: %s', async (_, later) => {
    const { verdict, failure } = await check((p) => {
      p.assert('true', true);
      return later();
    });
    expect(verdict).toBe('error');
    expect(failure?.message).toMatch(/asynchronous/);
  });
});

/** Bodies that behave differently in every run; `run` counts from 1. */
const FICKLE: readonly (readonly [what: string, body: (p: ProofContext, run: number) => void])[] = [
  [
    'what it asserts',
    (p, run) =>
      p.assert(
        'not the run',
        p.any
          .u16('x')
          .ne(run)
          .or(true)
          .and(run !== 2),
      ),
  ],
  [
    'which value it makes an assertion about',
    (p, run) =>
      p.assert(
        'small',
        p.any
          .u16('x')
          .ge(0)
          .and(run < 2),
      ),
  ],
  ['what it decides', (p, run) => p.domain.decide(p.any.u16('x').eq(run))],
  ['what it assumes', (p, run) => p.assume(p.any.u16('x').ne(run))],
  ['whether it decides', (p, run) => run === 1 && p.domain.decide(p.any.bool('b'))],
  [
    'whether it decides or assumes',
    (p, run) => {
      const b = p.any.bool('b');
      if (run === 1) p.domain.decide(b);
      else p.assume(b);
    },
  ],
];

describe('a body that depends on more than its inputs', () => {
  test.each(FICKLE)('should be an error: %s', async (_, body) => {
    let run = 0;
    const { verdict, failure } = await check((p) => {
      run += 1;
      body(p, run);
    });
    expect(verdict).toBe('error');
    expect(failure?.message).toMatch(/^the body is not deterministic/);
  });

  test('should be an error if it makes a claim in its first run only', async () => {
    let run = 0;
    const { verdict, failure } = await check((p) => {
      run += 1;
      const small = p.domain.decide(p.any.u8('x').lt(10));
      if (run === 1) p.assert('x is small', small);
    });
    expect(verdict).toBe('error');
    expect(failure?.message).toMatch(/^the body is not deterministic/);
  });
});

/** Does work and ignores its errors. */
function swallowing<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** The value of an input below 80, by so many decisions that the explorer puts the later ones to the solver. */
function deepDecision(p: ProofContext): number | undefined {
  const x = p.any.u8('x');
  const values = Array.from({ length: 80 }, (_, i) => i);
  return values.find((i) => swallowing(() => p.domain.decide(x.eq(i))) === true);
}

describe('a body that swallows what is thrown', () => {
  test('should be judged as one that does not where the solver has to be started', async () => {
    const { verdict } = await check((p) => {
      deepDecision(p);
      p.assert('x is not 200', p.any.u8('y').zeroExtend(16).ne(256));
    });
    expect(verdict).toBe('proved');
  });

  test('should be refuted where what it swallowed would have led to a failure', async () => {
    const { verdict, counterexample } = await check((p) => {
      // Nothing else here takes a solver: were what asks for one forgotten, the claim would never be met.
      if (deepDecision(p) === 70) p.assert('not 70', false);
      p.assert('true', true);
    });
    expect(verdict).toBe('refuted');
    expect(counterexample?.inputs).toEqual({ x: '70' });
  });

  test('should be an error where it decides on another condition in each run', async () => {
    let run = 0;
    const { verdict } = await check((p) => {
      run += 1;
      swallowing(() => p.domain.decide(p.any.u16('x').eq(run)));
      p.assert('true', true);
    });
    expect(verdict).toBe('error');
  });

  test('should claim nothing after an assumption that ended its path', async () => {
    const { verdict, failure } = await check((p) => {
      swallowing(() => p.assume(false));
      swallowing(() => p.assert('anything', p.any.bool('b')));
    });
    expect({ verdict, message: failure?.message }).toEqual({
      verdict: 'vacuous',
      message: 'no state satisfies the assumptions',
    });
  });
});

const TWICE: readonly (readonly [what: string, body: Body])[] = [
  ['two widths on two paths', (p) => (p.domain.decide(p.any.bool('b')) ? p.any.u8('x') : p.any.u16('x'))],
  [
    'two ranges on two paths',
    (p) => (p.domain.decide(p.any.bool('b')) ? p.any.u8('x') : p.any.u8('x', { max: 9 })),
  ],
  [
    'a word and a truth value on two paths',
    (p) => (p.domain.decide(p.any.bool('b')) ? p.any.u8('x') : p.any.bool('x')),
  ],
  [
    'a number and a power of two on two paths',
    (p) => (p.domain.decide(p.any.bool('b')) ? p.any.u16('x', { min: 1, max: 8 }) : p.any.powerOfTwo('x', 8)),
  ],
  ['twice on one path', (p) => [p.any.u8('x'), p.any.u8('x')]],
  ['an input and a memory', (p) => [p.memory('x'), p.any.u8('x')]],
  ['two memories', (p) => [p.memory('x'), p.memory('x')]],
];

test.each(TWICE)('one name for two things should be an error that names it: %s', async (_, body) => {
  const { verdict, failure } = await check(body);
  expect(verdict).toBe('error');
  expect(failure?.message).toMatch(/'x' is declared (in two ways|twice)/);
});

const BAD_RANGES: readonly WordRange[] = [
  { min: 10, max: 9 },
  { min: -1 },
  { max: 256 },
  { multipleOf: 0 },
  { min: 2, max: 8, multipleOf: 4 },
  { min: 4, max: 9, multipleOf: 4 },
];

describe('an input', () => {
  test.each(BAD_RANGES)('should be an error that names it where its range is wrong: %o', async (range) => {
    const { verdict, failure } = await check((p) => p.any.u8('bad', range));
    expect(verdict).toBe('error');
    expect(failure?.message).toMatch(/^input 'bad': /);
  });

  test.each([0, 3, 65536])(
    'should be an error that names it where no power of two ends it: %d',
    async (max) => {
      const { verdict, failure } = await check((p) => p.any.powerOfTwo('bad', max));
      expect(verdict).toBe('error');
      expect(failure?.message).toMatch(/^input 'bad': /);
    },
  );

  test.each(['', 'a b', '1st', 'a|b'])('should be an error where its name is none: "%s"', async (name) => {
    const { verdict, failure } = await check((p) => p.any.u8(name));
    expect(verdict).toBe('error');
    expect(failure?.message).toContain(`'${name}' cannot name an input`);
  });
});

test('what an encoding cannot express should be blamed on the proof, not on the line that was being decided', () => {
  const declared = { file: 'mine.proof.ts', line: 3, column: null, text: 'export const mine' };
  const failure = thrown(new EncodingError('it cannot be', 'Leave it out.'), declared);
  expect(failure).toEqual({ message: 'it cannot be', details: [], hints: ['Leave it out.'], at: declared });
});
