import { expect, test } from 'vitest';
import { IS_FULL, oneIn } from '../full.fixture.ts';
import { proofFile } from '../runner/project.fixture.ts';
import { KIND, modelFile, proofOnModels, ringproof } from './command.fixture.ts';

/** Not of the sample. */
const full = test.runIf(IS_FULL);

const throwing = (verdict: string): string => proofFile(`a/${verdict}`, `throw { verdict: '${verdict}' };`);

/** Of the sample: 0, 3 and, for several verdicts, 4. */
const EXITS = [
  [0, ['proved']],
  [1, ['refuted']],
  [2, ['vacuous']],
  [3, ['timeout']],
  [3, ['out-of-memory']],
  [3, ['unknown']],
  [4, ['error']],
  [1, ['unknown', 'vacuous', 'error', 'refuted']],
  [4, ['unknown', 'vacuous', 'error']],
  [2, ['unknown', 'vacuous', 'proved']],
] as const;

test.each(oneIn(4, EXITS))('should exit %i for %j', async (expected, verdicts) => {
  const files = Object.fromEntries(
    verdicts.map((verdict) => [`proofs/${verdict}.proof.ts`, throwing(verdict)]),
  );

  const { code, out } = await ringproof(['prove'], files);

  expect(code).toBe(expected);
  for (const verdict of verdicts)
    expect(out).toContain(verdict === 'proved' ? 'proved' : verdict.toUpperCase());
});

test('should stop a proof that loops for ever, at its limit, and go on with the others', async () => {
  const { code, out } = await ringproof(['prove', '--jobs', '1'], {
    'proofs/1.proof.ts': proofFile('a/loops', 'for (;;);', "timeout: '300ms',"),
    'proofs/2.proof.ts': proofFile('b/fine', ''),
  });

  expect(code).toBe(3);
  expect(out).toMatch(/^TIMEOUT {2}a\/loops {2}[\d.]+ s$/m);
  expect(out).toContain('no verdict within 300 ms');
  expect(out).toMatch(/^proved {3}b\/fine/m);
});

full(
  'should take the limit from the proof where the command line gives none, and from there where it does',
  async () => {
    const files = { 'proofs/1.proof.ts': proofFile('a/loops', 'for (;;);', "timeout: '200ms',") };

    const own = await ringproof(['prove'], files);
    const given = await ringproof(['prove', '--timeout', '400ms'], files);

    expect(own.out).toContain('no verdict within 200 ms');
    expect(given.out).toContain('no verdict within 400 ms');
  },
);

/** What a body does to its process, and what is said of that. */
const HARM = [
  ['Error.world.process.exit(0);', 'exited with code 0 before a verdict'],
  ['Error.world.process.abort();', 'was killed by SIGABRT'],
  ["throw new TypeError('boom');", 'boom'],
  [
    "Error.world.setTimeout(() => { throw new TypeError('later'); }); return new Promise(() => {});",
    'TypeError: later',
  ],
  ['Promise.reject(new Error("nobody listens")); return new Promise(() => {});', 'nobody listens'],
  ['void Promise.reject(new Error("nobody waits"));', 'nobody waits'],
  ['Error.world.process.disconnect(); for (;;);', 'no verdict within 1 s'],
  [
    "Error.world.process.send({ type: 'result', result: { verdict: 'proved' } }); for (;;);",
    'no verdict within 1 s',
  ],
  [
    "Error.world.process.send({ type: 'crashed', failure: { message: 'not so' } }); for (;;);",
    'no verdict within 1 s',
  ],
] as const;

test.each(oneIn(4, HARM))('should survive a body of %s', async (body, message) => {
  const isStopped = message.startsWith('no verdict');
  const { code, out } = await ringproof(['prove', '--jobs', '1'], {
    'proofs/1.proof.ts': proofFile('a/bad', body, isStopped ? "timeout: '1s'," : ''),
    'proofs/2.proof.ts': proofFile('b/fine', ''),
  });

  expect(code).toBe(isStopped ? 3 : 4);
  expect(out).toContain(message);
  expect(out).toMatch(/^proved {3}b\/fine/m);
});

