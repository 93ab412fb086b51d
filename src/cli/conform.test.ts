import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { caseLine, counter } from '../conform/conform.fixture.ts';
import { collector, makeProject } from '../runner/project.fixture.ts';
import { MAIN } from '../built.fixture.ts';
import { conformCommand, type LoadedModels } from './conform.ts';
import { ModelKind, type Model } from '../proof/model.ts';
import { UsageError } from '../session/usage-error.ts';

const kind = new ModelKind<object>('counter');
const models: readonly Model[] = [
  kind.implement({ name: 'counter', source: 'the test', conformance: counter }, {}),
  kind.implement({ name: 'bare', source: 'the test' }, {}),
];

const FILES = {
  'folder/file': '',
  'good.jsonl': `${caseLine({ op: 'read', result: { ok: 5 }, state: {} }, { op: 'pop', result: { ok: 5 }, state: {} })}\n`,
  'bad.jsonl': `${caseLine({ op: 'read', result: { ok: 6 }, state: {} })}\n`,
  'unmodelled.jsonl': `${caseLine({ op: 'pop', result: { ok: 6 }, state: {} })}\n`,
  'broken.jsonl': `${caseLine()}\n{"seed":2}\n`,
  'empty.jsonl': '',
  'inputs.json': `\uFEFF${JSON.stringify(JSON.parse(caseLine({ op: 'add', args: { by: 2 } }, { op: 'read' })), null, 2)}`,
  'typo.jsonl': caseLine({ op: 'reed' }),
};

async function conform(
  model: string,
  files: readonly string[],
  reporter = 'pretty',
  failures: LoadedModels['failures'] = [],
  inputsOnly = false,
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const { cwd } = makeProject(FILES);
  const [stdout, stderr] = [collector(), collector()];
  const io = { stdout, stderr, cwd, env: {} };
  const load = (): Promise<LoadedModels> => Promise.resolve({ models, failures });
  const code = await conformCommand(model, files, io, { reporter, inputsOnly }, load);
  return { code, out: stdout.text(), err: stderr.text() };
}

test('should succeed without a mismatch, and say what it could not replay', async () => {
  const { code, out } = await conform('counter', ['good.jsonl', 'good.jsonl']);

  expect(code).toBe(0);
  expect(out).toBe(`cases 2, operations 2, mismatches 0
not modelled, recorded effect applied instead: 2 (pop 2)
`);
});

test('should fail with a mismatch, and show it', async () => {
  const { code, out } = await conform('counter', ['good.jsonl', 'bad.jsonl']);

  expect(code).toBe(1);
  expect(out).toBe(`cases 2, operations 2, mismatches 1
not modelled, recorded effect applied instead: 1 (pop 1)

bad.jsonl:1: seed 7, ops[0]: read {}
  state before  {"count":5}
  result
    expected  {"ok":6}
    got       {"ok":5}
`);
});

test('should print one document for programs', async () => {
  const { out } = await conform('counter', ['good.jsonl', 'bad.jsonl'], 'json');

  expect(JSON.parse(out)).toMatchObject({
    ...{
      tool: 'ringproof',
      model: 'counter',
      cases: 2,
      operations: 2,
      mismatches: 1,
      notReplayed: { pop: 1 },
    },
    firstMismatches: [{ location: 'bad.jsonl:1', seed: 7, index: 0, op: 'read' }],
  });
});

test('should show what the model does with inputs alone', async () => {
  const { code, out } = await conform('counter', ['inputs.json'], 'pretty', [], true);

  expect(code).toBe(0);
  expect(out).toBe(`inputs.json:
  queue  count 5
  ops[0]  add by 2
      ok  null
      state  count 5 -> 7
  ops[1]  read
      ok  7
`);
});

test('should write what the model does as a recording that it agrees with', async () => {
  const { out } = await conform('counter', ['inputs.json'], 'json', [], true);
  const { cwd } = makeProject({ 'again.jsonl': out });
  const [stdout, stderr] = [collector(), collector()];
  const load = (): Promise<LoadedModels> => Promise.resolve({ models, failures: [] });

  expect(await conformCommand('counter', ['again.jsonl'], { stdout, stderr, cwd, env: {} }, {}, load)).toBe(
    0,
  );
  expect(stdout.text()).toBe('cases 1, operations 2, mismatches 0\n');
});

test.each([
  ['inputs.json', 'nothing was compared: the file does not say what its operations come to; --inputs-only'],
  ['typo.jsonl', "typo.jsonl:1: ops[0].op: the model has no operation 'reed'; did you mean 'read'?"],
  ['broken.jsonl', 'broken.jsonl:2: memory: expected an object, but it is missing'],
  ['empty.jsonl', 'empty.jsonl: the file holds no case'],
  ['unmodelled.jsonl', "nothing was compared: 'counter' has none of the recorded operations"],
])('should fail on %s', async (file, message) => {
  const { code, err } = await conform('counter', [file]);

  expect(code).toBe(4);
  expect(err).toContain(message);
});

test.each([
  ['counter', 'none.jsonl', "there is no file 'none.jsonl'"],
  ['counter', 'folder', "there is no file 'folder'"],
  [
    'count',
    'good.jsonl',
    "there is no model 'count'; did you mean 'counter'? Models in models/*/index.ts that recordings",
  ],
  ['bare', 'good.jsonl', "the model 'bare' has no conformance adapter; models in models/*/index.ts"],
])('should refuse %s on %s', async (model, file, message) => {
  const refused = conform(model, [file]);

  await expect(refused).rejects.toThrow(UsageError);
  await expect(refused).rejects.toThrow(message);
});

test('should say which files could not be loaded where the model may be in one of them', async () => {
  const failure = {
    ...{ file: 'models/new/index.ts', line: 3, column: 4, message: 'syntax error' },
    ...{ details: [], hints: [] },
  };

  expect(await conform('counter', ['good.jsonl'], 'pretty', [failure])).toMatchObject({ code: 0, err: '' });
  expect(await conform('new', ['good.jsonl'], 'pretty', [failure])).toEqual({
    ...{ code: 4, out: '', err: 'error: models/new/index.ts:3:4: syntax error\n' },
  });
});

test('should load the models of a folder, and find rust-vmm among this one', () => {
  const root = new URL('../..', import.meta.url);
  const sample = 'models/rust-vmm/recordings.sample.jsonl';

  const out = execFileSync(process.execPath, [MAIN, 'conform', 'rust-vmm', sample], {
    cwd: root,
    encoding: 'utf8',
  });

  expect(out).toContain('cases 139, operations 997, mismatches 0\n');
});
