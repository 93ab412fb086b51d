import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { IS_FULL, oneIn, unless } from '../full.fixture.ts';
import { collector, makeProject, proofFile } from '../runner/project.fixture.ts';
import { run } from './built.fixture.ts';
import { bodyFile, HARD } from './real-engine.fixture.ts';
import { separateWorkspace as workspace } from './separate-process.fixture.ts';

/** Not of the sample. */
const full = test.runIf(IS_FULL);

const SUMS = `import { proof } from 'ringproof';
const sums = (id: string, max: number) => proof({
  id, title: 'sums do not get smaller', requirements: ['some.requirement'],
  doesNotProve: 'anything of sums that wrap.', bound: { what: 'summands', limit: String(max) },
  covers: ['the end', 'The end'],
  body: (p) => {
    const [a, b] = [p.any.u16('a', { max }), p.any.u16('b', { max, multipleOf: 5 })];
    p.assume(a.ne(b));
    p.assert('not smaller', a.add(b).ge(a));
    p.cover('the end', a.eq(3));
    p.cover('The end', a.eq(4));
  },
});
export const [small, large] = [sums('x/small', 1000), sums('x/large', 65535)];
`;

const FILES = {
  'proofs/x.proof.ts': SUMS,
  'proofs/requirements.ts':
    "export const REQUIREMENTS = { 'some.requirement': { section: '2.7', level: 'MUST', text: 'Sums grow.' } };",
  'proofs/empty.proof.ts': bodyFile('y/empty', "p.assume(p.any.bool('b').and(false)); p.assert('x', false);"),
  'proofs/throws.proof.ts': bodyFile('y/throws', "throw new Error('not so');"),
  'proofs/hard.proof.ts': bodyFile('y/hard', HARD),
};

const MODELS = {
  'models/kind.ts':
    "import { ModelKind } from 'ringproof'; export const kind = new ModelKind<{ readonly least: number }>('kind');",
  'models/a/index.ts': `import { kind } from '../kind.ts';
const findings = { 'z/least': { breaks: ['not 0'], reason: 'it begins at 0', reference: 'a.rs:1', affects: 'conforming peer' as const } };
export const [zero, one, fixed] = [
  kind.implement({ name: 'zero', source: 'here', findings }, { least: 0 }),
  kind.implement({ name: 'one', source: 'here' }, { least: 1 }),
  kind.implement({ name: 'fixed', source: 'here', findings }, { least: 1 }),
];`,
  'proofs/z.proof.ts': `import { proof } from 'ringproof';
import { kind } from '../models/kind.ts';
export const least = proof({ id: 'z/least', title: 'nothing is 0', requirements: [], doesNotProve: 'more.', covers: [], on: kind,
  body: (p, { least }) => {
    const x = p.any.u16('x', { min: least });
    p.assert('not 0', x.ne(0));
  },
});
`,
};

const timeless = (text: string): string =>
  text.replace(/ +\d[\d.]* (ms|s)\b/g, ' TIME').replace(/z3 \d[\d.]*/g, 'z3 VERSION');

