import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Terms } from '../term/terms.ts';
import { concreteDomain as domain } from './concrete.ts';
import { MisuseError } from './misuse.ts';
import { symbolicDomain } from './symbolic.ts';

/** What work throws: message and hint. */
function misuse(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof MisuseError) return `${error.message}. ${error.hint}`;
    throw error;
  }
  return 'nothing was thrown';
}

const word = domain.u16(3);

describe('what is no value of the domain', () => {
  test.each([
    ['undefined', undefined, /^expected a condition, got undefined\. Check its origin/],
    ['null', null, /, got null\. Check its origin/],
    ['a word', word, /, got a word of 16 bits\. Compare it: /],
    ['an integer', domain.wrapInteger(3n), /, got an integer\. Compare it: /],
    ['a number', 1, /, got the number 1\. Take it from p\.any/],
    ['a text', 'yes', /, got the text "yes"\. Take it/],
    ['a result', { ok: true, value: true }, /, got a result\. /],
    ['a list', [], /, got a list\. /],
    ['a function', () => true, /, got a function\. /],
  ])('should be named where a condition belongs: %s', (_, given, said) => {
    // As code without types would call it.
    expect(misuse(() => domain.decide(given as never))).toMatch(said);
  });

  test('should be named where a word belongs', () => {
    expect(misuse(() => word.add(domain.bool(true) as never))).toMatch(
      /^expected a word of 16 bits, got a condition\. Choose between two words with domain\.select/,
    );
  });

  test('should be named where an integer stands for a word', () => {
    const integer = domain.wrapInteger(3n) as never;
    const said = ', got an integer. Take a word of it: integer.word(16).';
    expect(misuse(() => word.eq(integer))).toBe(`expected a word of 16 bits${said}`);
    expect(misuse(() => domain.select(true, integer, word))).toBe(`expected a word${said}`);
  });

  test('should be told from a value of another run', () => {
    const other = symbolicDomain(new Terms(), () => true);
    expect(misuse(() => word.add(other.u16(3)))).toMatch(
      /^a value of another run was used in this run\. Create values inside/,
    );
    expect(misuse(() => domain.decide(other.bool(true)))).toMatch(/^a value of another run/);
  });

  test.each([
    [8, 'Widen it: zeroExtend(16).'],
    [32, 'Cut it with truncate(16), or widen the other one with zeroExtend(32).'],
  ] as const)('should be told what to do with where it has %d bits, not 16', (width, hint) => {
    expect(misuse(() => word.add(domain.word(width, 1) as never))).toBe(
      `expected a 16-bit word, got ${width} bits. ${hint}`,
    );
  });
});

describe('an operator of JavaScript', () => {
  const values = { word, condition: domain.bool(true), integer: domain.wrapInteger(3n) };

  test.each(Object.entries(values))('should be refused on a %s', (_, value) => {
    // As code without types would write it.
    const given = value as unknown as number;
    for (const work of [() => given + 1, () => given < 4, () => given == 3, () => -given])
      expect(misuse(work)).toMatch(/^an operator of JavaScript was applied to a.*\. Use its methods: /);
  });

  test.each(Object.entries(values))('should not make a text of a %s', (_, value) => {
    // As code without types would write it.
    const [given, names]: [unknown, Record<string, number>] = [value, {}];
    for (const work of [
      () => `${given as string}.`,
      () => String(given),
      // eslint-disable-next-line @typescript-eslint/no-base-to-string -- what it does is seen here
      () => value.toString(),
      () => names[given as string],
      () => JSON.stringify({ given }),
      () => [given].join(),
    ])
      expect(misuse(work)).toMatch(
        / was converted to text, such as a property name\. Look up an element with /,
      );
  });

  test('should be reported to the run of the value, which goes on if the error is caught', () => {
    const misuses: string[] = [];
    const listening = symbolicDomain(
      new Terms(),
      () => true,
      undefined,
      (error) => misuses.push(error.message),
    );
    const given = listening.bool(true) as unknown as number;
    expect(() => given + 1).toThrow(MisuseError);
    expect(misuses).toEqual(['an operator of JavaScript was applied to a condition']);
  });

  test('should leave it to the console to show what a value is', () => {
    expect(Object.values(values).map((value) => inspect(value))).toEqual([
      ...['[a word of 16 bits]', '[a condition]', '[an integer]'],
    ]);
  });
});
