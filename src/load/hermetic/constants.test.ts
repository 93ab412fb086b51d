import { expect, test } from 'vitest';
import { ConcreteMemory } from '../../memory/concrete.ts';
import { concreteDomain } from '../../domain/concrete.ts';
import { evaluatedProject, functionOf, thrownBy } from '../evaluate/evaluated.fixture.ts';

/** State that survives from one call of `run` to the next. The line that keeps it is the last but one. */
const KEPT: readonly (readonly [kind: string, text: string])[] = [
  ['a variable of the file', 'let n = 0;\nexport function run() {\nn += 1;\n}'],
  ['a counted variable', 'let n = 0;\nexport function run() {\nn++;\n}'],
  ['a variable that is given a part', 'let n = 0;\nexport function run() {\n[n] = [n + 1];\n}'],
  ['a variable that a loop writes', 'let n = 0;\nexport function run() {\nfor (n of [n + 1]);\n}'],
  ['an exported variable', 'export let n = 0;\nexport function run() {\nn = n + 1;\n}'],
  [
    'a variable of a function',
    'const make = () => {\nlet n = 0;\nreturn () => {\nn++;\n};\n};\nexport const run = make();',
  ],
  ['a parameter', 'const make = (n: number) => () =>\nn++;\n\nexport const run = make(0);'],
  ['a list', 'const list: number[] = [];\nexport function run() {\nlist.push(1);\n}'],
  ['an element of a list', 'const list = [0];\nexport function run() {\nlist[0]++;\n}'],
  ['an object', 'const o = { n: 0 };\nexport function run() {\no.n++;\n}'],
  ['an object in an object', 'const o = { in: { n: 0 } };\nexport function run() {\no.in.n = 1;\n}'],
  ['a deleted member', 'const o: { n?: 0 } = { n: 0 };\nexport function run() {\ndelete o.n;\n}'],
  [
    'an object that only a function holds',
    'const make = () => {\nconst list: number[] = [];\nreturn () => {\nlist.push(1);\n};\n};\nexport const run = make();',
  ],
  [
    'an argument that only a function holds',
    'const make = (list: number[]) => () =>\nlist.push(1);\n\nexport const run = make([]);',
  ],
  ['a function', 'export function run() {\n(run as { n?: number }).n = 1;\n}'],
  ['a static member', 'class C { static n = 0; }\nexport function run() {\nC.n++;\n}'],
  ['a prototype', 'class C { n = 0; }\nexport function run() {\nC.prototype.n = 1;\n}'],
  ['an instance', 'class C { n = 0; }\nconst c = new C();\nexport function run() {\nc.n++;\n}'],
  [
    'a private field',
    'class C { #n = 0; add() {\nthis.#n++;\n} }\nconst c = new C();\nexport const run = () => c.add();',
  ],
  [
    'an object in a private field',
    'class C { #l: number[] = []; add() {\nthis.#l.push(1);\n} }\nconst c = new C();\nexport const run = () => c.add();',
  ],
  [
    'a static private field',
    'class C { static #n = 0; static add() {\nC.#n++;\n} }\nexport const run = () => C.add();',
  ],
  [
    'a private field of a class that is extended',
    'class B { #n = 0; add() {\nthis.#n++;\n} }\nclass C extends B {}\nconst c = new C();\nexport const run = () => c.add();',
  ],
  ['a map', 'const map = new Map();\nexport function run() {\nmap.set(1, 1);\n}'],
  [
    'a value in a map',
    "const map = new Map([['a', { n: 0 }]]);\nexport function run() {\nmap.get('a')!.n++;\n}",
  ],
  ['a set', 'const set = new Set();\nexport function run() {\nset.add(1);\n}'],
  ['a weak map', 'const map = new WeakMap();\nexport function run(o = {}) {\nmap.set(o, 1);\n}'],
  ['a weak set', 'const set = new WeakSet();\nexport function run(o = {}) {\nset.add(o);\n}'],
  ['a typed array', 'const bytes = new Uint8Array(1);\nexport function run() {\nbytes[0] = 1;\n}'],
  [
    'a typed array that is filled',
    'const bytes = new Uint8Array(1);\nexport function run() {\nbytes.fill(1);\n}',
  ],
  [
    'the bytes below a typed array',
    'const bytes = new Uint8Array(1);\nexport function run() {\nnew Uint8Array(bytes.buffer)[0] = 1;\n}',
  ],
  [
    'a view of bytes',
    'const view = new DataView(new ArrayBuffer(1));\nexport function run() {\nview.setUint8(0, 1);\n}',
  ],
  ['a generator', 'const g = (function* () { yield 1; yield 2; })();\nexport function run() {\ng.next();\n}'],
  ['an iterator', 'const it = [1, 2].values();\nexport function run() {\nit.next();\n}'],
  ['the last place of a regular expression', 'const r = /a/g;\nexport function run() {\nr.exec("aa");\n}'],
  [
    'an accessor',
    'let n = 0;\nconst o = { get next() {\nreturn n++;\n} };\nexport const run = () => o.next;',
  ],
  [
    'the handler of a proxy',
    'const p = new Proxy({}, { n: 0, get() {\nreturn this.n++;\n} } as never) as { x: 0 };\nexport const run = () => p.x;',
  ],
  [
    'an instance that only a function in a field holds',
    'const run0 = new (class { n = 0; go = () => {\nthis.n++;\n}; })().go;\nexport const run = () => run0();',
  ],
  [
    'an instance that only a function of a method holds',
    'class C { n = 0; maker() { return () => {\nthis.n++;\n}; } }\nexport const run = new C().maker();',
  ],
  [
    'what only a function made in a loop holds',
    'const all: (() => void)[] = [];\nfor (const o of [{ n: 0 }]) all.push(() => {\no.n++;\n});\nexport const run = () => all[0]?.();',
  ],
  ['the constructor of errors', 'export function run() {\n(Error as { n?: number }).n = 1;\n}'],
  ['a bound list', 'const push = [].push.bind([]);\nexport function run() {\npush(1 as never);\n}'],
];

