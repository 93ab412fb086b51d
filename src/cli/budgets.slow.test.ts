import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { proofFile } from '../runner/project.fixture.ts';
import { ringproof } from './command.fixture.ts';
import { IS_FULL } from '../full.fixture.ts';
import { fakeSolver } from '../solver/fake-solver.fixture.ts';
import { bodyFile, EASY, HARD, workspace, type ShownResult } from './real-engine.fixture.ts';

/** Takes ever more memory, outside of the heap, of which the runtime knows nothing. */
const GREEDY = 'const all = []; for (;;) { all.push(new Uint8Array(1e7).fill(1)); Error.world.sleep(5); }';

test('should stop a proof at its limit of memory, say which it was, and go on with the others', async () => {
  const { code, out } = await ringproof(['prove', '--memory', '300m', '--jobs', '1'], {
    'proofs/1.proof.ts': proofFile('a/greedy', GREEDY),
    'proofs/2.proof.ts': proofFile('b/own', GREEDY, "memory: '400m',"),
    'proofs/3.proof.ts': proofFile('c/fine', ''),
  });

  expect(code).toBe(3);
  expect(out).toMatch(/^OUT-OF-MEMORY {2}a\/greedy[^]*it used [\d.]+[mg] of memory, over its limit of 300m/m);
  expect(out).toContain('hint: Raise the limit: --memory 4g');
  // The command line comes before the proof.
  expect(out).not.toContain('limit of 400m');
  expect(out).toMatch(/^proved {3}c\/fine/m);
});

test('should take limits from the command line, the proof, the file, in that order', async () => {
  const limit = async (
    own: string,
    file: object | string,
    ...flags: readonly string[]
  ): Promise<string | undefined> => {
    const { out } = await ringproof(['prove', ...flags], {
      'ringproof.config.json': typeof file === 'string' ? file : JSON.stringify(file),
      'proofs/1.proof.ts': proofFile('a/loops', 'for (;;);', own),
    });
    return /no verdict within (.*)/.exec(out)?.[1];
  };
  const own = "timeout: '210ms',";

  expect(await limit(own, { timeout: '310ms' }, '--timeout', '110ms')).toBe('110 ms');
  expect(await limit(own, { timeout: '310ms' })).toBe('210 ms');
  expect(await limit('', { timeout: '310ms' })).toBe('310 ms');
  expect(await limit('', '\uFEFF{\r\n"timeout": "320ms"\r\n}\r\n')).toBe('320 ms');
});

test('should take other options from the file, unless the command line has them', async () => {
  const seen = async (...flags: readonly string[]): Promise<unknown> => {
    const { out } = await ringproof(['prove', ...flags], {
      'ringproof.config.json': JSON.stringify({
        encoding: 'bv',
        'cross-check': true,
        rlimit: 77,
        cache: false,
      }),
      'proofs/o.proof.ts': proofFile('o', 'throw new Error(JSON.stringify(p.options));').replace(
        'body: ()',
        'body: (p)',
      ),
    });
    return JSON.parse(out.split('\n').find((line) => line.includes('{')) ?? '');
  };

  expect(await seen()).toMatchObject({ encoding: 'bv', crossCheck: true, rlimit: 77, cache: null });
  expect(await seen('--encoding', 'int', '--rlimit', '5k')).toMatchObject({ encoding: 'int', rlimit: 5000 });
});

test.each([
  ['{ "timeuot": "5s" }', "timeuot: unknown field; did you mean 'timeout'?"],
  ['{ "timeout": "5" }', "timeout: '5' has no unit; did you mean 5s?"],
  [
    '{ "timeout": true }',
    'timeout: expected text or a number, as on the command line, or a list of such, got true',
  ],
  ['{ "cross-check": "yes" }', 'cross-check: expected true or false, got "yes"'],
  ['{ "reporter": ["pretty", "xml"] }', 'reporter: Choose one of '],
  ['{ "reporter": [] }', 'reporter: the list is empty: leave the key out'],
  ['[]', 'ringproof.config.json: expected an object, got []'],
  ['{', 'ringproof.config.json: '],
])('should exit 5 for a configuration file of %s', async (text, message) => {
  const { code, err } = await ringproof(['prove'], {
    'ringproof.config.json': text,
    'proofs/1.proof.ts': proofFile('a', ''),
  });

  expect(code).toBe(5);
  expect(err).toContain(message);
});

