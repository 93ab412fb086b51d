import { expect, test } from 'vitest';
import { collector, makeProject } from '../runner/project.fixture.ts';
import { run } from './built.fixture.ts';
import { EASY } from './real-engine.fixture.ts';

/** A proof file with one proof about no model; the body has `p`. */
function proofOf(id: string, body: string): Readonly<Record<string, string>> {
  return {
    [`proofs/${id}.proof.ts`]: `import { proof } from 'ringproof';
export default proof({ id: '${id}', title: '${id}', requirements: [], doesNotProve: 'more', covers: [], body: (p) => { ${body} } });
`,
  };
}

/** Runs the command as a user would, with the real engine. */
async function prove(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<{ code: number; out: string }> {
  const { cwd } = makeProject(files);
  const [stdout, stderr] = [collector(), collector()];
  const code = await run(['prove', ...args], {
    stdout,
    stderr,
    cwd,
    env: { ...process.env, FORCE_COLOR: '' },
  });
  return { code, out: stdout.text() };
}

const TRUE = proofOf('true', "const x = p.any.u16('x'); p.assert('wraps', x.add(1).eq(x.sub(65535)));");

test.each([
  ['a true property is proved', 0, 'proved   true', TRUE],
  [
    'a false property is refuted, with values that break it',
    1,
    /REFUTED {2}false[^]*'below' does not hold[^]*broken: below[^]*from this state\s+x {2}65535\n/,
    proofOf('false', "const x = p.any.u16('x'); p.assert('below', x.lt(65535));"),
  ],
  [
    'a property under contradictory assumptions is vacuous',
    2,
    /VACUOUS {2}none[^]*no state satisfies the assumptions/,
    proofOf(
      'none',
      "const x = p.any.u16('x'); p.assume(x.lt(2)); p.assume(x.gt(5)); p.assert('x', x.eq(9));",
    ),
  ],
  [
    'a body that loops on its own is stopped',
    3,
    'TIMEOUT  spin',
    proofOf('spin', 'for (;;);'),
    '--timeout=2s',
  ],
  [
    'a body that decides without end is stopped',
    3,
    'TIMEOUT  endless',
    proofOf('endless', "let x = p.any.u64('x'); while (p.domain.decide(x.ne(0))) x = x.add(3);"),
    '--timeout=3s',
  ],
  [
    'what a body throws is shown with its place',
    4,
    /ERROR[^]*no such thing[^]*proofs\/throws\.proof\.ts:2/,
    proofOf('throws', "throw new Error('no such thing');"),
  ],
])('%s', async (_, code, shown, files, ...args: string[]) => {
  const result = await prove(files, ...args);
  expect(result.out).toMatch(shown);
  expect(result.code).toBe(code);
});

test('a limit that is far too short makes timeouts, and no other verdict', async () => {
  // Both need a solver, which no machine starts in a millisecond; what rewriting settles may be there in time.
  const { cwd } = makeProject({
    ...proofOf('true', EASY),
    ...proofOf('again', "p.assert('x', p.any.u32('x').lt(7));"),
  });
  const [stdout, stderr] = [collector(), collector()];
  const code = await run(['prove', '--timeout', '1ms', '--reporter', 'json'], {
    stdout,
    stderr,
    cwd,
    env: process.env,
  });
  expect(code).toBe(3);
  expect(JSON.parse(stdout.text())).toMatchObject({
    proofs: [{ verdict: 'timeout' }, { verdict: 'timeout' }],
  });
});
