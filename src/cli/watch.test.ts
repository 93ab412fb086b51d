import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { IS_FULL } from '../full.fixture.ts';
import { collector, makeProject, proofFile } from '../runner/project.fixture.ts';
import { WORLD } from '../runner/world.fixture.ts';
import { KIND, modelFile, proofOnModels, ringproof } from './command.fixture.ts';
import { run } from './built.fixture.ts';

/** Not of the sample. */
const full = test.runIf(IS_FULL);

const PROJECT = {
  'models/kind.ts': KIND,
  'models/one/index.ts': modelFile('one'),
  'models/two/index.ts': modelFile('two'),
  'helper.ts': "export const verdict = 'proved';",
  'proofs/q.proof.ts': proofOnModels('q', "if (model.name === 'bad') throw { verdict: 'refuted' };"),
  'proofs/plain.proof.ts': `import { verdict } from '../helper.ts';\n${proofFile('plain', 'throw { verdict };')}`,
};

/** For what happens at once, on a machine that may have other work. */
const PATIENCE = { timeout: 600_000 };

/** A project that is watched, until the test is over. */
function watch(files: Readonly<Record<string, string>>): {
  write: (path: string, text: string) => void;
  remove: (path: string) => void;
  /** Settles once a proof has written this file. */
  until: (path: string) => Promise<void>;
  /** What is printed from now on until it says that it waits. */
  round: () => Promise<string>;
  end: () => Promise<number>;
} {
  const { cwd, engine } = makeProject(files);
  const [stdout, stderr] = [collector(), collector()];
  const controller = new AbortController();
  const env = { ...process.env, ...WORLD, FORCE_COLOR: '' };
  const code = run(['prove', '--watch', '--timeout', '10m'], {
    ...{ stdout, stderr, cwd, env, engine, interrupt: controller.signal },
  });
  let seen = 0;
  const end = (): Promise<number> => {
    controller.abort('SIGINT');
    return code;
  };
  onTestFinished(async () => {
    await end();
  });
  return {
    write: (path, text) => writeFileSync(join(cwd, path), text),
    remove: (path) => rmSync(join(cwd, path)),
    until: (path) => vi.waitFor(() => expect(existsSync(join(cwd, path))).toBe(true), PATIENCE),
    end,
    round: async () => {
      await vi.waitFor(() => expect(stdout.text().slice(seen)).toContain('Waiting for changes'), PATIENCE);
      const text = stdout.text().slice(seen);
      seen = stdout.text().length;
      return text;
    },
  };
}

/** The verdicts in what was printed, such as "proved q one". */
function verdicts(text: string): readonly string[] {
  const lines = text.matchAll(/^([A-Za-z-]+) +(\S+)(?: +([a-z-]+))? +[\d.]+ m?s\b/gm);
  return [...lines].map(([, verdict, id, model]) =>
    [verdict, id, ...(model === undefined || model === '-' ? [] : [model])].join(' '),
  );
}

test('should prove again what a change touches, and nothing else', async () => {
  const project = watch(PROJECT);
  expect(verdicts(await project.round())).toHaveLength(3);

  project.write('models/one/index.ts', modelFile('bad'));
  const afterModel = await project.round();
  expect(afterModel).toContain('changed: models/one/index.ts\n');
  expect(verdicts(afterModel)).toEqual(['REFUTED q bad']);
  expect(afterModel).toContain('2 of 3 proofs as expected; not q on bad. Waiting');

  project.write('helper.ts', "export const verdict = 'vacuous';");
  const afterHelper = await project.round();
  expect(verdicts(afterHelper)).toEqual(['VACUOUS plain']);
  expect(afterHelper).toContain('1 of 3 proofs as expected; not plain, q on bad. Waiting');

  project.write('models/one/index.ts', modelFile('one'));
  expect(verdicts(await project.round())).toEqual(['proved q one']);
  expect(await project.end()).toBe(130);
});

full('should see files come, go, and be broken for a while', async () => {
  const project = watch(PROJECT);
  await project.round();

  project.write('proofs/new.proof.ts', proofFile('new', ''));
  expect(verdicts(await project.round())).toEqual(['proved new']);

  project.write('proofs/new.proof.ts', 'const = ;');
  expect(await project.round()).toContain('3 of 3 proofs as expected; 1 not loaded. Waiting');

  project.write('proofs/new.proof.ts', proofFile('new', ''));
  expect(verdicts(await project.round())).toEqual(['proved new']);

  project.remove('proofs/new.proof.ts');
  expect(await project.round()).toContain('3 of 3 proofs as expected. Waiting');
});

full('should stop what is running when it changes, and begin anew', async () => {
  const slow = proofFile('slow', "Error.world.fs.writeFileSync('begun', ''); for (;;);");
  const project = watch({ ...PROJECT, 'proofs/slow.proof.ts': proofFile('slow', '') });
  await project.round();

  project.write('proofs/slow.proof.ts', slow);
  await project.until('begun');
  project.write('proofs/slow.proof.ts', proofFile('slow', ''));

  const text = await project.round();
  expect(text).not.toContain('TIMEOUT');
  if (verdicts(text).length === 0) expect(verdicts(await project.round())).toEqual(['proved slow']);
});

test('should refuse what is not for people', async () => {
  const { code, err } = await ringproof(
    ['prove', '--watch', '--reporter', 'json', '--output', 'out'],
    PROJECT,
  );

  expect(code).toBe(5);
  expect(err).toContain('--watch cannot be combined with --reporter json, --output');
});

full('should not count proofs whose file was deleted', async () => {
  const project = watch({ 'proofs/plain.proof.ts': proofFile('plain', '') });
  expect(await project.round()).toContain('1 of 1 proof as expected');

  project.remove('proofs/plain.proof.ts');
  expect(await project.round()).toContain('Nothing to prove. Waiting for changes');

  project.write('proofs/plain.proof.ts', proofFile('plain', "throw { verdict: 'refuted' };"));
  expect(await project.round()).toContain('0 of 1 proof as expected; not plain');
});
