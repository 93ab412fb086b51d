import { describe, expect, it } from 'vitest';
import { nativeSolver, nativeVersion, readAnswer, readStatuses } from './native.ts';
import { SolverError } from './solver.ts';

const read = (output: string, symbols: readonly string[] = []): ReturnType<typeof readAnswer> =>
  readAnswer('z3', output, symbols);

describe('the answer of a native solver', () => {
  it.each(['unsat\n', '\n  unsat', 'unsat\n(error "line 9: model is not available")\n'])(
    'is unsat: %j',
    (output) => {
      expect(read(output)).toEqual({ status: 'unsat' });
    },
  );

  it.each(['unknown\n', 'timeout\n', 'cvc5 interrupted by timeout.\n', '', '\n'])('is open: %j', (output) => {
    expect(read(output).status).toBe('unknown');
  });

  it.each([
    '(error "line 1: unknown constant x")\nsat\n',
    '(error "line 1: unknown constant x")\nunsat\n',
    'unsatisfiable\n',
    'sat unsat\n',
    'Segmentation fault\n',
  ])('is none: %j', (output) => {
    expect(() => read(output)).toThrow(SolverError);
  });
});

describe('the answers of a native solver to several questions', () => {
  it('are read in their order, and unknown where it broke off', () => {
    expect(readStatuses('cvc5', 'unsat\n\nsat\nunknown\n', 4)).toEqual([
      'unsat',
      'sat',
      'unknown',
      'unknown',
    ]);
    expect(readStatuses('z3', '', 1)).toEqual(['unknown']);
  });

  it.each(['unsat\n(error "line 1: unknown constant x")\nunsat\n', 'unsat\nunsat\nunsat\n'])(
    'are none: %j',
    (output) => {
      expect(() => readStatuses('z3', output, 2)).toThrow(SolverError);
    },
  );

  it.each((['z3', 'cvc5'] as const).filter((name) => nativeVersion(name) !== undefined))(
    'do not depend on the questions before: %s',
    (name) => {
      const text = (condition: string): string => `(declare-const x Int)(assert ${condition})\n`;
      const conditions = ['(< x x)', '(< x 0)', '(> x 0)', '(and (< x 0) (> x 0))', '(= x 0)'];

      expect(nativeSolver(name).checkAll?.(conditions.map(text), { timeoutMs: 5_000 })).toEqual([
        ...['unsat', 'sat', 'sat', 'unsat', 'sat'],
      ]);
    },
  );
});

describe('a model of a native solver', () => {
  const model = (values: string, symbols: readonly string[] = ['a']): unknown => {
    const answer = read(`sat\n${values}`, symbols);
    return answer.status === 'sat' ? Object.fromEntries(answer.model) : answer;
  };

  it.each([
    ['((a 5))', { a: 5n }],
    ['((a (- 5)))', { a: -5n }],
    ['((a 0) (b 18446744073709551615))', { a: 0n, b: 18446744073709551615n }],
    ['((a #x00fF))', { a: 255n }],
    ['((a #b0101))', { a: 5n }],
    ['((a (_ bv12 64)))', { a: 12n }],
    ['((a true)\n (b false))', { a: true, b: false }],
    ['((|in.a b| 1))', { '|in.a b|': 1n }],
    ['((in.a 1))', { '|in.a|': 1n }],
    ['((a 1)\n ; a comment\n (b 2))', { a: 1n, b: 2n }],
  ])('is read from %j', (values, expected) => {
    expect(model(values, Object.keys(expected))).toEqual(expected);
  });

  it.each([
    '(error "model is not available")',
    '((a (/ 1 2)))',
    '((a 1.5))',
    '((a ((as const (Array Int Int)) 0)))',
    '((a (- x)))',
    '((a #xyz))',
    '((b 1))',
    '((a 5)',
    '((a 5)))',
    '((a "5)',
    '',
  ])('is not read from %j', (values) => {
    expect(() => model(values)).toThrow(SolverError);
  });
});
