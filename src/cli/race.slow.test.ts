import { expect, test } from 'vitest';
import { IS_FULL } from '../full.fixture.ts';
import { fakeSolver } from '../solver/fake-solver.fixture.ts';
import { nativeVersion } from '../solver/native.ts';
import { bodyFile, EASY, HARD, workspace } from './real-engine.fixture.ts';

const FILES = { 'proofs/a.proof.ts': bodyFile('a', EASY) };
const VERSION = 'Z3 version 9.9.9';

test('should take the verdict of the solver that is first, and end the other', async () => {
  const env = fakeSolver('z3', VERSION, 'cat > /dev/null; exec sleep 600');

  const { code, proofs } = await workspace(FILES).prove(['--solver', 'z3,wasm', '--timeout', '9m'], {
    env,
  });

  expect(code).toBe(0);
  expect(proofs).toMatchObject([{ verdict: 'proved', solver: expect.stringContaining('(wasm)') }]);
});

test.each([
  ['does not end', 'cat > /dev/null; exec sleep 600', '2s', 3, 'timeout'],
  ['prints garbage', 'cat > /dev/null; echo banana', '10m', 4, 'error'],
  ['says unsat when it is killed', "cat > /dev/null; trap 'echo unsat' TERM; sleep 600", '2s', 3, 'timeout'],
])('should prove nothing with a solver that %s', async (_, work, timeout, code, verdict) => {
  const env = fakeSolver('z3', VERSION, work);

  const outcome = await workspace(FILES).prove(['--solver', 'z3', '--timeout', timeout], { env });

  expect(outcome.proofs).toMatchObject([{ verdict }]);
  expect(outcome.code).toBe(code);
});

test('should not let a solver that fails win against one that answers', async () => {
  const env = fakeSolver('z3', VERSION, 'cat > /dev/null; echo banana');

  expect((await workspace(FILES).prove(['--solver', 'z3,wasm'], { env })).proofs).toMatchObject([
    { verdict: 'proved' },
  ]);
});

test('should be an error where a second opinion contradicts, with both questions kept', async () => {
  const env = fakeSolver('cvc5', 'This is cvc5 version 9.9.9', 'cat > /dev/null; echo sat');

  const { code, proofs } = await workspace(FILES).prove(['--cross-check'], { env });

  expect(code).toBe(4);
  expect(proofs[0]?.failure?.message).toBe("cvc5 9.9.9 on integers contradicts the verdict 'proved'");
  const details = proofs[0]?.failure?.details.join('\n');
  expect(details).toMatch(/Kept as \S+\.verdict\.smt2\.\nKept as \S+\.opinion\.smt2\./);
});

test.runIf(IS_FULL)('should ask other solvers where the embedded one has no answer, with auto', async () => {
  const env = fakeSolver('cvc5', 'This is cvc5 version 9.9.9', 'cat > /dev/null; echo unsat');
  // The embedded solver gives this up after some seconds; this one answers all questions the same way.
  const { prove } = workspace({ 'proofs/a.proof.ts': bodyFile('a', HARD) });

  const { proofs } = await prove(['--solver', 'auto', '--encoding', 'bv', '--timeout', '10m'], { env });

  expect(proofs).toMatchObject([{ solver: expect.stringMatching(/\(wasm\).*cvc5 9\.9\.9/) }]);
});

test.each([
  [['--solver', 'bitwuzla'], "--solver bitwuzla: there is no 'bitwuzla' on PATH"],
  [['--solver', 'wasm,bitwuzla'], 'bitwuzla.github.io'],
])('should exit 5 for %j where it is missing, and say how to get it', async (args, message) => {
  const { code, err } = await workspace(FILES).ringproof(['prove', ...args], { env: { PATH: '/nowhere' } });

  expect(code).toBe(5);
  expect(err).toContain(message);
});

test('should exit 5 for a solver that is something else, and for limits and encodings that it has not', async () => {
  const { ringproof } = workspace(FILES);
  const usage = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> => {
    const { code, err } = await ringproof(['prove', ...args], { env });
    expect(code).toBe(5);
    return err;
  };

  expect(await usage(['--solver', 'z3'], fakeSolver('z3', 'banana', ''))).toContain(
    'does not say its version',
  );
  const env = fakeSolver('bitwuzla', '0.8.2', 'cat > /dev/null; echo unsat');
  expect(nativeVersion('bitwuzla', env)).toBe('0.8.2');
  expect(await usage(['--solver', 'bitwuzla', '--encoding', 'int'], env)).toContain('bitwuzla has bv only');
  expect(await usage(['--solver', 'bitwuzla', '--rlimit', '5'], env)).toContain('set --timeout instead');
});
