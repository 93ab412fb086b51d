import { describe, expect, it } from 'vitest';
import { parseSExpressions } from './s-expression.ts';

describe('S-expressions', () => {
  it.each([
    ['', []],
    ['a b', ['a', 'b']],
    ['(a (b -1) ())', [['a', ['b', '-1'], []]]],
    [
      '((|in.a b| #x0f)(c #b01))',
      [
        [
          ['|in.a b|', '#x0f'],
          ['c', '#b01'],
        ],
      ],
    ],
    ['; a comment (\n(a) ; another )', [['a']]],
    ['(error "no ""model"" ) here")', [['error', '"no ""model"" ) here"']]],
    ['|a(b;c|', ['|a(b;c|']],
  ])('of %j', (text, expected) => {
    expect(parseSExpressions(text)).toEqual(expected);
  });

  it.each(['(', '(a', ')', '(a))', 'a | b', '"no end', '(a "b)'])('are not to be had from %j', (text) => {
    expect(() => parseSExpressions(text)).toThrow(SyntaxError);
  });
});
