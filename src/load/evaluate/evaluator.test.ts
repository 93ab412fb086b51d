import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject } from '../../runner/project.fixture.ts';
import { linkProgram, withText } from '../link/link.ts';
import { changeBetween, withChange } from '../link/program-change.ts';
import type { Program } from '../link/program.ts';
import { functionOf } from './evaluated.fixture.ts';
import { Evaluator } from './evaluator.ts';

const FILES = {
  'a.ts': "import { b } from './b.ts'; import { c } from './c.ts'; export const a = { b, c };",
  'b.ts': "import { d } from './d.ts'; export const b = { d };",
  'c.ts': "import { loop } from './loop.ts'; export const c = {}; export const of = () => loop;",
  'loop.ts': "import { of } from './c.ts'; export const loop = {}; export const back = () => of;",
  'd.ts': 'export const d = { n: 1 }; export const fails = () => 1;',
  'bad.ts': "import { fails } from './d.ts'; export const bad = fails();",
};

async function program(): Promise<{ readonly at: (name: string) => string; readonly linked: Program }> {
  const { cwd } = makeProject(FILES);
  const at = (name: string): string => join(cwd, name);
  return { at, linked: await linkProgram(Object.keys(FILES).map(at), null) };
}

test('should run again what has changed and what is made of it, and nothing else', async () => {
  const { at, linked } = await program();
  const first = new Evaluator(linked);
  const [a, c] = [await first.import(at('a.ts')), await first.import(at('c.ts'))];

  const text = "export const d = { n: 2 }; export const fails = () => { throw new Error('no'); };";
  const changed = withChange(linked, changeBetween(linked, await withText(linked, at('d.ts'), text, null)));
  const second = new Evaluator(changed, first);

  expect((await second.import(at('a.ts')))['a']).toMatchObject({ b: { d: { n: 2 } } });
  expect(await second.import(at('c.ts'))).toBe(c);
  await expect(second.import(at('bad.ts'))).rejects.toThrow('no');
  const third = new Evaluator(withChange(changed, changeBetween(changed, linked)), second);
  expect(await third.import(at('a.ts'))).toEqual(a);
  expect((await third.import(at('bad.ts')))['bad']).toBe(1);
  // A circle changes as a whole.
  const other = await withText(linked, at('loop.ts'), `${FILES['loop.ts']} // other`, null);
  const fourth = new Evaluator(withChange(linked, changeBetween(linked, other)), third);
  expect(await fourth.import(at('c.ts'))).not.toBe(c);
  expect(await fourth.import(at('b.ts'))).toBe(await third.import(at('b.ts')));
});

test('should refuse to evaluate what a change takes away, or imports what is no more', async () => {
  const { at, linked } = await program();
  const first = new Evaluator(linked);
  await first.import(at('a.ts'));

  const { [at('d.ts')]: _, ...left } = linked.modules;
  const less = withChange(linked, changeBetween(linked, { ...linked, modules: left }));
  await expect(new Evaluator(less, first).import(at('a.ts'))).rejects.toThrow('not part of the program');
  const renamed = await withText(linked, at('d.ts'), 'export const e = 1;', null);
  await expect(new Evaluator(renamed, first).import(at('a.ts'))).rejects.toThrow("export named 'd'");
});

test('should keep what an earlier program has made constant, and run again what reports', async () => {
  const { at, linked } = await program();
  const first = new Evaluator(linked);
  const c = await first.import(at('c.ts'));
  const writes = "import { c } from './c.ts'; export const write = () => { c.n = 1; };";
  writeFileSync(at('w.ts'), writes);
  const more = await linkProgram([at('w.ts')], null);
  const both = { modules: { ...more.modules, ...linked.modules }, entries: more.entries };
  const writer = await new Evaluator(both, first).import(at('w.ts'));
  expect(functionOf(writer, 'write')).toThrow('made before the run');

  const { [at('c.ts')]: text } = linked.modules;
  if (text === undefined) throw new Error('c.ts is read');
  const marked = { ...linked, modules: { ...linked.modules, [at('c.ts')]: { ...text, reports: [] } } };
  const second = new Evaluator(marked, first);
  const again = await second.import(at('c.ts'));
  expect(again).not.toBe(c);
  expect(await new Evaluator(marked, second).import(at('c.ts'))).not.toBe(again);
});
