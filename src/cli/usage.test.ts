import { expect, test } from 'vitest';
import { IS_FULL, oneIn } from '../full.fixture.ts';
import { collector, proofFile } from '../runner/project.fixture.ts';
import { makeProgram } from './commands.ts';
import { KIND, modelFile, proofOnModels, ringproof } from './command.fixture.ts';
import { LIST_DOCUMENT } from '../report/list-shape.ts';
import { faultIn } from '../shape/check.ts';
import { complaintsOf } from '../shape/json-schema.fixture.ts';

/** Not of the sample. */
const full = test.runIf(IS_FULL);

const PROJECT = {
  'models/kind.ts': KIND,
  'models/one/index.ts': modelFile('one'),
  'models/two/index.ts': modelFile('two'),
  'proofs/add.proof.ts': proofOnModels('split/add-used', ''),
  'proofs/notify.proof.ts': proofFile('split/notify', ''),
};

/** Arguments, and what is said of them. */
const MISUSES: readonly (readonly [args: readonly string[], messages: readonly string[]])[] = [
  [
    ['prove', 'split/ad-used'],
    ["no proof matches 'split/ad-used'", '  split/add-used'],
  ],
  [
    ['prove', 'split', 'zzz'],
    ["no proof matches 'zzz'", 'split/add-used', 'split/notify'],
  ],
  [['prove', '--model', 'onne'], ["unknown model 'onne'; did you mean 'one'? (known: one, two)"]],
  [
    ['prove', '--model', 'one', 'split/notify'],
    ["unknown model 'split/notify'", 'write it before --model'],
  ],
  [['prove', 'notify', '--model', 'one'], ['nothing to prove: split/notify']],
  [['prove', '--timeout', '20'], ["'20' has no unit; did you mean 20s?"]],
  [['prove', '--timeout', '0s'], ['too short']],
  [['prove', '--timeout', '-1s'], ['too short']],
  [['prove', '--jobs', '0'], ['a whole number from 1']],
  [['prove', '--jobs', '1.5'], ['a whole number from 1']],
  [['prove', '--solver', 'cvc'], ["Choose one of wasm, cvc5, z3, bitwuzla, auto; did you mean 'cvc5'"]],
  [['prove', '--solver', 'wasm,cvc'], ["did you mean 'cvc5'"]],
  [['prove', '--rlimit', '0'], ["'0' is not a number of steps from 1 to 4294967295"]],
  [['prove', '--rlimit', '5 M'], ['write for example 5000000 or 5M']],
  [['prove', '--memory', '2'], ['did you mean 2m or 2g?']],
  [['prove', '--memory', '5m'], ['too little']],
  [['prove', '--deadline', '10'], ['did you mean 10s?']],
  [['prove', '--shard', '3/2'], ["'3/2' is not a part of a run"]],
  [['prove', '--shard', '0/2'], ["'0/2' is not a part of a run"]],
  [['prove', '--shard', '2'], ['write for example 1/3']],
  [['prove', '--encoding', 'bvv'], ["Choose one of int, bv; did you mean 'bv'"]],
  [['prove', '--reporter', 'xml'], ['Choose one of pretty, github, json, junit, sarif, markdown']],
  [
    ['prove', '--modle', 'x'],
    ["unknown option '--modle'", '--model'],
  ],
  [['prove', '--rlimit', '5__'], ["'5__' is not a number of steps"]],
  [['prove', '--rlimit', '5__0'], ["'5__0' is not a number of steps"]],
  [['prove', ''], ['an argument is empty']],
  [['replay', ' '], ['an argument is empty']],
  [
    ['replay', 'x.json', '--model', ''],
    ["argument ''", 'It is empty'],
  ],
  [
    ['cache', 'clean', '--cache-dir', ''],
    ["argument ''", 'It is empty'],
  ],
  [['prov'], ["unknown command 'prov'", 'prove']],
  [['conform', 'one'], ["missing required argument 'file'"]],
  [[], ['Usage: ringproof', 'Examples:']],
];

test.each(oneIn(3, MISUSES))('should exit 5 for %j and say why', async (args, messages) => {
  const { code, out, err } = await ringproof(args, PROJECT);

  expect(code).toBe(5);
  for (const message of messages) expect(err).toContain(message);
  expect(out).toBe('');
});