test.each([
  ["timeout: '5',", "the timeout of the proof 'a': '5' has no unit"],
  ["memory: '5',", "the memory of the proof 'a': '5' has no unit"],
  ['rlimit: 0,', "the rlimit of the proof 'a': 0 has to be a whole number of steps"],
])('should not run a proof that declares %s', async (own, message) => {
  const { code, err } = await ringproof(['prove'], { 'proofs/1.proof.ts': proofFile('a', '', own) });

  expect(code).toBe(4);
  expect(err).toContain(message);
});

test('should end at the deadline of the run, and say what it did not come to', async () => {
  const { code, out } = await ringproof(['prove', '--deadline', '4s', '--jobs', '1'], {
    'proofs/1.proof.ts': proofFile('a/loops', 'for (;;);'),
    'proofs/2.proof.ts': proofFile('b/waits', ''),
  });

  expect(code).toBe(3);
  // A machine with other work may not have started it by then.
  expect(out).toMatch(
    /^TIMEOUT {2}a\/loops .*\n +(no verdict|not started) before the deadline of the run, 4 s\n/m,
  );
  expect(out).toMatch(/^TIMEOUT {2}b\/waits .*\n +not started before the deadline of the run, 4 s\n/m);
});

test('should hold limits where the clock of the system goes backwards', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const running = ringproof(['prove', '--jobs', '1', '--reporter', 'json'], {
      'proofs/1.proof.ts': proofFile(
        'a/loops',
        'Error.world.Date.now = () => 0; for (;;);',
        "timeout: '700ms',",
      ),
      'proofs/2.proof.ts': proofFile('b/fine', ''),
    });
    const back = setInterval(() => vi.setSystemTime(Date.now() - 3_600_000), 50);
    const { out, code } = await running;
    clearInterval(back);

    expect(code).toBe(3);
    const { proofs } = JSON.parse(out) as { proofs: readonly ShownResult[] };
    expect(proofs).toMatchObject([{ verdict: 'timeout' }, { verdict: 'proved' }]);
    // The clock of the system went back by hours.
    for (const { timeMs } of proofs) expect(timeMs).toBeGreaterThan(0);
  } finally {
    vi.useRealTimers();
  }
});

/** It is broken by few states, which no search near others finds. */
const UNLIKELY = "const x = p.any.u16('x'); p.assert('rare', x.rem(251).ne(17).or(x.rem(127).ne(3)));";

test.runIf(IS_FULL)(
  'should be undecided for want of steps, the same way every time, cached or not',
  async () => {
    const { cwd, prove } = workspace({
      'proofs/a.proof.ts': bodyFile('a', EASY),
      'proofs/b.proof.ts': bodyFile('b', UNLIKELY),
    });
    const verdicts = async (...flags: readonly string[]): Promise<readonly string[]> =>
      (await prove(flags)).proofs.map(({ verdict }) => verdict);

    const few = await prove(['--rlimit', '1']);

    expect(few.code).toBe(3);
    expect(few.proofs).toMatchObject([{ verdict: 'unknown' }, { verdict: 'unknown' }]);
    for (const steps of ['40', '160']) {
      const once = await verdicts('--rlimit', steps, '--no-cache');
      expect(await verdicts('--rlimit', steps)).toEqual(once);
      expect(await verdicts('--rlimit', steps)).toEqual(once);
    }
    const before = await verdicts('--rlimit', '40', '--no-cache');
    expect(await verdicts('--rlimit', '1M')).toEqual(['proved', 'refuted']);
    rmSync(join(cwd, '.ringproof/cache/results'), { recursive: true });
    // Answers are known now that take more steps than these.
    expect(await verdicts('--rlimit', '40')).toEqual(before);
  },
);

