import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concreteDomain } from '../../domain/concrete.ts';
import { MisuseError } from '../../domain/misuse.ts';
import { evaluate } from './evaluate.fixture.ts';
import { randomExpression } from './random-expression.fixture.ts';
import { rewriteTruth } from './rewrite.ts';
import { SNIPPETS } from './snippets.fixture.ts';

/** What a module comes to: what it returns, and what it notes on the way. */
interface Outcome {
  readonly returned: unknown;
  readonly notes: readonly unknown[];
}

async function outcomeOf(source: string, isGuarded: boolean): Promise<Outcome> {
  const { run } = (await evaluate(source, isGuarded)).exports;
  const notes: unknown[] = [];
  const returned: unknown = call(run, (note: unknown) => void notes.push(note));
  return { returned: await returned, notes };
}

function call(work: unknown, ...args: readonly unknown[]): unknown {
  if (typeof work !== 'function') throw new Error('there is no such function');
  return Reflect.apply(work, undefined, args);
}

describe('rewritten code', () => {
  test.each(Object.entries(SNIPPETS))('should do what it did: %s', async (_, source) => {
    expect(await outcomeOf(source, true)).toEqual(await outcomeOf(source, false));
  });

  test('should do what it did: random expressions', async () => {
    const tried = fc.sample(randomExpression, { numRuns: 500, seed: 11 });
    const source =
      `export const run = (log) => [${tried.map((text) => `() => ${text}`).join(',\n')}].map((work) => {
      const o = { x: 0 };
      const list = [0, 'a', o];
      const t = (value, name) => (log(name), value);
      const f = (x, ...more) => (log(more.length), x);
      try {
        return [work(), o.x];
      } catch (error) {
        return [error instanceof TypeError, o.x];
      }
    });`
        .replaceAll('() => ', '(o, list, t, f) => ')
        .replace('work()', 'work(o, list, t, f)');

    const [guarded, plain] = [await outcomeOf(source, true), await outcomeOf(source, false)];
    expect(guarded).toEqual(plain);
    expect(plain.notes.length).toBeGreaterThan(1000);
  });

  test('should have the same lines', () => {
    const code = 'if (a\n  && b) {\n\n  c(a\n===\nb, [1].some(\nf));\n}\n';
    const { code: rewritten } = rewriteTruth(code);
    expect(rewritten.split('\n').map((line) => line.replace(/[^\n;{}]/g, ''))).toEqual(
      code.split('\n').map((line) => line.replace(/[^\n;{}]/g, '')),
    );
  });

  test('should have places of its own text, of the expression that is asked about', async () => {
    const lines = [
      'export const run = (c, list) => {',
      '  const unrelated = !list;',
      '  return (',
      '    // why',
      '    list.length > 1 &&',
      '    (c || unrelated)',
      '  );',
      '};',
      'export const later = (c) => { if (1) return 2 === c; };',
    ];
    const { exports, placeOf } = await evaluate(lines.join('\n'));
    const placeIn = (work: unknown, ...args: unknown[]): unknown => {
      try {
        return call(work, ...args);
      } catch (error) {
        return placeOf(error);
      }
    };
    const condition = concreteDomain.bool(true);

    expect(placeIn(exports['run'], condition, [1, 2])).toEqual([6, 6]);
    expect(placeIn(exports['later'], condition)).toEqual(
      [9, lines[8]?.indexOf('2 ===') ?? 0].map((n, i) => n + i),
    );
  });

  test('should name a method that is missing as the text does', async () => {
    const { run, named } = (
      await evaluate(
        'export const run = (o) => o.list.filter((x) => x); export const named = (o) => o.filter((x) => x);',
      )
    ).exports;
    expect(() => call(run, { list: {} })).toThrow('o.list.filter is not a function');
    expect(() => call(named, {})).toThrow('o.filter is not a function');
    expect(() => call(run, {})).toThrow("Cannot read properties of undefined (reading 'filter')");
  });

  test('should leave a method of another class what it is given', async () => {
    const source = `export const run = (c) => {
      class All { every(f) { return f(c); } includes(x) { return [this, x]; } }
      const all = new All();
      return [all.every((x) => x), all.includes(c), all?.every((x) => x), [all][0].includes(c)[1]];
    };`;
    const condition = concreteDomain.bool(true);
    const returned = call((await evaluate(source)).exports['run'], condition);
    expect(returned).toEqual([condition, [{}, condition], condition, condition]);
  });

  test('should be refused where it uses the name of the guard', () => {
    expect(() => rewriteTruth('const $guard = 1;')).toThrow(MisuseError);
  });

  test.each(['a?.b', 'a &&= b', 'a ??= b'])('should have been lowered: %s', (code) => {
    expect(() => rewriteTruth(code)).toThrow(
      /cannot be rewritten: have esbuild write it with ESBUILD_SUPPORTED/,
    );
  });
});
