import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { IS_FULL } from '../full.fixture.ts';
import { KIND, modelFile, proofOnModels } from '../cli/command.fixture.ts';
import { makeProject, proofFile } from '../runner/project.fixture.ts';
import { Lanes } from './lanes.ts';

/** Not of the sample. */
const full = test.runIf(IS_FULL);

interface Outcome {
  /** By name of the test: "passed", or what was complained of. */
  readonly tests: Readonly<Record<string, string>>;
  /** Why files failed that are no tests. */
  readonly files: readonly string[];
}

const manifest = createRequire(import.meta.url).resolve('vitest/package.json');
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs Vitest, as a user would, on a project with one test file that says `text`. */
async function vitest(files: Readonly<Record<string, string>>, text: string): Promise<Outcome> {
  const { cwd } = makeProject({
    ...files,
    'package.json': '{ "type": "module" }',
    'proofs.test.ts': `import { provesIn } from 'ringproof/vitest';\n${text}`,
    'vitest.config.js': 'export default { test: { testTimeout: 5 } };',
  });
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(root, join(cwd, 'node_modules/ringproof'), 'dir');
  symlinkSync(dirname(manifest), join(cwd, 'node_modules/vitest'), 'dir');
  const args = [join(dirname(manifest), 'vitest.mjs'), 'run', '--root', cwd, '--reporter', 'json'];
  const text_ = await new Promise<string>((resolve) => {
    // It exits with 1 where a test fails, and says the same all the same.
    execFile(
      process.execPath,
      args,
      { cwd, env: { ...process.env, VITEST: '', FORCE_COLOR: '0' } },
      (_, stdout) => resolve(stdout),
    );
  });
  // The reporter's documented form.
  const { testResults } = JSON.parse(text_) as {
    testResults: {
      message: string;
      assertionResults: { title: string; status: string; failureMessages: string[] }[];
    }[];
  };
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    tests: Object.fromEntries(
      all.map(({ title, status, failureMessages }) => [title, failureMessages.join('\n') || status]),
    ),
    files: testResults.map(({ message }) => message).filter((message) => message !== ''),
  };
}

const PROJECT = {
  'models/kind.ts': KIND,
  'models/good/index.ts': modelFile('good'),
  'models/odd/index.ts': modelFile(
    'odd',
    "{ 'q/wraps': { breaks: ['wraps'], reason: 'it is odd', reference: 'q.c:7' } }",
  ),
  'proofs/q.proof.ts': proofOnModels(
    'q/wraps',
    "const x = p.any.u16('x'); p.assert('wraps', x.add(1).ne(model.name === 'odd' ? 1 : x));",
  ),
  'proofs/false.proof.ts': `import { proof } from 'ringproof';
export const f = proof({ id: 'plain/false', title: 'T', requirements: [], doesNotProve: 'more', covers: [], body: (p) => {
  const x = p.any.u16('x');
  p.assert('below', x.lt(65535));
} });
export const t = proof({ id: 'plain/loops', title: 'T', requirements: [], doesNotProve: 'more', covers: [], timeout: '500ms', body: () => { for (;;); } });
`,
};

test('should be a test for each proof on each model, with the verdicts and budgets of the command', async () => {
  const { tests, files } = await vitest(PROJECT, 'await provesIn({ cache: false });');

  expect(Object.keys(tests).sort()).toEqual([
    ...['plain/false', 'plain/loops', 'q/wraps on good', 'q/wraps on odd (finding)'],
  ]);
  expect(tests['q/wraps on good']).toBe('passed');
  expect(tests['q/wraps on odd (finding)']).toBe('passed');
  expect(tests['plain/loops']).toContain('plain/loops: timeout\nno verdict within 500 ms');
  expect(tests['plain/false']).toContain("plain/false: refuted\nassertion 'below' does not hold");
  expect(tests['plain/false']).toMatch(/\n {4}at [^\n]*proofs\/false\.proof\.ts:2:1$/);
  expect(files).toEqual([]);
});

full('should fail in the line where JavaScript is asked for the truth of a value', async () => {
  const wrong = proofFile('x/wrong', "const x = p.any.u16('x');\n if (!x.lt(10)) return;").replace(
    'body: ()',
    'body: (p)',
  );
  const { tests } = await vitest({ 'proofs/wrong.proof.ts': wrong }, 'await provesIn({ cache: false });');

  expect(tests['x/wrong']).toContain('x/wrong: error\n');
  expect(tests['x/wrong']).toContain(
    '\nproofs/wrong.proof.ts:5:7: ! expects a JavaScript boolean, got a condition',
  );
});

full('should run what is asked for only, and fail for what does not load', async () => {
  const broken = { ...PROJECT, 'proofs/broken.proof.ts': 'const = ;' };
  const { tests } = await vitest(broken, "await provesIn({ patterns: ['q/*'], model: ['good'] });");

  expect(Object.keys(tests).sort()).toEqual(['proofs/broken.proof.ts:1:7 is loaded', 'q/wraps on good']);
  expect(tests['proofs/broken.proof.ts:1:7 is loaded']).toContain('syntax error');
});

full(
  'should fail where there is nothing to prove, and for options that the command would refuse',
  async () => {
    const nothing = await vitest(PROJECT, "await provesIn({ patterns: ['nowhere'] });");
    const odd = await vitest(PROJECT, "await provesIn({ timeout: '20' });");

    expect(nothing.files.join()).toContain("no proof matches 'nowhere'");
    expect(odd.files.join()).toContain("'20' has no unit; did you mean 20s?");
  },
);

test('should let so many pieces of work run at a time, and no more', async () => {
  const lanes = new Lanes(2);
  const log: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string): Promise<void> =>
    lanes.run(async () => {
      log.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
    });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  const all = ['a', 'b', 'c', 'd'].map(work);
  await settle();
  expect(log).toEqual(['a', 'b']);
  ends[1]?.();
  await settle();
  expect(log).toEqual(['a', 'b', 'c']);
  ends[0]?.();
  ends[2]?.();
  await settle();
  ends[3]?.();
  await Promise.all(all);
  expect(log).toEqual(['a', 'b', 'c', 'd']);
});
