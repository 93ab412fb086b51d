import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collector, makeProject } from '../runner/project.fixture.ts';
import { complaintsOf } from '../shape/json-schema.fixture.ts';
import { run } from './built.fixture.ts';

const ASSERTION =
  "{ name: 'it is so', requirement: 'a.must', kind: 'must', verdict: 'proved', expected: 'proved', decidedBy: 'solver' }";

/** A table of two requirements, a model, and a proof that says one of them. */
const PROJECT = {
  'proofs/requirements.ts': `export const REQUIREMENTS = {
    'a.must': { section: '2.7.8.2', level: 'MUST', role: 'device', ring: 'split', text: 'It is so.' },
    'b.should': { section: '2.7.9', level: 'SHOULD', role: 'device', ring: 'split', text: 'It might be.' },
  };`,
  'models/kind.ts':
    "import { ModelKind } from 'ringproof'; export const kind = new ModelKind<object>('split-device');",
  'models/mine/index.ts': `import { kind } from '../kind.ts';
    export const mine = kind.implement({ name: 'mine', source: 'the test', findings: {} }, {});`,
  'proofs/q.proof.ts': proofFile(ASSERTION),
};

function proofFile(assertion: string): string {
  return `import { proof } from 'ringproof';
    import { kind } from '../models/kind.ts';
    export const q = proof({ id: 'q/add', title: 'T', requirements: ['a.must'], doesNotProve: 'more', covers: [], on: kind,
      body: () => { throw { verdict: 'proved', failure: null, assertions: [${assertion}] }; } });`;
}

/** A folder of these files, in which to run `ringproof requirements`. */
function project(files: Readonly<Record<string, string>> = {}) {
  const { cwd, engine } = makeProject({ ...PROJECT, ...files });
  const requirements = async (...args: readonly string[]) => {
    const [stdout, stderr] = [collector(), collector()];
    const io = { stdout, stderr, cwd, engine, env: { ...process.env, FORCE_COLOR: '' }, properties: [] };
    const code = await run(['requirements', ...args], io);
    return { code, out: stdout.text(), err: stderr.text() };
  };
  return { cwd, requirements };
}

const BROKEN = proofFile(ASSERTION.replace("verdict: 'proved'", "verdict: 'refuted'"));
const UNKNOWN = proofFile(ASSERTION.replace("verdict: 'proved'", "verdict: 'unknown'"));

test('should say of each requirement whether each model keeps it', async () => {
  const { code, out, err } = await project().requirements();

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^2\.7\.8\.2 {2}MUST {4}a\.must {5,}proved$/m);
  expect(out).toMatch(/^2\.7\.9 {4}SHOULD {2}b\.should {5,}open$/m);
});

test('should fail where a MUST is open, and say which and what to do', async () => {
  const { code, out, err } = await project({ 'proofs/q.proof.ts': BROKEN }).requirements();

  expect(code).toBe(1);
  expect(out).toMatch(/a\.must +open/);
  expect(err).toBe(
    "error: MUST a.must on mine is open: 'q/add: it is so' is refuted, and no finding names it\n" +
      'error: fix what breaks, or declare it as a finding of the model; no reason makes up for it\n',
  );
});

test('should fail where a MUST is undecided, and say how to list it', async () => {
  const { code, err } = await project({ 'proofs/q.proof.ts': UNKNOWN }).requirements();

  expect(code).toBe(1);
  expect(err).toBe(
    "error: MUST a.must on mine is open: 'q/add: it is so' is undecided\n" +
      'error: answer them, or list them with a reason in ringproof.config.json: ' +
      '{ "open-requirements": [{ "requirement": "<id>", "model": "<name>", "reason": "<why>" }] }\n',
  );
});

test('should take an open MUST that is listed with a reason, until it is answered', async () => {
  const list = JSON.stringify({ 'open-requirements': [{ requirement: 'a.*', reason: 'we come to that' }] });
  const open = project({ 'proofs/q.proof.ts': UNKNOWN, 'ringproof.config.json': list });
  const broken = project({ 'proofs/q.proof.ts': BROKEN, 'ringproof.config.json': list });
  const answered = project({ 'ringproof.config.json': list });

  expect(await open.requirements()).toMatchObject({
    ...{ code: 0, err: '' },
    out: expect.stringContaining('(we come to that)'),
  });
  expect((await broken.requirements()).code).toBe(1);
  expect(await answered.requirements()).toMatchObject({
    code: 1,
    err: 'error: ringproof.config.json: open-requirements: nothing that is open is meant by a.*; take the entry out\n',
  });
  // Of what is not looked at, nothing is said.
  expect((await answered.requirements('--section', '2.7.9')).code).toBe(0);
  expect((await answered.requirements('b.should')).code).toBe(0);
});

