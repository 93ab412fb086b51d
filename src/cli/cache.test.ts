import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { op } from '../compiled/encoder.fixture.ts';
import { IS_FULL } from '../full.fixture.ts';
import { KIND, modelFile, proofOnModels } from './command.fixture.ts';
import { addingUsed } from './faulty-queues.fixture.ts';
import { bodyFile, EASY, workspace } from './real-engine.fixture.ts';

/** Not of the sample. */
const full = test.runIf(IS_FULL);

/**
 * A program that keeps the embedded solver, of many megabytes, from being started. Loaders compile small modules of their own,
 * in threads that run it, too.
 */
const REFUSE_LARGE = `for (const how of ['compile', 'instantiate']) {
  const real = WebAssembly[how];
  WebAssembly[how] = (code, ...more) => {
    if (code.byteLength > 1e6) throw new Error('a solver was started');
    return real(code, ...more);
  };
}`;

/** Flags with which a worker cannot start the embedded solver. */
const NO_SOLVER = [`--import=data:text/javascript,${encodeURIComponent(REFUSE_LARGE)}`];

/** Flags with which no worker starts. */
const NO_WORKER = ['--import=data:text/javascript,process.exit(9)'];

const FALSE = "const x = p.any.u16('x'); p.assume(x.gt(3)); p.assert('below', x.lt(65535));";

full('should start no solver where nothing has changed that one is asked about', async () => {
  const third = bodyFile('c', EASY.replace('u16', 'u32').replace('u16', 'u32'));
  const { cwd, prove } = workspace({
    'proofs/a.proof.ts': bodyFile('a', EASY),
    'proofs/b.proof.ts': bodyFile('b', FALSE),
    'proofs/c.proof.ts': third,
  });

  const cold = await prove();
  // Another text, which asks its solver the same.
  writeFileSync(join(cwd, 'proofs/c.proof.ts'), `${third}// as before\n`);
  const warm = await prove([], { nodeFlags: NO_SOLVER });

  expect(cold.proofs.map(({ verdict, cached }) => [verdict, cached])).toEqual([
    ['proved', false],
    ['refuted', false],
    ['proved', false],
  ]);
  expect(warm.proofs.map(({ cached }) => cached)).toEqual([true, true, true]);
  // Of the first two the whole result is known, of the last only what its solver is asked.
  expect(warm.proofs.map(({ timeMs }) => timeMs === 0)).toEqual([true, true, false]);
  const same = ({ proofs }: typeof cold): unknown =>
    proofs.map((proof) => ({ ...proof, cached: null, timeMs: 0, solverMs: 0, phases: null }));
  expect(same(warm)).toEqual(same(cold));
  expect({ code: warm.code, err: warm.err }).toEqual({ code: cold.code, err: '' });
  const anew = await prove(['--no-cache', 'a'], { nodeFlags: NO_SOLVER });
  expect(anew.proofs).toMatchObject([{ verdict: 'error' }]);
});

full('should start no process where all is known, and load all again where a file is another', async () => {
  const { cwd, prove, ringproof } = workspace({
    'models/kind.ts': KIND,
    'models/one/index.ts': modelFile('one'),
    'lib/a.ts': bodyFile('a', EASY),
    'lib/c.ts': bodyFile('c', EASY),
    'proofs/a.proof.ts': "export * from '../lib/a.ts';",
    'proofs/q.proof.ts': proofOnModels('q', EASY),
  });
  const put = (path: string, text: string): void => {
    mkdirSync(join(cwd, path, '..'), { recursive: true });
    writeFileSync(join(cwd, path), text);
  };
  const cold = await prove();
  const warm = await prove([], { nodeFlags: NO_WORKER });
  const isSame = ({ id, model }: (typeof cold.proofs)[number], i: number): boolean =>
    id === cold.proofs[i]?.id && model === cold.proofs[i].model;

  expect(cold.proofs).toHaveLength(2);
  expect(warm).toMatchObject({ code: cold.code, err: '' });
  expect([warm.proofs.length, warm.proofs.every(isSame)]).toEqual([2, true]);
  const changes: readonly (readonly [change: () => void, listed: readonly string[]])[] = [
    [() => put('proofs/a.proof.ts', "export * from '../lib/c.ts';"), ['c -', 'q one']],
    [() => put('lib/c.ts', bodyFile('d', EASY)), ['d -', 'q one']],
    [() => put('proofs/b.proof.ts', bodyFile('b', EASY)), ['b -', 'd -', 'q one']],
    [() => put('models/two/index.ts', modelFile('two')), ['b -', 'd -', 'q one', 'q two']],
    [() => put('models/two/index.ts', modelFile('zwei')), ['b -', 'd -', 'q one', 'q zwei']],
    [() => rmSync(join(cwd, 'models/two'), { recursive: true }), ['b -', 'd -', 'q one']],
    [() => rmSync(join(cwd, 'proofs/b.proof.ts')), ['d -', 'q one']],
  ];
  for (const [change, listed] of changes) {
    change();
    const { out } = await ringproof(['list']);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => line.split(/ {2,}/).slice(0, 2).join(' ')),
    ).toEqual(listed);
  }
  // As at first, but for what nothing exports.
  put('proofs/a.proof.ts', "export * from '../lib/a.ts';");
  expect((await prove([], { nodeFlags: NO_WORKER })).proofs).toMatchObject([{ id: 'a' }, { id: 'q' }]);
});

