import { compileFunction } from 'node:vm';
import { expect, test } from 'vitest';
import { guard } from '../truth/guard.ts';
import { transformMarked } from '../link/transform.ts';
import type { TextPlace } from './place.ts';

/** The places of a file, as 'line kind name: what'. */
function shown(places: readonly TextPlace[]): readonly string[] {
  return places.map(
    ({ line, kind, name, what }) => `${line} ${kind} ${name}${what === '' ? '' : `: ${what}`}`,
  );
}

/** The places that are not entered while a file is run, as `shown` has them. */
async function missed(source: string): Promise<readonly string[]> {
  const { transformed, places } = await transformMarked('file.ts', source, true);
  expect(transformed.fault).toBeNull();
  const entered = new Set<number>();
  const given = {
    $guard: guard,
    $constants: {
      object: (it: unknown) => it,
      hold: () => {},
      made: (it: unknown) => it,
      write: () => {},
      privates: () => {},
    },
    $loading: {},
    $ringproofEnter: (place: number) => entered.add(place),
    module: { exports: {} },
  };
  Reflect.apply(compileFunction(transformed.code, Object.keys(given)), undefined, Object.values(given));
  return shown(places.filter((_, i) => !entered.has(i)));
}

test.each([
  ['if (1 > 0) void 0;', ['1 branch : the condition is never false']],
  ['if (1 < 0) void 0;', ['1 branch : the condition is never true']],
  ['if (1 > 0) { void 0; } else { void 1; }', ['1 branch : the condition is never false']],
  [
    'if (1 < 0)\n  if (2 > 1) void 0;\n  else void 1;',
    [
      '2 branch : the condition is never true',
      '2 branch : the condition is never true',
      '3 branch : the condition is never false',
    ],
  ],
  ['const x = 1 > 0 ? 2 : 3;', ['1 branch : the condition is never false']],
  ['const x = 1 < 0 && 3;', ['1 branch : what follows && is never evaluated']],
  ['const x = 1 > 0 || 3;', ['1 branch : what follows || is never evaluated']],
  ['const x = [1][0] ?? 3;', ['1 branch : what follows ?? is never evaluated']],
  ['for (const x of []) void x;', ['1 branch : the loop is never entered']],
  ['while (1 < 0) { void 0; }', ['1 branch : the loop is never entered']],
  [
    'switch (1 as number) { case 1: [].at(0); break;\n case 2:\n case 3: [].at(1); }',
    ['3 branch : the case is never taken'],
  ],
  ['try { void 0; } catch { void 1; }', ['1 branch : nothing is ever caught']],
  ['const f = (x = 3) => x; f(1);', ['1 branch f: the default value is never taken']],
  ['const f = () => ({ a: 1 });', ['1 function f']],
  ['function f() { "use strict"; return 1; }', ['1 function f']],
  [
    'class A { static b() {} get c() { return 1; } #d = () => 2; }',
    ['1 function A.b', '1 function A.c', '1 function A.#d'],
  ],
  ['const o = { pop() {}, walk: { next: () => 1 } };', ['1 function pop', '1 function next']],
  ['const o: { a?: number } = {}; const x = o?.a;', []],
])('should find what is not entered in %s', async (source, expected) => {
  expect(await missed(source)).toEqual(expected);
});

test('should say which place is around another, and where reasons may stand', async () => {
  const source =
    'function f(x: number) {\n  const y = 1;\n  if (x > 0) {\n    return 1;\n  }\n  return y;\n}';
  const { places } = await transformMarked('file.ts', source, true);

  expect(places.map(({ parent, anchors }) => ({ parent, anchors }))).toEqual([
    { parent: null, anchors: [1, 2] },
    { parent: 0, anchors: [3, 4] },
    { parent: 0, anchors: [3] },
  ]);
});

test('should do in marked code what the file says', async () => {
  const source =
    'const log: unknown[] = [];\nfunction f(a: number, b = a > 1 ? 10 : 20) { if (a > 2) return "big"; else if (a > 1) log.push(a); for (const x of [1, 2]) if (x > 1) log.push(x); return b && a; }\n' +
    'export const all = [f(1), f(2), f(3), f(0, 0), log];';
  const run = async (isMarked: boolean): Promise<unknown> => {
    const { transformed } = await transformMarked('file.ts', source, isMarked);
    const module = { exports: {} as { readonly all?: unknown } };
    const keeper = {
      object: (it: unknown) => it,
      hold: () => {},
      made: (it: unknown) => it,
      write: () => {},
    };
    const given = { $guard: guard, $constants: keeper, $loading: {}, $ringproofEnter: () => {}, module };
    Reflect.apply(compileFunction(transformed.code, Object.keys(given)), undefined, Object.values(given));
    return module.exports.all;
  };

  expect(await run(true)).toEqual([1, 2, 'big', 0, [2, 2, 2, 2]]);
  expect(await run(false)).toEqual(await run(true));
});

test('should not let a file use the name of what it calls', async () => {
  await expect(transformMarked('file.ts', 'const $ringproofEnter = 1;', true)).rejects.toThrow(
    "is a name of the tool's own",
  );
});