test('should not take a requirement for answered whose proof is excluded', async () => {
  const exclude = JSON.stringify({ exclude: [{ proof: 'q/add', reason: 'not ours' }] });
  const { code } = await project({ 'ringproof.config.json': exclude }).requirements();

  expect(code).toBe(1);
});

describe('what is chosen', () => {
  test('should be a section, ids of a form, models, or what is open', async () => {
    const { requirements } = project();
    const ids = async (...args: readonly string[]): Promise<unknown> => {
      const { out } = await requirements(...args, '--reporter', 'json');
      return (JSON.parse(out) as { requirements: { id: string }[] }).requirements.map(({ id }) => id);
    };

    expect(await ids()).toEqual(['a.must', 'b.should']);
    expect(await ids('--section', '2.7.8')).toEqual(['a.must']);
    expect(await ids('b.*')).toEqual(['b.should']);
    expect(await ids('--open')).toEqual(['b.should']);
    expect(await ids('--model', 'mine')).toEqual(['a.must', 'b.should']);
  });

  test.each([
    [['--section', '2.9'], "no requirement is in section '2.9'; the nearest: 2.7.9"],
    [['a.mist'], "no requirement matches 'a.mist'; the nearest ids:\n  a.must"],
    [['a.must', '--section', '2.7.9'], 'no requirement that a.must stands for is in 2.7.9'],
    [['--model', 'mina'], "unknown model 'mina'; did you mean 'mine'? (known: mine)"],
    [['--update'], '--update writes the file of --snapshot <file>: name it'],
    [
      ['--snapshot', 's.json', '--section', '2.7'],
      '--snapshot is of all requirements and models: leave out patterns, --section, --model and --open',
    ],
    [
      ['--reporter', 'json,needs'],
      '--reporter json,needs: standard output takes one of them; say where to write json, needs with --output <dir>',
    ],
  ])('should be there: %j', async (args, message) => {
    expect(await project().requirements(...args)).toEqual({ code: 5, out: '', err: `error: ${message}\n` });
  });

  test('should have a form that there is', async () => {
    const { code, err } = await project().requirements('--reporter', 'page');

    expect(code).toBe(5);
    expect(err).toContain('Choose one of pretty, json, markdown, html, needs, reqif, duvet');
  });
});

