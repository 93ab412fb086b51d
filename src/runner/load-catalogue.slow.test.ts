import { expect, onTestFinished, test } from 'vitest';
import { findUserFiles } from '../load/discover.ts';
import { built } from '../built.fixture.ts';
import { programOf } from './program.fixture.ts';
import { collector, makeProject, proofFile } from './project.fixture.ts';
import { WORLD } from './world.fixture.ts';

const { WorkerPool } = (await built('runner/pool.ts')) as typeof import('./pool.ts');
const { loadCatalogue } = (await built('runner/load-catalogue.ts')) as typeof import('./load-catalogue.ts');

test.each([
  ['Error.world.sleep();', 'did not finish loading within 10 s'],
  [
    "const { process } = Error.world; process.kill(process.pid, 'SIGKILL'); for (;;);",
    'ended its process: the worker process was killed (SIGKILL)',
  ],
])('should give up on a file of %j, and load those before and after it', async (text, message) => {
  const { cwd, engine } = makeProject({
    'proofs/1.proof.ts': proofFile('before', ''),
    'proofs/2.proof.ts': text,
    'proofs/3.proof.ts': proofFile('after', ''),
  });
  const pool = new WorkerPool({
    cwd,
    env: { ...process.env, ...WORLD },
    stderr: collector(),
    engine,
    nodeFlags: [],
  });
  onTestFinished(() => pool.close());

  const files = await findUserFiles(cwd);
  const { proofs, failures } = await loadCatalogue(pool, files, await programOf(files, cwd), 10_000);

  expect(proofs.map(({ id, file, line }) => [id, file, line])).toEqual([
    ['after', 'proofs/3.proof.ts', 2],
    ['before', 'proofs/1.proof.ts', 2],
  ]);
  expect(failures).toMatchObject([
    { file: 'proofs/2.proof.ts', line: null, message: expect.stringContaining(message) },
  ]);
});

test('should look for proofs at any depth, for models one folder down, for one table of requirements, and nowhere else', async () => {
  const { cwd } = makeProject({
    'proofs/a.proof.ts': '',
    'proofs/deep/er/b.proof.ts': '',
    'proofs/helper.ts': '',
    'proofs/requirements.ts': '',
    'proofs/deep/requirements.ts': '',
    'proofs/node_modules/x/c.proof.ts': '',
    'elsewhere/d.proof.ts': '',
    'models/one/index.ts': '',
    'models/one/two/index.ts': '',
    'models/kind.ts': '',
  });

  expect((await findUserFiles(cwd)).map(({ path }) => path)).toEqual([
    'models/one/index.ts',
    'proofs/a.proof.ts',
    'proofs/deep/er/b.proof.ts',
    'proofs/requirements.ts',
  ]);
});

test('should not load a proof that declares its covers wrong, and say what to write', async () => {
  const { cwd, engine } = makeProject({
    'proofs/none.proof.ts': proofFile('none', '').replace('covers: [],', ''),
    'proofs/twice.proof.ts': proofFile('twice', '').replace('covers: [],', "covers: ['a', 'a'],"),
    'proofs/right.proof.ts': proofFile('right', ''),
  });
  const pool = new WorkerPool({
    cwd,
    env: { ...process.env, ...WORLD },
    stderr: collector(),
    engine,
    nodeFlags: [],
  });
  onTestFinished(() => pool.close());

  const files = await findUserFiles(cwd);
  const { proofs, failures } = await loadCatalogue(pool, files, await programOf(files, cwd));

  expect(proofs.map(({ id }) => id)).toEqual(['right']);
  expect(failures).toMatchObject([
    {
      ...{ file: 'proofs/none.proof.ts', line: 2 },
      message: expect.stringContaining("the proof 'none': no covers are declared: put covers: ["),
    },
    { file: 'proofs/twice.proof.ts', message: "the proof 'twice': the cover 'a' is declared twice" },
  ]);
});
