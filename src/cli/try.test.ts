import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { rustVmm } from '../../models/rust-vmm/index.ts';
import { Queue } from '../../models/rust-vmm/queue.ts';
import { spec } from '../../models/spec/index.ts';
import { splitDeviceProofs } from '../../proofs/all.fixture.ts';
import { deviceWith } from '../../proofs/broken-device.fixture.ts';
import { MAIN } from '../built.fixture.ts';
import { ok } from '../domain/result.ts';
import type { Model } from '../proof/model.ts';
import { collector, makeProject } from '../runner/project.fixture.ts';
import type { CliIo } from '../session/io.ts';
import { UsageError } from '../session/usage-error.ts';
import { faultIn } from '../shape/check.ts';
import { complaintsOf } from '../shape/json-schema.fixture.ts';
import { LONGEST_SCENARIO } from './scenario-files.ts';
import { tryCommand } from './try.ts';
import { TRY_DOCUMENT } from './try-shape.ts';
import { IS_FULL } from '../full.fixture.ts';

const proofs = (await splitDeviceProofs()).filter(({ id }) =>
  ['split/pop', 'split/add-used', 'chain/reports-loop', 'chain/limit'].includes(id),
);

/** The rust-vmm queue, but that it takes every head for one of the table. */
const broken = deviceWith('broken', (domain, fields) => new Queue(domain, fields), {
  queue: { addUsed: () => ok() },
});

/** A queue of 4 entries, with a chain that leads back to its head. */
function scenario(changes: object = {}, queue: object = {}): string {
  return JSON.stringify({
    version: 1,
    memory: {
      regions: [{ base: '0x1000', size: 0x3000 }],
      bytes: [
        { addr: '0x1000', hex: '00300000000000001000000001000100' },
        { addr: '0x1010', hex: '00300000000000001000000001000000' },
        { addr: '0x2002', hex: '01000000' },
      ],
    },
    queue: { size: 4, desc_table: '0x1000', avail_ring: '0x2000', used_ring: '0x3000', ...queue },
    ops: [{ op: 'pop' }, { op: 'add_used', args: { head: 0, len: 5 } }],
    ...changes,
  });
}

interface Came {
  readonly code: number;
  readonly out: string;
}

async function tryIn(
  files: Readonly<Record<string, string>>,
  given: readonly string[],
  models: readonly Model[] = [rustVmm],
  reporter: 'pretty' | 'json' = 'pretty',
): Promise<Came> {
  return tryAt(makeProject(files).cwd, given, models, reporter);
}

async function tryAt(
  cwd: string,
  given: readonly string[],
  models: readonly Model[] = [rustVmm],
  reporter: 'pretty' | 'json' = 'pretty',
  { output, interrupt }: { readonly output?: string } & Pick<CliIo, 'interrupt'> = {},
): Promise<Came> {
  const [stdout, stderr] = [collector(), collector()];
  const load = () => Promise.resolve({ models, proofs, exclusions: [], failed: 0 });
  const code = await tryCommand(
    given,
    { model: [], reporter, color: false, ...(output === undefined ? {} : { output }) },
    { stdout, stderr, cwd, env: {}, ...(interrupt === undefined ? {} : { interrupt }) },
    load,
  );
  return { code, out: stdout.text() };
}

test('should say what each model does, and show a finding as such', async () => {
  const { code, out } = await tryIn(
    { 'loop.json': scenario({ name: 'a loop' }) },
    ['loop.json'],
    [rustVmm, spec],
  );

  expect(code).toBe(0);
  expect(out).toContain('loop.json: a loop\n  rust-vmm\n');
  expect(out).toContain('add_used head 0, len 5  ok; next_used 0 -> 1');
  expect(out).toContain(
    "finding  chain/reports-loop: 'it is reported' broken before step 4 of the walk after ops[0]",
  );
  expect(out).toMatch(/ {2}spec\n[^]*next +error Loop/);
  expect(out).toContain('1 scenario, 0 broken, 1 known finding\n');
});

test('should fail where a property breaks, with the story of it', async () => {
  const { code, out } = await tryIn({ 'a.json': scenario() }, ['a.json'], [broken]);

  expect(code).toBe(1);
  expect(out).toContain('BROKEN  split/add-used on broken, before pop (ops[0])');
  expect(out).toContain('broken: id is the head');
  expect(out).toMatch(/what happened\n[^]*add_used\(head_index 0, len 0\)/);
});

test('should give a property the arguments of the next call', async () => {
  const { out } = await tryIn(
    { 'a.json': scenario({ ops: [{ op: 'add_used', args: { head: 3, len: 77 } }] }) },
    ['a.json'],
    [broken],
  );

  expect(out).toMatch(/what happened\n[^]*add_used\(head_index 3, len 77\)/);
});

