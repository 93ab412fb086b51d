import { expect, test } from 'vitest';
import { ringproof } from './command.fixture.ts';
import { bodyFile, workspace } from './real-engine.fixture.ts';

/** What a terminal, a log or a CI service would obey. */
const HOSTILE =
  '\\u001b[2Jcleared \\u001b]8;;http://x\\u0007link\\r proved \\n::error::injected ##[group]x \\u202egnal \\ud800 end';

const PROOF = `import { proof } from 'ringproof';
export const one = proof({
  id: 'hostile/\\u001b[31m\\u202e\\ud800', title: '${HOSTILE}', requirements: [], doesNotProve: '${HOSTILE}', covers: [],
  body: (p) => { p.assert('${HOSTILE}', p.any.u16('x').lt(9)); },
});
`;

/** Characters that no output may contain as they are. */
// eslint-disable-next-line no-control-regex -- those are the characters that it is about
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

test.each([
  ['pretty', ['prove', '--no-color']],
  ['the list', ['list']],
  ['the matrix', ['list', '--matrix']],
  ['the list as Markdown', ['list', '--reporter', 'markdown']],
  ['markdown', ['prove', '--reporter', 'markdown']],
  ['an explanation', ['explain', 'hostile', '--no-color']],
])('should show in %s what a terminal would obey', async (_, args) => {
  const { out, err, code } = await workspace({ 'proofs/a.proof.ts': PROOF }).ringproof(args);

  expect(code).toBe(args[0] === 'list' ? 0 : 1);
  expect(out).toContain('\\u001b');
  expect(out + err).not.toMatch(OBEYED);
  expect(out).not.toMatch(/^\s*::/m);
  expect(out).not.toContain('##[group]');
});

test('should write every document of a proof with half of a pair in its id', async () => {
  const { ringproof: run, cwd } = workspace({ 'proofs/a.proof.ts': PROOF });

  const { err, code } = await run([
    'prove',
    '--reporter',
    'json,junit,sarif,html,markdown',
    '--output',
    'out',
  ]);

  expect({ err, code }).toEqual({ err: '', code: 1 });
  expect(cwd).not.toBe('');
});

test('should give GitHub one command a result, and none that is not its own', async () => {
  const { out } = await workspace({ 'proofs/a.proof.ts': PROOF }).ringproof([
    'prove',
    '--reporter',
    'github',
  ]);

  const commands = out.trimEnd().split('\n');
  expect(commands).toHaveLength(1);
  expect(commands[0]).toMatch(/^::error file=proofs\/a\.proof\.ts,line=\d+/);
  expect(out).not.toMatch(OBEYED);
});

test('should show on standard error what a terminal would obey', async () => {
  const files = {
    'proofs/a.proof.ts': `throw new Error('${HOSTILE}');`,
    'proofs/b.proof.ts': bodyFile('b', ''),
  };

  const { err } = await ringproof(['prove', '\u001b[31mb', '--model', '\u202em'], files);

  expect(err).toContain('\\u001b[31mb');
  expect(err).toContain('\\u202e');
  expect(err).not.toMatch(OBEYED);
  expect(err).not.toMatch(/^\s*::/m);
  const unknown = await ringproof(['prove', '--\u001b[31m'], files);
  expect(unknown.err).toContain("unknown option '--\\u001b[31m'");
});
