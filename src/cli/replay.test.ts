import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { rmSync } from 'node:fs';
import { ModelKind, proof, type Model } from '../index.ts';
import { counterexampleFile } from '../replay/saved-file.ts';
import { collector } from '../runner/project.fixture.ts';
import type { loadExports } from '../session/load-exports.ts';
import { replayCommand, type ReplayOptions } from './replay.ts';

const kind = new ModelKind<{ readonly limit: number }>('limits', {
  bind: (declared) => declared,
  members: () => ['limit'],
  ownProofs: () => [],
  family: {
    exporters: { json: ({ about, adapter }) => `${about.assertion}, ${adapter().operations.length}` },
  },
});

const below = proof({
  id: 'x/below',
  title: 'x is below the limit',
  requirements: ['some.requirement'],
  doesNotProve: 'anything else',
  on: kind,
  covers: [],
  body: (p, { limit }) => {
    const x = p.any.u16('x');
    p.assume(x.ne(7));
    if (p.domain.decide(x.eq(0))) return;
    p.assert('below', x.lt(limit), { requirement: 'some.requirement' });
  },
});

/** As that of handlers, it has no exporters. */
const bare = new ModelKind<{ readonly limit: number }>('bare', {
  ...{ bind: (declared) => declared, members: () => [], ownProofs: () => [] },
});

const MODELS: Readonly<Record<string, Model>> = {
  bare: bare.implement({ name: 'bare', source: 'here' }, { limit: 10 }),
  low: kind.implement({ name: 'low', source: 'here' }, { limit: 10 }),
  high: kind.implement({ name: 'high', source: 'here' }, { limit: 1000 }),
};