describe('ringproof explain', () => {
  test('should say in words what a proof proves, and write states that can be replayed', async () => {
    const { ringproof } = workspace(FILES);

    const { code, out } = await ringproof(['explain', 'x/small', '--output', 'out']);

    expect(code).toBe(0);
    expect(timeless(out)).toMatchInlineSnapshot(`
      "x/small is proved: sums do not get smaller.

      for all values of
        a  every value from 0 to 1000
        b  every multiple of 5 from 0 to 1000

      assuming
        a.ne(b) (proofs/x.proof.ts:8)

      it shows
        on 1 path that together cover all such states:
        'not smaller': 1 claim, by rewriting

      it is not vacuous: these states reach the covers, and were replayed
        'the end': a 3
          replay it: ringproof replay out/witnesses/x-small.the-end.json
        'The end': a 4
          replay it: ringproof replay out/witnesses/x-small.The-end.2.json

      requirements that it establishes
        some.requirement: VIRTIO 2.7 MUST: Sums grow.

      it does not prove
        anything of sums that wrap.
        anything of summands beyond 1000
      "
    `);
    const replayed = await ringproof(['replay', 'out/witnesses/x-small.The-end.2.json']);
    expect(replayed.code).toBe(0);
    expect(replayed.out).toContain("x/small: the state reaches cover 'The end'\n");
    expect(replayed.out).toMatch(/ {2}a {2}4 {3}b {2}0/);
  });

  full('should say how the states of covers are kept where they are not', async () => {
    const { out } = await workspace(FILES).ringproof(['explain', 'x/small']);
    expect(out).toContain(
      'to replay those states, keep them in files: ringproof explain x/small --output <dir>\n',
    );
  });

  full('should take all models where none is named, and exit as prove does', async () => {
    const { code, out } = await workspace(MODELS).ringproof(['explain', 'z/least']);

    expect(code).toBe(1);
    expect(out).toContain('z/least on one is proved: nothing is 0.\n');
    expect(out).toContain('z/least on zero is a finding, known to break this: nothing is 0.\n');
    expect(out).toContain("expected to break 'not 0': it begins at 0\n");
    expect(out).toContain('    broken: not 0\n');
    expect(out).toMatch(
      /z\/least on fixed is proved: [^]*'not 0' no longer breaks[^]*If it is\s+fixed, remove the finding/,
    );
    expect(out.match(/^-{80}$/gm)).toHaveLength(2);
  });

  full('should take a model that is named', async () => {
    const { code, out } = await workspace(MODELS).ringproof(['explain', 'z/least', '--model', 'zero']);
    expect({ code, names: out.match(/^z\/least on \w+/gm) }).toEqual({ code: 0, names: ['z/least on zero'] });
  });

  const EXITS = [
    ['x/large', [], 1, /is refuted; this does not hold: sums[^]*broken: not smaller[^]*a {2}\d+ {3}b {2}\d+/],
    ['y/empty', [], 2, /is vacuous, so this is not proved: [^]*no state satisfies the assumptions/],
    ['y/throws', [], 4, /cannot be checked: [^]*proofs\/throws\.proof\.ts:3:\d+: not so/],
    [
      'y/hard',
      ['--encoding', 'bv', '--timeout', '700ms', '--no-cache'],
      3,
      /is undecided: [^]*no verdict within/,
    ],
  ] as const;

  test.each(oneIn(2, EXITS))('should say what became of %s', async (id, flags, exit, said) => {
    const { code, out } = await workspace(FILES).ringproof(['explain', id, ...flags]);
    expect(out).toMatch(said);
    expect(code).toBe(exit);
  });

  const WRONG = [
    ['x/smoll', [], /no proof matches 'x\/smoll'; the nearest ids:\s+x\/small/],
    ['nothing-like-it', [], /no proof matches 'nothing-like-it'/],
    ['x/small', ['--output', 'proofs/x.proof.ts'], /--output proofs\/x\.proof\.ts: /],
  ] as const;

  test.each(oneIn(2, WRONG))('should say what is wrong with %s %j', async (id, flags, said) => {
    const { code, err } = await workspace(FILES).ringproof(['explain', id, ...flags]);
    expect({ code, err }).toEqual({ code: 5, err: expect.stringMatching(said) });
  });
});

full('a witness that does not reach its cover, or is asked to be written, should be told', async () => {
  const saved = (cover: string): string =>
    JSON.stringify({
      ...{ tool: 'ringproof', kind: 'witness', version: 1, proof: 'x/small', model: null, cover },
      ...{ inputs: { a: '3', b: '0' }, memory: [] },
    });
  const { ringproof } = workspace({ ...FILES, 'a.json': saved('the end'), 'b.json': saved('The end') });

  expect((await ringproof(['replay', 'a.json'])).code).toBe(0);
  const missed = await ringproof(['replay', 'b.json']);
  expect(missed.out).toContain("x/small: the state does not reach cover 'The end'\n");
  expect(missed.code).toBe(2);
  const written = await ringproof(['replay', 'a.json', '--write', 'vitest']);
  expect(written).toMatchObject({ code: 5, err: expect.stringContaining('holds a witness of a cover') });
});

/** What the engine does in place of an explanation, and why there is none. */
const UNEXPLAINED = [
  ['await new Promise((resolve) => setTimeout(resolve, 1e6));', 'it takes longer than 3.00 s (--timeout)'],
  ['process.exit(3);', 'the process that looked for it ended'],
  ["return { verdict: 'vacuous' };", 'asked again, with one solver alone, it is vacuous'],
] as const;

// The first waits for a limit of seconds.
test.each(unless(([explaining]) => explaining.startsWith('await'), UNEXPLAINED))(
  'should say of what is proved that it cannot be explained, within the limits: %s',
  async (explaining, why) => {
    const { cwd, engine } = makeProject({ 'proofs/a.proof.ts': proofFile('a/b', '') });
    const slow = join(cwd, 'slow.mjs');
    writeFileSync(
      slow,
      `export { checkProof } from '${engine}'; export async function explainProof() { ${explaining} }`,
    );
    const [stdout, stderr] = [collector(), collector()];
    const io = { stdout, stderr, cwd, env: process.env, engine: pathToFileURL(slow).href };

    const code = await run(['explain', 'a/b', '--timeout', '3s'], io);

    expect({ code, err: stderr.text() }).toEqual({ code: 0, err: '' });
    expect(stdout.text().replace(/\s+/g, ' ')).toContain(
      `a/b is proved: Title of a/b. What that rests on cannot be shown: ${why}`,
    );
  },
);
