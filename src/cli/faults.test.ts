import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { IS_FULL } from '../full.fixture.ts';
import { collector, makeProject, proofFile } from '../runner/project.fixture.ts';
import { WORLD } from '../runner/world.fixture.ts';
import { ringproof } from './command.fixture.ts';
import { run } from './built.fixture.ts';
import { bodyFile, workspace, type ShownResult } from './real-engine.fixture.ts';

/** One file with so many proofs, each of which does what `body` says for its number. */
function manyProofs(count: number, body: (i: number) => string): string {
  const proofs = Array.from({ length: count }, (_, i) => {
    const id = `p/${String(i).padStart(5, '0')}`;
    return `export const p${i} = proof({ id: '${id}', title: 't', requirements: [], doesNotProve: 'd', covers: [], body: () => { ${body(i)} } });\n`;
  });
  return `import { proof } from 'ringproof';\n${proofs.join('')}`;
}

/** Workers at work in a folder; this works on Linux only. */
function workersIn(cwd: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        const isWorker = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('runner/worker');
        return isWorker && readlinkSync(`/proc/${name}/cwd`) === cwd;
      } catch {
        return false;
      }
    })
    .map(Number);
}

const busy = (ms: number): string =>
  `const { performance } = Error.world; const end = performance.now() + ${ms}; while (performance.now() < end); `;

/** What proofs do to their process, and what is said of that. */
const DEATHS = [
  {
    body: "const { process } = Error.world; process.kill(process.pid, 'SIGKILL'); for (;;);",
    verdict: 'out-of-memory',
    message: '(SIGKILL)',
  },
  {
    body: "const { process } = Error.world; process.kill(process.pid, 'SIGSEGV'); for (;;);",
    verdict: 'error',
    message: 'SIGSEGV',
  },
  { body: 'Error.world.process.abort();', verdict: 'error', message: 'SIGABRT' },
  { body: 'Error.world.process.exit(0);', verdict: 'error', message: 'exited with code 0' },
  {
    body: 'const all = []; for (;;) all.push(Error.world.Buffer.alloc(1e7, 1));',
    verdict: 'out-of-memory',
    message: 'over its limit of 300m',
  },
  {
    body: "Error.world.setImmediate(() => { throw new Error('late'); }); return new Promise(() => {});",
    verdict: 'error',
    message: 'late',
  },
] as const;

test.runIf(IS_FULL)(
  'should lose no verdict but those of the proofs that end their process, of a hundred',
  async () => {
    // Every twelfth dies, in one of six ways.
    const death = (i: number): (typeof DEATHS)[number] | undefined =>
      i % 12 === 7 ? DEATHS[Math.floor(i / 12) % DEATHS.length] : undefined;
    const body = (i: number): string =>
      death(i)?.body ?? (i % 3 === 0 ? "throw { verdict: 'refuted' };" : '');

    const { out } = await ringproof(['prove', '--memory', '300m', '--reporter', 'json', '--jobs', '2'], {
      'proofs/all.proof.ts': manyProofs(100, body),
    });

    const { proofs } = JSON.parse(out) as { proofs: readonly ShownResult[] };
    expect(proofs).toHaveLength(100);
    proofs.forEach(({ verdict, failure }, i) => {
      const expected = death(i);
      expect([i, verdict]).toEqual([i, expected?.verdict ?? (i % 3 === 0 ? 'refuted' : 'proved')]);
      if (expected !== undefined) expect(failure?.message).toContain(expected.message);
    });
  },
);

test.runIf(IS_FULL && existsSync('/proc/self/cwd'))(
  'should lose no verdict but those of workers that are killed at any moment',
  async () => {
    const { cwd, engine } = makeProject({
      'proofs/all.proof.ts': manyProofs(
        100,
        (i) => busy(25) + (i % 3 === 0 ? "throw { verdict: 'refuted' };" : ''),
      ),
    });
    const [stdout, stderr] = [collector(), collector()];
    let kills = 0;
    const killer = setInterval(() => {
      const workers = workersIn(cwd);
      const victim = workers[Math.floor(Math.random() * workers.length)];
      // Not while there is only the one that loads the files: that is another test.
      if (victim === undefined || workers.length < 2 || kills >= 6) return;
      kills += 1;
      process.kill(victim, 'SIGKILL');
    }, 120);
    onTestFinished(() => clearInterval(killer));

    const args = ['prove', '--jobs', '2', '--reporter', 'json'];
    await run(args, { stdout, stderr, cwd, env: { ...process.env, ...WORLD }, engine });

    const { proofs } = JSON.parse(stdout.text()) as { proofs: readonly ShownResult[] };
    expect(proofs).toHaveLength(100);
    const lost = proofs.filter(({ failure }) => failure?.message.includes('(SIGKILL)') === true);
    expect(kills).toBeGreaterThan(0);
    expect(lost.length).toBeLessThanOrEqual(kills);
    proofs.forEach((proof, i) => {
      if (!lost.includes(proof)) expect([i, proof.verdict]).toEqual([i, i % 3 === 0 ? 'refuted' : 'proved']);
    });
    expect(workersIn(cwd)).toEqual([]);
  },
);

test('should tell a body that is not deterministic', async () => {
  const { prove } = workspace({
    'proofs/a.proof.ts': bodyFile(
      'a',
      "p.assert('x', p.any.u16('x').lt(Math.floor(Error.world.Math.random() * 60000)));",
    ),
  });

  expect((await prove()).proofs).toMatchObject([
    { verdict: 'error', failure: { message: expect.stringContaining('not deterministic') } },
  ]);
});

test.runIf(IS_FULL)('should run ten thousand proofs, and tell of each', async () => {
  const { code, out } = await ringproof(['prove', '--reporter', 'json'], {
    'proofs/all.proof.ts': manyProofs(10_000, (i) => (i === 7777 ? "throw { verdict: 'refuted' };" : '')),
  });

  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ summary: { proved: 9999, refuted: 1 } });
});

test('should pass on megabytes that proofs print, and keep them out of the document', async () => {
  const flood =
    "for (let i = 0; i < 50; i += 1) { console.log('x'.repeat(1e5)); console.error('y'.repeat(1e5)); }";

  const { code, out, err } = await ringproof(['prove', '--reporter', 'json'], {
    'proofs/1.proof.ts': proofFile('a/prints', flood),
    'proofs/2.proof.ts': proofFile('b/fine', ''),
  });

  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ summary: { proved: 2 } });
  expect(err.length).toBeGreaterThan(1e7);
});

test.skipIf(!existsSync('/sys/kernel'))(
  'should exit 5 where the output folder cannot be written',
  async () => {
    const files = { 'proofs/1.proof.ts': proofFile('a', ''), taken: '' };

    for (const folder of ['/sys/ringproof', 'taken/out']) {
      const { code, err } = await ringproof(['prove', '--output', folder, '--shard', '1/1'], files);
      expect([code, err]).toEqual([5, expect.stringContaining(`--output ${folder}: `)]);
    }
  },
);