const cwd = mkdtempSync(join(tmpdir(), 'ringproof-replay-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const load: typeof loadExports = (id, modelName) => {
  const model = MODELS[modelName ?? ''];
  if (id !== below.id || model === undefined) throw new Error('not asked for');
  return Promise.resolve({
    proof: { module: 'proofs/x.proof.ts', specifier: './proofs/x.proof.ts', name: 'below', value: below },
    model: {
      module: `models/${model.name}/index.ts`,
      specifier: `./models/${model.name}/index.ts`,
      name: model.name,
      value: model,
    },
  });
};

async function run(text: string, options: ReplayOptions = {}, id?: string, answers?: string) {
  writeFileSync(join(cwd, 'saved.json'), text);
  const isTTY = answers !== undefined;
  const [stdout, stderr] = [Object.assign(collector(), { isTTY }), collector()];
  const stdin = Object.assign(new PassThrough(), { isTTY });
  stdin.end(answers);
  const code = await replayCommand('saved.json', id, options, { stdin, stdout, stderr, cwd, env: {} }, load);
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
    expect(out).toMatch(
      /BROKEN: below: x = 12, expected less than 10\s+\(src\/cli\/replay\.test\.ts:\d+\)\n/,
    );
  });

  test('should say of another model that it does not break there, and exit 0', async () => {
    const { code, out } = await run(saved('12'), { model: 'high' });

    expect(code).toBe(0);
    expect(out).toContain("x/below on high: 'below' holds");
    expect(out).not.toContain('BROKEN');
  });

  test('should say that the state violates the proof’s assumptions, and exit 2', async () => {
    const { code, out } = await run(saved('7'));

    expect(code).toBe(2);
    expect(out).toContain('an assumption does not hold: x.ne(7)');
  });

  test('should say where the file names an assertion that is not made, and exit 2', async () => {
    const renamed = saved('12').replace('"below"', '"under"');

    expect(await run(renamed)).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /'under' is not asserted in the run from this state, and\s+'below'\s+does\s+not\s+hold/,
      ),
    });
    expect(await run(renamed, { model: 'high' })).toMatchObject({
      code: 2,
      out: expect.stringMatching(/'under' is not asserted in the run from this state; everything\s+that/),
    });
    expect(await run(saved('0'))).toMatchObject({ code: 2 });
  });

  test('should take no value that the input does not have', async () => {
    const { code, out } = await run(saved('65536'));

    expect(code).toBe(2);
    expect(out.replace(/\s+/g, ' ')).toContain("the input 'x' is 65536: out of its declared range");
  });

  test('should say which inputs the proof does not ask for', async () => {
    const { out } = await run(saved('12').replace('"x"', '"y": "1", "x"'));

    expect(out).toContain('note: the proof does not ask for these inputs of the file: y\n');
  });

  test.each([
    ['missing', (text: string) => text.replace('"x"', '"y"'), "'x' is missing"],
    [
      'a truth value',
      (text: string) => text.replace('"12"', 'true'),
      "'x' is true, but the proof declares a",
    ],
  ])('should replay no other state where an input is %s, on any model', async (_, change, message) => {
    await expect(run(change(saved('12')))).rejects.toThrow(message);
    await expect(run(change(saved('12')), { model: 'high' })).rejects.toThrow(message);
    await expect(run(change(saved('12')), { write: 'vitest' })).rejects.toThrow(message);
  });

  test('should show one step after the other on a terminal, and all without one', async () => {
    const stepped = await run(saved('12'), { step: true }, undefined, '\nq\n');

    expect(stepped.code).toBe(1);
    expect(stepped.out).toMatch(/x {2}12\n\n0 of 2 steps \([^)]*\): +1 +/);
    expect(stepped.out).not.toMatch(/BROKEN: below/);
    expect((await run(saved('12'), { step: true })).out).toMatch(
      /BROKEN: below: x = 12, expected less than 10\s+\([^)]*\)\n/,
    );
  });

  test('should write no test if the state violates the proof’s assumptions', async () => {
    const { code, out, err } = await run(saved('7'), { write: 'vitest' });

    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('error: there is nothing to write a test of');
  });

  test('should write a test of the model in place of the story', async () => {
    const { code, out } = await run(saved('12'), { write: 'vitest' });

    expect(code).toBe(0);
    expect(out).toContain("import { low as theModel } from './models/low/index.ts';");
    expect(out).toContain('expect(brokenAssertions(theProof, theModel, START)).toEqual([]);');
  });

  test('should say why a form cannot be written, and exit 4', async () => {
    const { code, out, err } = await run(saved('12'), { write: 'json' });

    expect([code, out]).toEqual([4, '']);
    expect(err).toMatch(/^error: it cannot be written as json: the model 'low' has no conformance adapter/);
  });

  test('should say which forms there are where it is asked for another', async () => {
    await expect(run(saved('12'), { write: 'toString' })).rejects.toThrow(
      "--write toString: counterexamples of a model of 'limits' are written as vitest, json",
    );
  });

  test('should say why recordings have no words for a model, where its family has none', async () => {
    for (const write of ['json', 'rust', 'c'])
      await expect(run(saved('12'), { write, model: 'bare' })).rejects.toThrow(
        `--write ${write}: counterexamples of a model of 'bare' are written as vitest: what surrounds such a model, as a queue`,
      );
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

  test('should take the counterexample to the model that is named, where there are several to a proof', async () => {
    const both = JSON.stringify({
      tool: 'ringproof',
      proofs: [entry('x/below', '99'), { ...entry('x/below', '2000'), model: 'high' }],
    });

    expect((await run(both, { model: 'high' }, 'x/below')).out).toContain('2000');
    await expect(run(both, {}, 'x/below')).rejects.toThrow(
      "holds 2 counterexamples to 'x/below'; name the model with --model: low, high",
    );
  });

  test.each<[string, string | undefined, RegExp]>([
    [report, undefined, /holds 2 counterexamples; name the proof: x\/other, x\/below/],
    [report, 'x/none', /holds no counterexample to 'x\/none'; it has: x\/other, x\/below/],
    ['{"tool":"ringproof","proofs":[]}', undefined, /saved\.json holds no counterexample/],
    ['{}', undefined, /saved\.json: neither/],
  ])('should say what is in the file where it cannot choose: %s', async (text, id, message) => {
    await expect(run(text, {}, id)).rejects.toThrow(message);
  });
});