test('should keep the question that a stopped proof was asking, and say how to ask another solver', async () => {
  const { cwd, prove } = workspace({ 'proofs/a.proof.ts': bodyFile('a', HARD) });
  const env = fakeSolver('z3', 'Z3 version 9.9.9', 'cat > /dev/null; exec sleep 600');

  const { proofs, code } = await prove(['--encoding', 'bv', '--solver', 'z3', '--timeout', '6s'], { env });

  expect(code).toBe(3);
  expect(proofs).toMatchObject([{ verdict: 'timeout' }]);
  const failure = proofs[0]?.failure;
  const kept = /kept as (\S+\.smt2)\./.exec(failure?.details.join() ?? '')?.[1] ?? '';
  expect(kept).toMatch(/^\.ringproof\/cache\/undecided\/[\da-f]{16}\.smt2$/);
  expect(failure?.hints.join()).toContain(`cvc5 --tlimit=600000 ${kept}`);
  const script = readFileSync(join(cwd, kept), 'utf8');
  expect(script).toMatch(/^; What the proof a was asking[^]*\(set-logic ALL\)[^]*bvudiv[^]*\(check-sat\)\n$/);
});

test.runIf(IS_FULL)(
  'should name the line that keeps forking in a proof that is stopped while its paths are explored',
  async () => {
    const body = `for (let i = 0; i < 40; i += 1) {
      p.domain.decide(p.any.u16('x' + i).lt(9));
    }
    Error.world.sleep();`;
    const { prove } = workspace({ 'proofs/a.proof.ts': bodyFile('a', body) });

    const { proofs, code } = await prove(['--timeout', '20s']);

    expect(code).toBe(3);
    expect(proofs).toMatchObject([{ verdict: 'timeout' }]);
    const failure = proofs[0]?.failure;
    expect(failure?.at?.text).toContain("p.domain.decide(p.any.u16('x' + i).lt(9));");
    expect(failure?.details).toEqual([
      'It was still exploring paths: 0 had ended, 32 were waiting. 32 decisions went both ways, all of them on this line.',
    ]);
    expect(failure?.hints.join(' ')).toMatch(/^Bound the loop.*prove one step by induction/);
    expect(failure?.hints.join(' ')).not.toMatch(/--timeout|--solver/);
  },
);

test('should keep the question that a solver gave up on', async () => {
  const { cwd, prove } = workspace({ 'proofs/a.proof.ts': bodyFile('a', HARD) });

  await prove(['--encoding', 'bv', '--rlimit', '20k', '--output', 'out', '--timeout', '10m']);

  const document = readFileSync(join(cwd, 'out/ringproof.json'), 'utf8');
  const { proofs } = JSON.parse(document) as { proofs: readonly ShownResult[] };
  expect(proofs).toMatchObject([{ verdict: 'unknown' }]);
  const kept = /Kept as (\S+\.smt2)\./.exec(proofs[0]?.failure?.details.join() ?? '')?.[1] ?? '';
  expect(kept).toMatch(/^out\/undecided\//);
  expect(existsSync(join(cwd, kept))).toBe(true);
});

test.runIf(IS_FULL)(
  'should keep a refutation that was found and replayed, though the proof is stopped before it is through',
  async () => {
    // Runs on numbers from the second on never end: they are looking for something smaller.
    const body = `const x = p.any.u16('x');
    if (p.domain.decide(x.lt(9))) return;
    p.assert('small', x.lt(9));
    if (p.constructor.name === 'ConcreteContext') { Error.world.runs = (Error.world.runs ?? 0) + 1; if (Error.world.runs > 2) Error.world.sleep(); }`;
    const { prove } = workspace({
      // It is found long before, whatever else the machine does.
      'proofs/a.proof.ts': bodyFile('a', body, "timeout: '20s',"),
      'proofs/b.proof.ts': bodyFile('b', 'Error.world.sleep();', "timeout: '1s',"),
    });

    const { code, proofs } = await prove(['--jobs', '1', '--no-cache']);

    expect(code).toBe(1);
    // A clock has ended it: nothing says that it ends there again.
    expect(JSON.stringify(proofs)).not.toContain('repeatable');
    expect(proofs).toMatchObject([
      {
        ...{ id: 'a', verdict: 'refuted', counterexample: { assertion: 'small', minimal: false } },
        failure: {
          message: "assertion 'small' does not hold",
          details: ['Looking for a smaller counterexample was cut short.'],
        },
      },
      { id: 'b', verdict: 'timeout' },
    ]);
  },
);
