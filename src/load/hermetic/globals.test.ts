import { expect, test } from 'vitest';
import { evaluatedProject, functionOf, thrownBy } from '../evaluate/evaluated.fixture.ts';

test.each([
  ['Date.now()', 'the time'],
  ['new Date()', 'the time'],
  ['performance.now()', 'the time'],
  ['Math.random()', 'chance'],
  ["Math['ran' + 'dom']()", 'chance'],
  ['crypto.randomUUID()', 'chance'],
  ['process.env.HOME', 'the environment'],
  ["process['env']", 'the environment'],
  ["fetch('https://example.org')", 'the network'],
  ['setTimeout(() => {}, 1)', 'timers'],
  ['queueMicrotask(() => {})', 'timers'],
  ['new WeakRef({})', 'the garbage collector'],
  ['new SharedArrayBuffer(1)', 'other threads'],
  ['new Intl.Collator()', 'the language of the machine'],
  ["globalThis['process']", 'the global object'],
  ['global.process', 'the global object'],
  ['Buffer.from([1])', 'the machine'],
  ['new WebAssembly.Module(new Uint8Array())', 'the machine'],
  ['__filename.length', 'the place of the file'],
])('should refuse %s, since a verdict would depend on %s', async (expression, reason) => {
  const { cwd, ...project } = await evaluatedProject({
    'a.ts': `export function run() {\nreturn ${expression};\n}`,
  });
  const run = functionOf(await project.import('a.ts'), 'run');

  const thrown = thrownBy(run, cwd);

  expect(thrown?.error.message).toMatch(
    new RegExp(`cannot be used in proofs and models: a verdict would depend on ${reason}$`),
  );
  expect(thrown?.line).toBe(2);
});

test('should let a file declare a name that is refused otherwise', async () => {
  const { import: load } = await evaluatedProject({
    'a.ts': 'const process = 1; function fetch() { return process; } export const value = fetch();',
  });

  expect((await load('a.ts'))['value']).toBe(1);
});

test.each([
  ['Math.max(1, 2)', 2],
  ['typeof process', 'undefined'],
  ['typeof Date', 'undefined'],
  ['((process) => typeof process)(1)', 'number'],
  ['[3, 1].sort().join()', '1,3'],
  ['new Map([[1, 2]]).get(1)', 2],
  ['(function () { return this === undefined; })()', true],
  ['JSON.stringify({ a: [1n === BigInt(1)] })', '{"a":[true]}'],
  ['String(new TypeError("x"))', 'TypeError: x'],
])('should evaluate %s as ever', async (expression, value) => {
  const { import: load } = await evaluatedProject({ 'a.js': `export const value = ${expression};` });

  expect((await load('a.js'))['value']).toEqual(value);
});