test('should run all scenarios of a folder, and of each line of a file', async () => {
  const files = {
    'all/b.jsonl': `${scenario()}\n\n${scenario()}\n`,
    'all/deep/a.json': scenario(),
    'all/c.txt': 'x',
  };

  const { code, out } = await tryIn(files, ['all']);

  expect(code).toBe(0);
  expect(out.match(/^all\S+/gm)).toEqual(['all/b.jsonl:1', 'all/b.jsonl:3', 'all/deep/a.json']);
});

test('should write one document for programs', async () => {
  const { code, out } = await tryIn(
    { 'a.json': scenario(), 'b.json': scenario() },
    ['a.json', 'b.json'],
    [broken],
    'json',
  );

  expect(faultIn(TRY_DOCUMENT, JSON.parse(out))).toBeNull();
  expect(complaintsOf('src/cli/try.schema.json', JSON.parse(out))).toEqual([]);
  const document = JSON.parse(out) as { scenarios: { models: { steps: object[]; broken: object[] }[] }[] };
  expect(code).toBe(1);
  expect(document).toMatchObject({ tool: 'ringproof', summary: { scenarios: 2 } });
  expect(document.scenarios).toHaveLength(2);
  expect(document.scenarios[0]?.models[0]?.steps[0]).toMatchObject({
    ...{ kind: 'call', index: 0, operation: 'pop', trap: null },
    changed: { next_avail: [0, 1] },
  });
  expect(document.scenarios[0]?.models[0]?.broken[0]).toMatchObject({
    ...{ proof: 'split/add-used', before: 'pop (ops[0])', finding: null },
    counterexample: { inputs: { 'queue.size': '4' } },
  });
});

test('should show changes that were recorded of an operation of an implementation', async () => {
  const ops = [
    { op: 'set_next_avail', args: {}, result: { ok: null }, state: { next_avail: 1 } },
    { op: 'pop' },
  ];

  const { code, out } = await tryIn({ 'a.json': scenario({ ops }, { next_avail: 0 }) }, ['a.json']);

  expect(code).toBe(0);
  expect(out).toContain('not an operation of the interface');
  expect(out).toMatch(/pop +ok, no chain/);
});

test('should restore what was saved, with other values where the call names them', async () => {
  const ops = [{ op: 'save' }, { op: 'restore', args: { next_avail: 1 } }];

  const { out } = await tryIn({ 'a.json': scenario({ ops }) }, ['a.json']);

  expect(out).toMatch(/restore next_avail 1 +ok/);
  expect(out).toContain('next_avail 0 -> 1');
});

test.each([
  [
    'an operation',
    scenario({ ops: [{ op: 'popp' }] }),
    "ops[0].op: there is no operation 'popp'; did you mean 'pop'?",
  ],
  ['what only follows', scenario({ ops: [{ op: 'next' }] }), "ops[0].op: there is no operation 'next'"],
  [
    'an argument',
    scenario({ ops: [{ op: 'add_used', args: { head: 70000, len: 0 } }] }),
    'ops[0].args.head: expected',
  ],
  ['a field', scenario({}, { next_avial: 1 }), "queue.next_avial: unknown field; did you mean 'next_avail'?"],
  ['a version', scenario({ version: 2 }), 'version: expected 1'],
  [
    'bytes',
    scenario({ ops: [{ op: 'mem_write', args: { writes: [{ addr: '0x9000', hex: '00' }] } }] }),
    'ops[0]: the bytes at 0x9000 are not all mapped',
  ],
  ['JSON', '{', 'not JSON'],
  ['nothing', '', 'the file is empty'],
])('should refuse a scenario with a wrong %s, naming the place', async (_, text, message) => {
  const trial = tryIn({ 'a.json': text }, ['a.json']);

  await expect(trial).rejects.toThrow(UsageError);
  await expect(trial).rejects.toThrow(`a.json: ${message}`);
});

test('should refuse a file that is too long, and one with too long a line', async () => {
  const { cwd } = makeProject({ 'a.json': '', 'b.jsonl': `${scenario()}\n` });
  for (const file of ['a.json', 'b.jsonl']) truncateSync(join(cwd, file), LONGEST_SCENARIO + 2 ** 20);

  await expect(tryAt(cwd, ['a.json'])).rejects.toThrow(
    'a.json has 65m bytes, and a scenario has at most 64m bytes',
  );
  await expect(tryAt(cwd, ['b.jsonl'])).rejects.toThrow('b.jsonl:2: a scenario has at most 64m bytes');
});

test('should refuse what is not there, and a folder without scenarios', async () => {
  const { cwd } = makeProject({});
  mkdirSync(join(cwd, 'empty'));
  writeFileSync(join(cwd, 'empty', 'a.txt'), '');

  await expect(tryAt(cwd, ['nothing'])).rejects.toThrow("there is no file or folder 'nothing'");
  await expect(tryAt(cwd, ['empty'])).rejects.toThrow("the folder 'empty' has no file *.json or *.jsonl");
});

