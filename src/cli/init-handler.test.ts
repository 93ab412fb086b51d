import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { collector, makeProject } from '../runner/project.fixture.ts';
import { run } from './built.fixture.ts';

async function command(cwd: string, ...args: readonly string[]) {
  const [stdout, stderr] = [collector(), collector()];
  const code = await run(args, { stdout, stderr, cwd, env: { ...process.env, FORCE_COLOR: '' } });
  return { code, out: stdout.text(), err: stderr.text() };
}

const INIT = ['init', '--family', 'handler', '--name', 'my-disk'];

test('should write a handler that is refuted when it is broken', async () => {
  const { cwd } = makeProject({});
  const init = await command(cwd, ...INIT);
  const path = join(cwd, 'models/my-disk/handler.ts');
  const text = readFileSync(path, 'utf8');
  const whole = await command(cwd, 'prove', 'handler/bounded');
  writeFileSync(path, text.replace('this.left = this.left.sub(1);', ''));

  const broken = await command(cwd, 'prove', 'handler/bounded');

  expect(init).toMatchObject({ code: 0, err: '' });
  expect(init.out).toContain('wrote models/my-disk/handler.ts');
  expect(text).toContain('class MyDisk ');
  expect(whole.code).toBe(0);
  expect(broken.code).toBe(1);
  expect(broken.out).toContain("assertion 'fewer iterations are left' does not hold");
});

test('should have no recorder for a handler', async () => {
  const { cwd } = makeProject({});

  const { code, err } = await command(cwd, ...INIT, '--language', 'c');

  expect(code).toBe(5);
  expect(err).toContain('there are no recorders for models of this family; leave --language out');
});