describe('a snapshot', () => {
  test('should be written if that is asked for, and hold until an answer changes', async () => {
    const { cwd, requirements } = project();
    const args = ['--snapshot', 'requirements.snapshot.json'];

    expect((await requirements(...args, '--update')).code).toBe(0);
    expect(await requirements(...args)).toMatchObject({ code: 0, err: '' });

    writeFileSync(join(cwd, 'proofs/q.proof.ts'), BROKEN);
    const { code, err } = await requirements(...args);
    expect(code).toBe(1);
    expect(err).toContain(
      "error: changed: a.must on mine was proved and is open: 'q/add: it is so' is refuted, and no finding names it\n" +
        'error: 1 answers are not what requirements.snapshot.json says; if that is right, write it with --update\n',
    );
  });

  test('should fail where a merge has left an answer twice', async () => {
    const { cwd, requirements } = project();
    await requirements('--snapshot', 's.json', '--update');
    const text = readFileSync(join(cwd, 's.json'), 'utf8');
    const [line = ''] = /^ {6}.*"proved".*$/m.exec(text) ?? [];
    writeFileSync(join(cwd, 's.json'), text.replace(line, `${line.replace('proved', 'open')},\n${line}`));

    expect(await requirements('--snapshot', 's.json')).toMatchObject({
      code: 1,
      err: 'error: --snapshot s.json: it is not as --update writes it, perhaps after a merge: write it with --update\n',
    });
  });

  test('should fail where an answer gets better, too', async () => {
    const { cwd, requirements } = project({ 'proofs/q.proof.ts': BROKEN });
    await requirements('--snapshot', 's.json', '--update');
    writeFileSync(join(cwd, 'proofs/q.proof.ts'), PROJECT['proofs/q.proof.ts']);

    expect(await requirements('--snapshot', 's.json')).toMatchObject({
      code: 1,
      err: expect.stringContaining('a.must on mine was open and is proved'),
    });
  });

  test('should not make an open MUST pass', async () => {
    const { requirements } = project({ 'proofs/q.proof.ts': BROKEN });

    expect((await requirements('--snapshot', 's.json', '--update')).code).toBe(1);
    expect((await requirements('--snapshot', 's.json')).code).toBe(1);
  });

  test('should be there', async () => {
    expect(await project().requirements('--snapshot', 's.json')).toEqual({
      ...{ code: 5, out: '' },
      err: 'error: --snapshot s.json: there is no such file yet; write it with --update\n',
    });
  });

  test.each([
    [
      'cut off',
      '{"tool": "ringp',
      /no snapshot of requirements: not JSON, or cut off: .*; write it with --update/,
    ],
    [
      'of something else',
      '{"tool": "other"}',
      /no snapshot of requirements: tool: expected "ringproof", got "other"/,
    ],
    [
      'of an answer that there is not',
      '{"tool":"ringproof","snapshot":"requirements","version":2,"answers":{"a.must":[{"models":["mine"],"answer":"yes","assertions":[],"reason":null}]}}',
      /answers\["a\.must"\]\[0\]\.answer: expected one of proved, finding/,
    ],
    [
      'of a later version',
      '{"tool":"ringproof","snapshot":"requirements","version":3,"answers":{}}',
      /version: expected 2, got 3/,
    ],
  ])('should not be %s', async (_, text, message) => {
    const { code, err } = await project({ 's.json': text }).requirements('--snapshot', 's.json');

    expect(code).toBe(5);
    expect(err).toMatch(message);
  });

  test('should not be written where not all could be loaded', async () => {
    const { cwd, requirements } = project({ 'proofs/broken.proof.ts': 'throw new Error("no");' });
    const { code, err } = await requirements('--snapshot', 's.json', '--update');

    expect(code).toBe(1);
    expect(err).toContain('--snapshot s.json: it is not written, since not all could be loaded');
    expect(existsSync(join(cwd, 's.json'))).toBe(false);
  });

  test('should say why it cannot be written', async () => {
    const { requirements } = project({ folder: 'a file' });
    const { code, err } = await requirements('--snapshot', 'folder/s.json', '--update');

    expect(code).toBe(5);
    expect(err).toMatch(/^error: --snapshot folder\/s\.json: it cannot be written: /m);
  });
});

test('should write all documents into a folder, and evidence bound to what was asked', async () => {
  const { cwd, requirements } = project();
  const formats = 'pretty,json,markdown,html,needs,reqif,duvet';
  const { code, out } = await requirements('--reporter', formats, '--output', 'out');
  const read = (name: string): string => readFileSync(join(cwd, 'out', name), 'utf8');

  expect(code).toBe(0);
  expect(out).toContain('a.must');
  expect(
    complaintsOf('src/report/requirements/requirements.schema.json', JSON.parse(read('requirements.json'))),
  ).toEqual([]);
  expect(read('requirements.md')).toContain('a.must');
  expect(read('requirements.html')).toContain('<tr id="a.must">');
  expect(read('requirements.reqif')).toContain('EV__A_MUST__MINE');
  expect(read('duvet.json')).toContain('"IMPLICATION"');
  const needs = JSON.parse(read('needs.json')) as {
    readonly current_version: string;
    readonly versions: Readonly<Record<string, { readonly needs: Readonly<Record<string, unknown>> }>>;
  };
  expect(needs.versions[needs.current_version]?.needs['EV__A_MUST__MINE']).toMatchObject({
    ...{ status: 'proved', commit: 'not in a repository', does_not_prove: 'q/add: more' },
    query: expect.stringMatching(/^q\/add: [0-9a-f]{40,}$/),
  });
});

test('should say which ids would be one in evidence', async () => {
  const table = PROJECT['proofs/requirements.ts'].replace("'b.should'", "'a-must'");
  const { code, err } = await project({ 'proofs/requirements.ts': table }).requirements(
    '--reporter',
    'needs',
  );

  expect(code).toBe(5);
  expect(err).toBe(
    "error: 'a.must' and 'a-must' would be one in evidence, REQ__A_MUST: rename one of them\n",
  );
});

test('should say which folder cannot be written to', async () => {
  const { code, err } = await project({ out: 'a file' }).requirements(
    '--reporter',
    'json',
    '--output',
    'out',
  );

  expect(code).toBe(5);
  expect(err).toMatch(/^error: --output out: /m);
});