/** Options of `prove` that take a value. */
const WITH_VALUE = makeProgram({ stdout: collector(), stderr: collector(), cwd: '/', env: {} }, () => {})
  .commands.filter((command) => command.name() === 'prove')
  .flatMap(({ options }) => options.flatMap(({ long, required }) => (required ? [String(long)] : [])));

test.each(oneIn(8, WITH_VALUE))(
  'should exit 5 for an empty value of %s, on the command line and in the file',
  async (flag) => {
    const key = flag.replace('--', '');

    const given = await Promise.all(
      ['', ' ', ','].map((value) => ringproof(['prove', `${flag}=${value}`], PROJECT)),
    );
    const configured = await Promise.all(
      ['""', '[]', '[""]'].map((value) =>
        ringproof(['prove'], { ...PROJECT, 'ringproof.config.json': `{"${key}":${value}}` }),
      ),
    );

    // A folder may be called ','.
    const wrong = given.slice(0, ['--cache-dir', '--output', '--changed'].includes(flag) ? 2 : 3);
    expect(wrong.map(({ code }) => code)).toEqual(wrong.map(() => 5));
    for (const { err } of given.slice(0, 2)) expect(err).toContain('It is empty');
    expect(configured.map(({ code }) => code)).toEqual([5, 5, 5]);
    for (const { err } of configured) expect(err).toMatch(/^error: ringproof\.config\.json: /);
  },
);

test('should exit 5 where there are no proofs', async () => {
  const { code, err } = await ringproof(['prove'], { 'proofs/README.md': '' });

  expect(code).toBe(5);
  expect(err).toContain('no proofs found: looked for proofs/**/*.proof.ts in ');
});

test('should exit 5 where a native solver is not installed, and say how to get it', async () => {
  const { code, err } = await ringproof(['prove', '--solver', 'cvc5'], PROJECT, {
    env: { PATH: '/nowhere' },
  });

  expect(code).toBe(5);
  expect(err).toContain("--solver cvc5: there is no 'cvc5' on PATH");
  expect(err).toContain('apt install cvc5');
});

