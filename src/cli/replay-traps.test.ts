import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { hostOf, hostProof, noTrap, runsOnce, type Work } from '../check/traps.fixture.ts';
import { counterexampleFile } from '../replay/saved-file.ts';
import { collector } from '../runner/project.fixture.ts';
import { replayCommand } from './replay.ts';

const cwd = mkdtempSync(join(tmpdir(), 'ringproof-replay-traps-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const NO_TRAP = noTrap('division by zero');
const SAVED = counterexampleFile('test/host', 'host', {
  ...{ assertion: NO_TRAP, inputs: { a: '7', b: '0' }, memory: [], trace: [], steps: [] },
});

/** Replays the saved counterexample on a model whose operation does this work. */
async function run(work: Work) {
  writeFileSync(join(cwd, 'saved.json'), SAVED);
  const [stdout, stderr] = [Object.assign(collector(), { isTTY: false }), collector()];
  const stdin = Object.assign(new PassThrough(), { isTTY: false });
  const io = { stdin, stdout, stderr, cwd, env: {} };
  const code = await replayCommand('saved.json', undefined, {}, io, () =>
    Promise.resolve({
      proof: {
        module: 'proofs/x.proof.ts',
        specifier: './proofs/x.proof.ts',
        name: 'host',
        value: hostProof(runsOnce),
      },
      model: { module: 'models/host.ts', specifier: './models/host.ts', name: 'host', value: hostOf(work) },
    }),
  );
  return { code, out: stdout.text().replace(/\s+/g, ' ') };
}

test('should tell where the operation traps, and exit 1', async () => {
  const { code, out } = await run((_, a, b) => a.rem(b));
  expect(code).toBe(1);
  expect(out).toContain(`'${NO_TRAP}' does not hold`);
  expect(out).toMatch(/run_once traps: division by zero \(src\/cli\/replay-traps\.test\.ts:\d+\)/);
});

test('should say that it holds where the operation divides by something else, and exit 0', async () => {
  const { code, out } = await run((_, a, b) => a.rem(b.or(1)));
  expect(code).toBe(0);
  expect(out).toContain(`'${NO_TRAP}' holds, and so does everything else that the proof asserts`);
});

test('should say that nothing is divided any more, which is not the same, and exit 2', async () => {
  const { code, out } = await run((_, a) => a);
  expect(code).toBe(2);
  expect(out).toContain(`'${NO_TRAP}' is not asserted in the run from this state`);
});