test.each(KEPT)('should refuse to keep state in %s, and name the line', async (_, text) => {
  const { cwd, ...project } = await evaluatedProject({ 'a.ts': text });
  const run = functionOf(await project.import('a.ts'), 'run');

  const thrown = thrownBy(run, cwd);

  expect(thrown?.error).toBeInstanceOf(TypeError);
  const lines = text.split('\n');
  const writes = lines.findIndex(
    (line) =>
      /^(n|\[n|for \(n|list|o\.|delete|\(run|\(Error|C\.|c\.n|this|map|set|bytes|new Uint|view|push|g\.|it\.|r\.|return (this\.)?n\+\+)/.test(
        line,
      ) && !/^(return \(\) =|class|const)/.test(line),
  );
  expect(thrown?.line).toBe(writes + 1);
});

test.each([
  [
    'a variable of the call',
    'export function run() { let n = 0; const add = () => { n++; }; add(); return n; }',
  ],
  [
    'objects of the call',
    'export function run() { const o = { n: 0 }; const m = new Map(); m.set(1, o); o.n++; return m.size; }',
  ],
  [
    'private fields of the call',
    'class C { #n = 0; add() { return ++this.#n; } }\nexport const run = () => new C().add();',
  ],
  [
    'what is made while the file is loaded',
    'let n = 0;\nconst add = () => { n++; };\nadd();\nexport const run = () => n;',
  ],
  ['a table that is read', 'const t = new Map([[1, 1]]);\nexport const run = () => t.get(1);'],
  ['a parameter with a function of its own', 'export const run = (n = 0, add = () => ++n) => add();'],
  [
    'a loop over what the file holds',
    'const list = [1];\nexport function run() { let s = 0; for (const x of list) s += x; return s; }',
  ],
  [
    'an instance of a class of the file',
    'class C { n = 0; add() { this.n++; return this.n; } }\nexport const run = () => new C().add();',
  ],
  [
    'the fields of a class that extends one',
    'class B { n = 0; }\nclass C extends B { constructor() { super(); this.n = 1; } }\nexport const run = () => new C().n;',
  ],
])('should allow %s', async (_, text) => {
  const { cwd, ...project } = await evaluatedProject({ 'a.ts': text });
  const run = functionOf(await project.import('a.ts'), 'run');

  expect(thrownBy(run, cwd)).toBeNull();
  expect(run()).toBe(1);
});

test('should refuse a buffer that a file keeps: anything may write into it', async () => {
  const project = await evaluatedProject({ 'a.ts': 'export const buffer = new ArrayBuffer(1);' });

  await expect(project.import('a.ts')).rejects.toThrow('an ArrayBuffer is made while the file is loaded');
});

test('should refuse what one file writes into another after that is loaded', async () => {
  const { cwd, ...project } = await evaluatedProject({
    'table.ts': 'const names: string[] = [];\nexport const register = (name: string) => names.push(name);',
    'a.ts': "import { register } from './table.ts';\nregister('a');",
  });

  const thrown = await project.import('a.ts').then(
    () => null,
    (error: unknown) => error,
  );

  expect(
    thrownBy(() => {
      throw thrown;
    }, cwd)?.line,
  ).toBe(2);
});

test.each([
  'domain.extra = 1',
  'domain.u16(1).extra = 1',
  'domain.bool(true).extra = 1',
  'Object.getPrototypeOf(domain).extra = 1',
])('should refuse a member put on an object of the checker: %s', async (statement) => {
  const { cwd, ...project } = await evaluatedProject({
    'a.js': `export function run(domain) {\n${statement};\n}`,
  });
  const run = functionOf(await project.import('a.js'), 'run');

  const thrown = thrownBy(() => run(concreteDomain), cwd);

  expect(thrown?.error.message).toContain("one of the checker's objects");
});

test.each(['events.extra = 1', 'events.reads().extra = 1'])(
  'should refuse a member put on the event list: %s',
  async (statement) => {
    const { cwd, ...project } = await evaluatedProject({
      'a.js': `export function run(events) {\n${statement};\n}`,
    });
    const run = functionOf(await project.import('a.js'), 'run');

    const thrown = thrownBy(() => run(new ConcreteMemory([]).events), cwd);

    expect(thrown?.error.message).toContain("one of the checker's objects");
  },
);