test('should print help and version', async () => {
  const help = await ringproof(['prove', '--help'], {});
  const version = await ringproof(['--version'], {});

  expect(help).toMatchObject({ code: 0, err: '' });
  for (const text of ['--timeout <duration>', '(default: 60s)', '(default: all)', 'Exit codes:']) {
    expect(help.out).toContain(text);
  }
  expect(version).toMatchObject({ code: 0, err: '' });
  expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('should run what is asked for only', async () => {
  const idsAndModels = async (...args: string[]): Promise<string[]> => {
    const { out } = await ringproof(['list', ...args], PROJECT);
    return out
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(/ +/).slice(0, 2).join(' '));
  };

  expect(await idsAndModels()).toEqual(['split/add-used one', 'split/add-used two', 'split/notify -']);
  expect(await idsAndModels('split/*', '--model', 'two')).toEqual(['split/add-used two']);
  expect(await idsAndModels('add', '--model', 'two', 'one')).toEqual([
    'split/add-used one',
    'split/add-used two',
  ]);
  expect(await idsAndModels('add', '--model', 'two,one')).toEqual([
    'split/add-used one',
    'split/add-used two',
  ]);
  expect(await idsAndModels('notify')).toEqual(['split/notify -']);
});

test.each([
  ['proofs/notify.proof.ts', ['split/notify']],
  ['./proofs/notify.proof.ts', ['split/notify']],
  ['proofs\\notify.proof.ts', ['split/notify']],
  ['proofs\\*.proof.ts', ['split/add-used', 'split/notify']],
  ['split\\n*', ['split/notify']],
])('should take %j for the proofs in a file, or for ids, with either slash', async (pattern, expected) => {
  const { code, out } = await ringproof(['list', pattern, '--reporter', 'json'], PROJECT);

  const { proofs } = JSON.parse(out) as { proofs: readonly { readonly id: string }[] };
  expect([...new Set(proofs.map(({ id }) => id))]).toEqual(expected);
  expect(code).toBe(0);
});

test('should list as JSON', async () => {
  const { code, out, err } = await ringproof(['list', 'notify', '--reporter', 'json'], PROJECT);

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(faultIn(LIST_DOCUMENT, JSON.parse(out))).toBeNull();
  expect(complaintsOf('src/report/list.schema.json', JSON.parse(out))).toEqual([]);
  expect(JSON.parse(out)).toEqual({
    tool: 'ringproof',
    version: expect.stringMatching(/^\d/),
    loadFailures: [],
    proofs: [
      {
        id: 'split/notify',
        model: null,
        title: 'Title of split/notify',
        file: 'proofs/notify.proof.ts',
        line: 2,
        requirements: ['REQ-1'],
        doesNotProve: 'anything else',
        bound: null,
        expected: 'proved',
        finding: null,
      },
    ],
  });
});

test('should hand the options of the check to the engine', async () => {
  const files = {
    'proofs/o.proof.ts': proofFile('o', 'throw new Error(JSON.stringify(p.options));').replace(
      'body: ()',
      'body: (p)',
    ),
  };

  const { out } = await ringproof(['prove', '--solver', 'wasm', '--encoding', 'bv', '--cross-check'], files);

  const options: unknown = JSON.parse(out.split('\n').find((line) => line.includes('{')) ?? '');
  expect(options).toMatchObject({ solver: 'wasm', encoding: 'bv', crossCheck: true, rlimit: null });
});

test('should print one JSON document, also where nothing can be run', async () => {
  const { code, out } = await ringproof(['prove', '--reporter', 'json'], {
    'proofs/bad.proof.ts': 'const = ;',
  });

  expect(code).toBe(4);
  expect(JSON.parse(out)).toMatchObject({
    proofs: [],
    summary: { proved: 0, error: 0, findings: 0 },
    loadFailures: [{ file: 'proofs/bad.proof.ts', line: 1, column: 7 }],
  });
});

test('should name the ids most like a pattern, not the first of the alphabet', async () => {
  const ids = ['a/one', 'b/two', 'c/three', 'queue/descriptor-table', 'queue/used-ring', 'd/four', 'e/five'];
  const files = Object.fromEntries(ids.map((id, i) => [`proofs/${i}.proof.ts`, proofFile(id, '')]));

  const { err } = await ringproof(['prove', 'descriptor-tables-are-read'], files);

  expect(err.split('\n')[1]).toBe('  queue/descriptor-table');
  expect(err.split('\n')).toHaveLength(7);
});

test('should refuse a requirement that the table of the project does not have', async () => {
  const proof = (ids: string): string => proofFile('a', '').replace("['REQ-1']", `[${ids}]`);
  const table = "export const REQUIREMENTS = { 'ring.full': {}, 'ring.empty': { text: 'x' } };";

  const bad = await ringproof(['prove'], {
    'proofs/a.proof.ts': proof("'ring.ful'"),
    'proofs/requirements.ts': table,
  });
  const good = await ringproof(['prove'], {
    'proofs/a.proof.ts': proof("'ring.full'"),
    'proofs/requirements.ts': table,
  });
  const free = await ringproof(['prove'], { 'proofs/a.proof.ts': proof("'ring.ful'") });

  expect(bad.code).toBe(4);
  expect(bad.err).toMatch(
    /^error: proofs\/a\.proof\.ts:\d+: the proof 'a' cites the requirement 'ring\.ful', which neither comes with ringproof nor is in proofs\/requirements\.ts; did you mean 'ring\.full'/,
  );
  expect([good.code, free.code]).toEqual([0, 0]);
});

test('should not say that there are no proofs where none could be loaded', async () => {
  const { code, err } = await ringproof(['prove'], {
    'proofs/a.proof.ts': "process.kill(process.pid, 'SIGKILL');",
  });

  expect(code).toBe(4);
  expect(err).toContain('none of the proofs could be loaded');
  expect(err).not.toContain('no proofs found');
});

full('should hold the deadline of the run while files are loaded', async () => {
  const endless = 'for (;;);';

  const { code, err } = await ringproof(['prove', '--deadline', '4s'], {
    ...{ 'proofs/a.proof.ts': endless, 'proofs/b.proof.ts': endless, 'proofs/c.proof.ts': endless },
  });

  expect(code).toBe(4);
  expect(err).toContain('proofs/a.proof.ts: did not finish loading within');
  expect(err).toContain('proofs/c.proof.ts: was not loaded before the deadline of the run');
});
