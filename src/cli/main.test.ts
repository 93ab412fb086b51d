import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { oneIn } from '../full.fixture.ts';
import { makeProject, proofFile } from '../runner/project.fixture.ts';
import { WORLD } from '../runner/world.fixture.ts';
import { MAIN } from '../built.fixture.ts';

/** For what happens at once, on a machine that may have other work. */
const PATIENCE = { timeout: 600_000 };

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/** Runs the real program in a process of its own. */
function start(args: readonly string[], cwd: string): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...process.env, ...WORLD },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A file that never finishes loading, and shows for how long it is at it. */
const BUSY = {
  'proofs/busy.proof.ts': "for (;;) Error.world.fs.appendFileSync('beat', '.');",
};

const beats = (cwd: string): number => statSync(join(cwd, 'beat')).size;

async function untilBusy(cwd: string): Promise<void> {
  await vi.waitFor(() => expect(beats(cwd)).toBeGreaterThan(0), PATIENCE);
}

async function untilIdle(cwd: string): Promise<void> {
  await vi.waitFor(async () => {
    const before = beats(cwd);
    await delay(300);
    expect(beats(cwd)).toBe(before);
  }, PATIENCE);
}

test.each(oneIn(2, SIGNALS))('should end its workers on %s and exit %i', async (signal, code) => {
  const { cwd } = makeProject(BUSY);
  const main = start(['prove'], cwd);
  await untilBusy(cwd);

  main.kill(signal);

  expect(await once(main, 'exit')).toEqual([code, null]);
  await untilIdle(cwd);
});

test.each(oneIn(2, SIGNALS))(
  'should say what it came to before %s, and mark what it did not, and exit %i',
  async (signal, code) => {
    const { cwd } = makeProject({
      'proofs/1.proof.ts': proofFile('a/done', ''),
      'proofs/2.proof.ts': proofFile('b/loops', "for (;;) Error.world.fs.appendFileSync('beat', '.');"),
      'proofs/3.proof.ts': proofFile('c/waits', ''),
    });
    const main = start(['prove', '--jobs', '1', '--reporter', 'json,junit', '--output', 'out'], cwd);
    await untilBusy(cwd);

    main.kill(signal);

    expect(await once(main, 'exit')).toEqual([code, null]);
    await untilIdle(cwd);
    expect(JSON.parse(readFileSync(join(cwd, 'out/ringproof.json'), 'utf8'))).toMatchObject({
      proofs: [{ id: 'a/done' }],
      notRun: [{ id: 'b/loops' }, { id: 'c/waits' }],
    });
    expect(readFileSync(join(cwd, 'out/ringproof.junit.xml'), 'utf8')).toContain('</testsuites>');
  },
);

test('should leave no worker behind where it is killed itself', async () => {
  const { cwd } = makeProject(BUSY);
  const main = start(['prove'], cwd);
  await untilBusy(cwd);

  main.kill('SIGKILL');

  await untilIdle(cwd);
});

test('should end quietly, and not as a success, if the reader stops reading', async () => {
  const { cwd } = makeProject({ 'proofs/a.proof.ts': proofFile('a', '') });
  const main = start(['list'], cwd);
  main.stdout?.destroy();

  const [[code], errors] = await Promise.all([
    once(main, 'exit'),
    main.stderr === null ? '' : text(main.stderr),
  ]);

  expect(errors).toBe('');
  expect(code).toBe(141);
});

test('should write a long document in full', async () => {
  const proofs = Array.from({ length: 400 }, (_, i) =>
    proofFile(`p/${i}`, '').replace('default', `const p${i} =`),
  );
  const { cwd } = makeProject({
    'proofs/a.proof.ts':
      proofs.join('').replaceAll("import { proof } from 'ringproof';", '') +
      "import { proof } from 'ringproof';",
  });
  const main = start(['list', '--reporter', 'json'], cwd);

  const [[code], document] = await Promise.all([
    once(main, 'exit'),
    main.stdout === null ? '' : text(main.stdout),
  ]);

  expect(code).toBe(0);
  expect(document.length).toBeGreaterThan(100_000);
  expect(JSON.parse(document)).toMatchObject({ proofs: { length: 400 } });
});
