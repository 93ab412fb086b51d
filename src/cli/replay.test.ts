import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { rmSync } from 'node:fs';
import { ModelKind, proof, type Model } from '../index.ts';
import { counterexampleFile } from '../counterexample/saved-file.ts';
import { collector } from '../runner/project.fixture.ts';
import type { loadExports } from './load-exports.ts';
import { replayCommand, type ReplayOptions } from './replay.ts';

const kind = new ModelKind<{ readonly limit: number }>('limits');

const below = proof({
  id: 'x/below',
  title: 'x is below the limit',
  requirements: ['some.requirement'],
  doesNotProve: 'anything else',
  on: kind,
  body: (p, { limit }) => {
    const x = p.any.u16('x');
    p.assume(x.ne(7));
    p.assert('below', x.lt(limit));
  },
});

const MODELS: Readonly<Record<string, Model>> = {
  low: kind.implement({ name: 'low', source: 'here' }, { limit: 10 }),
  high: kind.implement({ name: 'high', source: 'here' }, { limit: 1000 }),
};

const cwd = mkdtempSync(join(tmpdir(), 'ringproof-replay-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const load: typeof loadExports = (id, modelName) => {
  const model = MODELS[modelName ?? ''];
  if (id !== below.id || model === undefined) throw new Error('not asked for');
  return Promise.resolve({
    proof: { module: 'proofs/x.proof.ts', name: 'below', value: below },
    model: { module: `models/${model.name}/index.ts`, name: model.name, value: model },
  });
};

async function run(text: string, options: ReplayOptions = {}, id?: string) {
  writeFileSync(join(cwd, 'saved.json'), text);
  const [stdout, stderr] = [collector(), collector()];
  const code = await replayCommand('saved.json', id, options, { stdout, stderr, cwd, env: {} }, load);
  return { code, out: stdout.text(), err: stderr.text() };
}

function saved(x: string): string {
  return counterexampleFile('x/below', 'low', {
    assertion: 'below',
    inputs: { x },
    memory: [],
    trace: [],
    steps: [],
  });
}

describe('ringproof replay', () => {
  test('should tell how the assertion breaks, and exit 1', async () => {
    const { code, out } = await run(saved('12'));

    expect(code).toBe(1);
    expect(out).toContain("x/below on low: 'below' does not hold\n");
    expect(out).toContain('see some.requirement');
    expect(out).toMatch(/BROKEN: below \(src\/cli\/replay\.test\.ts:\d+\)\n/);
  });

  test('should say of another model that it does not break there, and exit 0', async () => {
    const { code, out } = await run(saved('12'), { model: 'high' });

    expect(code).toBe(0);
    expect(out).toContain("x/below on high: 'below' holds");
    expect(out).not.toContain('BROKEN');
  });

  test('should say where the proof does not speak of the state, and exit 2', async () => {
    const { code, out } = await run(saved('7'));

    expect(code).toBe(2);
    expect(out).toContain('an assumption does not hold: x.ne(7)');
  });

  test('should write a test of the model in place of the story', async () => {
    const { code, out } = await run(saved('12'), { write: 'vitest' });

    expect(code).toBe(0);
    expect(out).toContain("import { low as theModel } from './models/low/index.ts';");
    expect(out).toContain('expect(brokenAssertions(theProof, theModel, START)).toEqual([]);');
  });

  test('should say why a form can not be written, and exit 4', async () => {
    const { code, out, err } = await run(saved('12'), { write: 'json' });

    expect([code, out]).toEqual([4, '']);
    expect(err).toMatch(/^error: it can not be written as json: the model 'low' has no conformance adapter/);
  });

  const entry = (id: string, x: string): object => {
    const counterexample = { assertion: 'below', inputs: { x }, memory: [], trace: [], steps: [] };
    return { id, model: 'low', verdict: 'refuted', counterexample };
  };
  const report = JSON.stringify({
    tool: 'ringproof',
    proofs: [entry('x/other', '1'), entry('x/below', '99')],
  });

  test('should take the counterexample to the proof that is named from a report', async () => {
    expect((await run(report, {}, 'x/below')).out).toContain('99');
  });

  test.each<[string, string | undefined, RegExp]>([
    [report, undefined, /holds 2 counterexamples; name the proof: x\/other, x\/below/],
    [report, 'x/none', /holds no counterexample to 'x\/none'; it has: x\/other, x\/below/],
    ['{"tool":"ringproof","proofs":[]}', undefined, /saved\.json holds no counterexample/],
    ['{}', undefined, /saved\.json: neither/],
  ])('should say what is in the file where it can not choose: %s', async (text, id, message) => {
    await expect(run(text, {}, id)).rejects.toThrow(message);
  });
});
