import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { IS_FULL } from '../full.fixture.ts';
import { MAIN } from '../built.fixture.ts';
import { KIND, modelFile } from './command.fixture.ts';
import { workspace } from './real-engine.fixture.ts';

/** Holds up to 9, where `name` is "good" up to 65535. */
const PROOF = `import { proof } from 'ringproof';
import { kind } from '../models/kind.ts';
export const below = proof({
  id: 'x/below', title: 'x is below', requirements: ['x.low', 'x.other'], doesNotProve: 'more', covers: [], on: kind,
  body: (p, { name }) => { const x = p.any.u16('x'); p.assert('below', x.lt(10).or(p.domain.bool(name === 'good')), { requirement: 'x.low' }); },
});
`;

const REQUIREMENTS =
  "export const REQUIREMENTS = { 'x.low': { section: '2.7.8', level: 'MUST', text: 'x is low.' }, 'x.other': {} };";

const FINDINGS = "{ 'x/below': { breaks: ['below'], reason: 'it is high', reference: 'x.c:7' } }";

const PROJECT = {
  'models/kind.ts': KIND,
  'models/bad/index.ts': modelFile('bad'),
  'models/good/index.ts': modelFile('good'),
  'models/known/index.ts': modelFile('known', FINDINGS),
  'proofs/x.proof.ts': PROOF,
};

/** Runs the program in a process of its own, as what loads the user's files there has to be. */
function alone(
  cwd: string,
  args: readonly string[],
): { readonly code: number | null; readonly out: string; readonly err: string } {
  const env = { ...process.env, FORCE_COLOR: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    ...{ cwd, env, encoding: 'utf8' },
  });
  return { code: status, out: stdout, err: stderr };
}

test('should tell how an assertion breaks, in the words of the requirement, and write it for a replay', async () => {
  const { cwd, ringproof } = workspace({ ...PROJECT, 'proofs/requirements.ts': REQUIREMENTS });

  const { code, out, err } = await ringproof(['prove', '--reporter', 'pretty,json,html', '--output', 'out']);

  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toContain(`
    broken: below
      of the proof that x is below
      VIRTIO 2.7.8, MUST: x is low.

    from this state
      x  10

    what happened
        1  BROKEN: below: none holds of: 10 lt 10 or false (proofs/x.proof.ts:5)

    replay it: ringproof replay out/counterexamples/x-below.bad.json
    see it drawn: out/ringproof.html#x/below@bad
`);
  expect(out).toContain('    replay it: ringproof replay out/counterexamples/x-below.known.json\n');
  const folder = join(cwd, 'out/counterexamples');
  expect(readdirSync(folder).sort()).toEqual(['x-below.bad.json', 'x-below.known.json']);
  expect(JSON.parse(readFileSync(join(cwd, 'out/ringproof.json'), 'utf8'))).toMatchObject({
    proofs: [
      { model: 'bad', counterexampleFile: 'out/counterexamples/x-below.bad.json' },
      { model: 'good', counterexampleFile: null },
      { model: 'known', counterexampleFile: 'out/counterexamples/x-below.known.json' },
    ],
  });

  const saved = ['replay', 'out/counterexamples/x-below.bad.json'];
  const replayed = alone(cwd, saved);
  const elsewhere = alone(cwd, [...saved, '--model', 'good']);

  expect(replayed).toMatchObject({ code: 1, err: '' });
  expect(replayed.out).toContain("x/below on bad: 'below' does not hold\n");
  expect(replayed.out).toContain('  VIRTIO 2.7.8, MUST: x is low.\n');
  expect(elsewhere).toMatchObject({ code: 0, err: '' });
});

test.runIf(IS_FULL)(
  'should say, without a folder, how to get a file, and cite requirements by id where nothing is said of them',
  async () => {
    const { cwd, ringproof } = workspace(PROJECT);

    const { code, out } = await ringproof(['prove', '--model', 'bad']);

    expect(code).toBe(1);
    expect(out).toContain('\n      see x.low\n');
    expect(out).toContain(
      '\n\n    to replay it, keep it in a file: ringproof prove x/below --model bad --output <dir>\n',
    );
    expect(readdirSync(cwd)).not.toContain('counterexamples');
  },
);

test.each([
  ["throw new Error('no table today');", 'no table today'],
  ['export const REQUIREMENTS = [];', 'REQUIREMENTS must be an object'],
  ["export const REQUIREMENTS = { 'x.low': 7 };", "the requirement 'x.low' must be an object"],
  [
    "export const REQUIREMENTS = { 'x.low': { section: 2.7 } };",
    "the section of the requirement 'x.low' must be text",
  ],
])('should say what is wrong with %s, and prove all the same', async (text, message) => {
  const { ringproof } = workspace({ ...PROJECT, 'proofs/requirements.ts': text });

  const { code, out, err } = await ringproof(['prove', '--model', 'good']);

  expect(code).toBe(4);
  expect(out).toMatch(/^proved {3}x\/below {2}good/m);
  expect(err).toContain('proofs/requirements.ts');
  expect(err).toContain(message);
});

test('should not mind a file of that name that is about something else', async () => {
  const { ringproof } = workspace({ ...PROJECT, 'proofs/requirements.ts': 'export const helper = 1;' });

  expect(await ringproof(['prove', '--model', 'good'])).toMatchObject({ code: 0, err: '' });
});

test.runIf(IS_FULL)(
  'should tell where a counterexample cannot be written, show it, and not call that a success',
  async () => {
    const { cwd, ringproof } = workspace(PROJECT);
    mkdirSync(join(cwd, 'out'));
    writeFileSync(join(cwd, 'out/counterexamples'), 'a file where the folder is to be');

    const { code, out, err } = await ringproof(['prove', '--model', 'known', '--output', 'out']);

    expect(code).toBe(4);
    expect(out).toContain('what happened');
    expect(err).toMatch(/^error: the file of the counterexample to x\/below on known cannot be written: /);
  },
);
