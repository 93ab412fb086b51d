import { expect, test } from 'vitest';
import { unless } from '../full.fixture.ts';
import { collector, makeProject } from '../runner/project.fixture.ts';
import { run } from './built.fixture.ts';

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

interface Case {
  readonly what: string;
  readonly code: number;
  readonly shown: string | RegExp;
  readonly files: Readonly<Record<string, string>>;
  /** An argument. Such a case waits for it. */
  readonly limit?: string;
}

const CASES: readonly Case[] = [
  { what: 'a true property is proved', code: 0, shown: 'proved   true', files: TRUE },
  {
    what: 'a false property is refuted, with values that break it',
    code: 1,
    shown: /REFUTED {2}false[^]*'below' does not hold[^]*broken: below[^]*from this state\s+x {2}65535\n/,
    files: proofOf('false', "const x = p.any.u16('x'); p.assert('below', x.lt(65535));"),
  },
  {
    what: 'a property under contradictory assumptions is vacuous',
    code: 2,
    shown: /VACUOUS {2}none[^]*no state satisfies the assumptions/,
    files: proofOf(
      'none',
      "const x = p.any.u16('x'); p.assume(x.lt(2)); p.assume(x.gt(5)); p.assert('x', x.eq(9));",
    ),
  },
  {
    what: 'a body that loops on its own is stopped',
    code: 3,
    shown: 'TIMEOUT  spin',
    files: proofOf('spin', 'for (;;);'),
    limit: '--timeout=2s',
  },
  {
    what: 'a body that decides without end is stopped',
    code: 3,
    shown: 'TIMEOUT  endless',
    files: proofOf('endless', "let x = p.any.u64('x'); while (p.domain.decide(x.ne(0))) x = x.add(3);"),
    limit: '--timeout=3s',
  },
  {
    what: 'what a body throws is shown with its place',
    code: 4,
    shown: /ERROR[^]*no such thing[^]*proofs\/throws\.proof\.ts:2/,
    files: proofOf('throws', "throw new Error('no such thing');"),
  },
];

test.each(unless(({ limit }) => limit !== undefined, CASES))(
  '$what',
  async ({ code, shown, files, limit }) => {
    const result = await prove(files, ...(limit === undefined ? [] : [limit]));
    expect(result.out).toMatch(shown);
    expect(result.code).toBe(code);
  },
);
