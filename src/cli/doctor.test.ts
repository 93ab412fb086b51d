import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { collector, makeProject } from '../runner/project.fixture.ts';
import { ringproof } from './command.fixture.ts';
import { aboutMemory, aboutNode } from './doctor.ts';
import { run } from './built.fixture.ts';

test('should say what there is, and that it proves what is true and refutes what is false', async () => {
  const { cwd } = makeProject({});
  const [stdout, stderr] = [collector(), collector()];

  const code = await run(['doctor'], { stdout, stderr, cwd, env: { ...process.env, PATH: '/nowhere' } });

  expect(stdout.text()).toMatch(/^ringproof {3}ok {2}\d+\.\d+\.\d+\nNode\.js {5}ok {2}\d+/);
  expect(stdout.text()).toMatch(
    /^embedded {4}ok {2}z3 [^:]*: proves what is true and refutes what is false, in /m,
  );
  expect(stdout.text()).toMatch(/^cvc5 {8}ok {2}not on PATH; for --solver cvc5, install/m);
  expect(stdout.text()).toMatch(/\n\nAll is well\.\n$/);
  expect({ code, err: stderr.text() }).toEqual({ code: 0, err: '' });
});

test('should find out that an engine believes everything', async () => {
  const { cwd } = makeProject({
    'believer.mjs': "export const checkProof = () => ({ verdict: 'proved', solver: 'none' });",
  });
  const [stdout, stderr] = [collector(), collector()];
  const engine = pathToFileURL(join(cwd, 'believer.mjs')).href;

  const code = await run(['doctor'], { stdout, stderr, cwd, env: { PATH: '/nowhere' }, engine });

  expect(code).toBe(4);
  expect(stdout.text()).toMatch(
    /^embedded {4}NOT OK {2}none: self-test\/false is proved, and should be refuted$/m,
  );
  expect(stdout.text()).toContain('Not everything works');
});

test('should find out that a folder cannot be written', async () => {
  const { code, out } = await ringproof(
    ['doctor'],
    { '.ringproof/cache': 'a file' },
    { env: { PATH: '/nowhere' } },
  );

  expect(code).toBe(4);
  expect(out).toMatch(/^cache {7}NOT OK {2}E.*; set --cache-dir/m);
});

test.each([
  ['18.20.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['23.1.0', false],
  ['24.0.0', true],
  ['26.3.0', true],
])('should say of Node %s whether it will do: %j', (version, isWell) => {
  expect(aboutNode(version).isWell).toBe(isWell);
});

test('should know the versions that package.json names', () => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');

  expect(manifest).toContain('"node": "^20.19.0 || ^22.12.0 || >=24"');
});

const GIB = 2 ** 30;

test.each([
  [8 * GIB, 4 * GIB, undefined, '8g, 4g of it free; a proof may take 2g (--memory)'],
  [8 * GIB, 4 * GIB, 3 * GIB, '3g, 3g of it free; a proof may take 2g (--memory)'],
  [8 * GIB, 4 * GIB, 2 ** 63, '8g, 4g of it free; a proof may take 2g (--memory)'],
  [8 * GIB, 4 * GIB, GIB / 2, '512m, 512m of it free; a proof may take 2g: set --memory and --jobs 1'],
])(
  'should say of %i bytes, %i of them free and %j left by a container: %s',
  (total, free, constrained, text) => {
    expect(aboutMemory(total, free, constrained).text).toBe(text);
  },
);