full('should prove again exactly what a changed line of a model is part of', async () => {
  const files = {
    'models/kind.ts': KIND,
    'models/one/index.ts': modelFile('one'),
    'models/two/index.ts': modelFile('two'),
    'proofs/q.proof.ts': proofOnModels('q', `${EASY} p.cover(model.name);`, '(model) => [model.name]'),
    'proofs/a.proof.ts': bodyFile('a', EASY),
  };
  const { cwd, prove } = workspace(files);
  await prove();
  writeFileSync(join(cwd, 'models/two/index.ts'), modelFile('two').replaceAll("'two'", "'zwei'"));

  const { proofs } = await prove();

  expect(proofs.map(({ id, model, cached }) => [id, model, cached])).toEqual([
    ['a', null, true],
    ['q', 'one', true],
    // Explored anew; the question to the solver is the one it was.
    ['q', 'zwei', true],
  ]);
  writeFileSync(join(cwd, 'proofs/a.proof.ts'), bodyFile('a', EASY.replace('add(1)', 'add(0)')));
  expect((await prove()).proofs.map(({ cached }) => cached)).toEqual([false, true, true]);
});

full('should not take over a verdict that a changed property no longer has', async () => {
  const { cwd, prove } = workspace({ 'proofs/a.proof.ts': bodyFile('a', EASY) });
  await prove();
  writeFileSync(join(cwd, 'proofs/a.proof.ts'), bodyFile('a', EASY.replace('.le(y)', '.lt(y)')));

  expect((await prove()).proofs).toMatchObject([{ verdict: 'refuted', cached: false }]);
});

full('should ignore a cache whose every file is damaged', async () => {
  const { cwd, prove } = workspace({
    'proofs/a.proof.ts': bodyFile('a', EASY),
    'proofs/b.proof.ts': bodyFile('b', FALSE),
  });
  const cold = await prove();
  const files = readdirSync(join(cwd, '.ringproof'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  );
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replaceAll('unsat', 'sat').replaceAll('refuted', 'proved').slice(2),
    );
  }

  const { proofs, code } = await prove();

  expect(files.length).toBeGreaterThan(3);
  expect(proofs.map(({ verdict, cached }) => [verdict, cached])).toEqual([
    ['proved', false],
    ['refuted', false],
  ]);
  expect(code).toBe(cold.code);
});

full('should keep nothing and use nothing with --no-cache, and ask anew for second opinions', async () => {
  const { cwd, prove } = workspace({ 'proofs/a.proof.ts': bodyFile('a', EASY) });

  await prove(['--no-cache']);
  expect(existsSync(join(cwd, '.ringproof/cache/answers'))).toBe(false);
  await prove();
  expect((await prove(['--no-cache'])).proofs).toMatchObject([{ cached: false }]);
  expect((await prove(['--cross-check'])).proofs).toMatchObject([{ verdict: 'proved', cached: false }]);
});

full.each([
  ['is in a file', 'taken/cache'],
  ...(existsSync('/sys/kernel') ? [['cannot be made', '/sys/ringproof']] : []),
])('should warn, and prove all the same, where the cache folder %s', async (_, folder = '') => {
  const { prove } = workspace({ taken: '', 'proofs/a.proof.ts': bodyFile('a', EASY) });

  const { code, err, proofs } = await prove(['--cache-dir', folder]);

  expect(code).toBe(0);
  expect(err).toContain(`warning: no answers are kept for later runs: ${folder}`);
  expect(proofs).toMatchObject([{ verdict: 'proved', cached: false }]);
});

full('should let two runs share a cache at the same time', async () => {
  const files = Object.fromEntries(
    [8, 16, 32, 64].map((width) => [
      `proofs/${width}.proof.ts`,
      bodyFile(`w/${width}`, EASY.replaceAll('u16', `u${width}`)),
    ]),
  );
  const { cwd, prove } = workspace(files);

  const both = await Promise.all([prove(['--jobs', '1']), prove(['--jobs', '1'])]);

  for (const { code, err } of both) expect({ code, err }).toEqual({ code: 0, err: '' });
  expect((await prove()).proofs.map(({ cached }) => cached)).toEqual([true, true, true, true]);
  const drafts = readdirSync(join(cwd, '.ringproof'), { recursive: true, encoding: 'utf8' });
  expect(drafts.filter((path) => path.endsWith('.draft'))).toEqual([]);
});

full('should know results on compiled code in any folder that it is checked out to', async () => {
  const checkout = () => {
    const { cwd, prove } = workspace({});
    writeFileSync(join(cwd, 'queue.wasm'), addingUsed(op.i32(0)));
    const args = ['split/add-used', '--compiled', 'queue.wasm'];
    return { cwd, run: (world = {}) => prove(args, { properties: ['split'], ...world }) };
  };
  const [first, second] = [checkout(), checkout()];

  const there = await first.run();
  cpSync(join(first.cwd, '.ringproof'), join(second.cwd, '.ringproof'), { recursive: true });
  const here = await second.run({ nodeFlags: NO_SOLVER });

  expect(there.proofs).toMatchObject([{ verdict: 'refuted', cached: false }]);
  expect(here.proofs).toMatchObject([{ verdict: 'refuted', cached: true, timeMs: 0 }]);
});

test('should say what the cache holds, and delete it', async () => {
  const { cwd, prove, ringproof } = workspace({ 'proofs/a.proof.ts': bodyFile('a', EASY) });
  await prove();

  expect((await ringproof(['cache', 'stats'])).out).toMatch(
    /^folder {5}\.ringproof\/cache\nresults {4}2, .*\nanswers {4}[1-9]/,
  );
  const clean = await ringproof(['cache', 'clean']);
  expect(clean).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^deleted 2 results, [1-9]\d* answers/),
  });
  expect((await prove()).proofs).toMatchObject([{ cached: false }]);
  rmSync(join(cwd, '.ringproof'), { recursive: true });
  expect((await ringproof(['cache', 'stats'])).out).toContain('answers    0');
});