full('should stop a body whose promise never settles', async () => {
  const { code, out } = await ringproof(['prove', '--timeout', '300ms'], {
    'proofs/1.proof.ts': proofFile('a/waits', 'return new Promise(() => {});'),
  });

  expect(code).toBe(3);
  expect(out).toContain('TIMEOUT');
});

test('should call a heap that is exhausted, and a process that the system killed, out of memory', async () => {
  const files = {
    'proofs/1.proof.ts': proofFile(
      'a/heap',
      'const all: number[][] = []; for (;;) all.push(new Array(1e5).fill(1.5));',
    ),
    'proofs/2.proof.ts': proofFile(
      'b/killed',
      "const { process } = Error.world; process.kill(process.pid, 'SIGKILL'); for (;;);",
    ),
  };

  const { code, out } = await ringproof(['prove', '--timeout', '10m'], files, {
    nodeFlags: ['--max-old-space-size=64'],
  });

  expect(code).toBe(3);
  expect(out).toMatch(/^OUT-OF-MEMORY {2}a\/heap/m);
  expect(out).toMatch(/^OUT-OF-MEMORY {2}b\/killed/m);
});

test('should keep what a proof prints out of the report', async () => {
  const flood =
    "for (let i = 0; i < 20000; i += 1) console.log('{ \"flood\": ' + i + ' }'); console.error('and this');";

  const { code, out, err } = await ringproof(['prove', '--reporter', 'json'], {
    'proofs/1.proof.ts': `console.log('loading');\n${proofFile('a/prints', flood)}`,
  });

  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    tool: 'ringproof',
    proofs: [{ id: 'a/prints', verdict: 'proved', file: 'proofs/1.proof.ts', line: 3 }],
  });
  expect(err).toContain('loading');
  expect(err).toContain('{ "flood": 19999 }');
  expect(err).toContain('and this');
});

full('should not wait for a process that a proof left behind', async () => {
  const spawn = `const { process, spawn } = Error.world;
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit', detached: true });
    child.unref();
    console.log('left behind: ' + child.pid);`;

  const { code, err } = await ringproof(['prove'], {
    'proofs/1.proof.ts': proofFile('a/spawns', spawn),
  });

  expect(code).toBe(0);
  // Throws where it is gone.
  process.kill(Number(/left behind: (\d+)/.exec(err)?.[1]));
});

test('should ask a proof of every model of its kind, and expect findings to be refuted', async () => {
  const finding = "{ 'q/one': { breaks: ['it is so'], reason: 'it is broken', reference: 'queue.c:7' } }";
  const files = {
    'models/kind.ts': KIND,
    'models/good/index.ts': modelFile('good'),
    'models/bad/index.ts': modelFile('bad', finding),
    'proofs/q.proof.ts': proofOnModels('q/one', "if (model.name === 'bad') throw { verdict: 'refuted' };"),
  };

  const { code, out } = await ringproof(['prove'], files);

  expect(code).toBe(0);
  expect(out).toMatch(/^finding {2}q\/one {2}bad /m);
  expect(out).toMatch(/^proved {3}q\/one {2}good /m);
  expect(out).toContain("expected to break 'it is so': it is broken");
  expect(out).toContain('see queue.c:7');
  expect(out).toContain('1 proved, 1 finding: 2 proofs in');
});

test('should not hold a proof to account for what an earlier one left behind', async () => {
  const { out } = await ringproof(['prove', '--jobs', '1'], {
    'proofs/1.proof.ts': proofFile('a/leaves', "Error.world.setTimeout(() => { throw new Error('late'); });"),
    'proofs/2.proof.ts': proofFile(
      'b/fine',
      'const { Date } = Error.world; for (const end = Date.now() + 200; Date.now() < end; );',
    ),
  });

  expect(out).toMatch(/^proved {3}b\/fine/m);
});