test('should say so where no model can be in the state', async () => {
  const { code, out } = await tryIn({ 'a.json': scenario({}, { size: 3 }) }, ['a.json']);

  expect(code).toBe(5);
  expect(out).toContain("rust-vmm: cannot be in this state: the input 'queue.max_size' is 3");
  expect(out).toContain('1 state that no model can be in');
});

test('should write a document of every kind of step and of findings as its schema says', async () => {
  const ops = [
    { op: 'mem_write', args: { writes: [{ addr: '0x2002', hex: '0200' }] } },
    { op: 'set_next_avail', args: {}, result: { ok: null }, state: { next_avail: 0 } },
    { op: 'pop' },
  ];
  const files = { 'a.json': scenario({ ops }, { next_avail: 0 }), 'b.json': scenario({ name: 'b' }) };

  const { out } = await tryIn(files, ['a.json', 'b.json'], [rustVmm, spec], 'json');

  const kinds = new Set([...out.matchAll(/"kind":"(call|left out|driver-writes)"/g)].map(([, kind]) => kind));
  expect(kinds).toEqual(new Set(['call', 'left out', 'driver-writes']));
  expect(out).toContain('"finding":{"breaks"');
  expect(faultIn(TRY_DOCUMENT, JSON.parse(out))).toBeNull();
  expect(complaintsOf('src/cli/try.schema.json', JSON.parse(out))).toEqual([]);
});

test('should write to a file whole or not at all, and nothing to standard output', async () => {
  const { cwd } = makeProject({ 'a.json': scenario(), 'bad.json': '{' });
  const tryTo = (given: string, output: string): Promise<Came> =>
    tryAt(cwd, [given], [spec], 'json', { output });

  expect(await tryTo('a.json', 'new/out.json')).toEqual({ code: 0, out: '' });
  const document = readFileSync(join(cwd, 'new/out.json'), 'utf8');
  expect(JSON.parse(document)).toMatchObject({ summary: { scenarios: 1, isStopped: false } });
  await expect(tryTo('bad.json', 'new/out.json')).rejects.toThrow(UsageError);
  expect(readFileSync(join(cwd, 'new/out.json'), 'utf8')).toBe(document);
  expect(readdirSync(join(cwd, 'new'))).toEqual(['out.json']);
  await expect(tryTo('a.json', 'a.json/out')).rejects.toThrow(/^--output a\.json\/out: /);
});

test('should end a document where it is interrupted, and say so', async () => {
  const { cwd } = makeProject({ 'a.json': scenario(), 'b.json': scenario() });
  const controller = new AbortController();
  const interrupting = new Proxy(spec, {
    get: (target, name): unknown => {
      controller.abort('SIGINT');
      return Reflect.get(target, name);
    },
  });

  const { code, out } = await tryAt(cwd, ['a.json', 'b.json'], [interrupting], 'json', {
    interrupt: controller.signal,
  });

  expect(code).toBe(130);
  expect(JSON.parse(out)).toMatchObject({ scenarios: [], summary: { isStopped: true } });
  expect(complaintsOf('src/cli/try.schema.json', JSON.parse(out))).toEqual([]);
});

/** A folder with a model and a long list of scenarios, in which the program runs. */
function longRun(): string {
  const { cwd } = makeProject({
    'models/spec/index.ts': "export { spec } from 'ringproof/models/spec';",
    'long.jsonl': `${scenario()}\n`.repeat(20_000),
  });
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(fileURLToPath(new URL('../..', import.meta.url)), join(cwd, 'node_modules/ringproof'), 'dir');
  return cwd;
}

test.runIf(IS_FULL)('should say what it came to before an interrupt, in a process of its own', async () => {
  const cwd = longRun();
  const child = spawn(
    process.execPath,
    [MAIN, 'try', 'long.jsonl', '--reporter', 'json', '--output', 'out.json'],
    {
      cwd,
      stdio: 'ignore',
    },
  );
  await vi.waitFor(
    () => {
      const draft = readdirSync(cwd).find((name) => name.endsWith('.draft')) ?? 'none';
      expect(readFileSync(join(cwd, draft), 'utf8')).toContain('"location"');
    },
    { timeout: 600_000 },
  );

  child.kill('SIGINT');

  expect(await once(child, 'exit')).toEqual([130, null]);
  expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toMatchObject({
    summary: { isStopped: true },
  });
});

test.runIf(IS_FULL)('should end quietly, and not as a success, if the reader stops reading', async () => {
  const cwd = longRun();
  const child = spawn(process.execPath, [MAIN, 'try', 'long.jsonl'], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  child.stdout.destroy();

  expect(await once(child, 'close')).toEqual([141, null]);
  expect(errors.join('')).toBe('');
  expect(existsSync(join(cwd, 'out.json'))).toBe(false);
});
