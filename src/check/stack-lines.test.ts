import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { linesOf, spotOf } from './stack-lines.ts';

const OWN = fileURLToPath(new URL('../..', import.meta.url));
const CWD = '/home/me/project';

function thrownAt(...frames: readonly string[]): Error {
  const error = new Error('x');
  error.stack = ['Error: x', ...frames.map((frame) => `    at ${frame}`)].join('\n');
  return error;
}

const CHECKERS = [
  `CarrierDomain.unwrap (${OWN}src/domain/carrier-domain.ts:81:77)`,
  `explore (file://${OWN}dist/explore/explore.js:3:1)`,
  'node:internal/process/task_queues:1:1',
  `f (${CWD}/node_modules/x/y.js:1:1)`,
];
const USERS = [
  `helper (${CWD}/proofs/a.ts:5:27)`,
  `file://${CWD}/proofs/a%20b.proof.ts?tsx=1:12:35`,
  `Object.<anonymous> (${CWD}/models/m/index.ts:1:2)`,
];

describe('the lines of a stack', () => {
  test("should be those of the user's files, from the working directory", () => {
    const [unwrap = '', ...rest] = CHECKERS;
    expect(linesOf(thrownAt(unwrap, ...USERS, ...rest), CWD)).toEqual([
      'at helper (proofs/a.ts:5:27)',
      'at proofs/a b.proof.ts:12:35',
      'at Object.<anonymous> (models/m/index.ts:1:2)',
    ]);
  });

  test('should be shown once under recursion', () => {
    const again = Array.from({ length: 40 }, () => `f (${CWD}/proofs/a.ts:3:9)`);
    expect(linesOf(thrownAt(...again, ...USERS), CWD).slice(0, 2)).toEqual([
      'at f (proofs/a.ts:3:9)',
      'at helper (proofs/a.ts:5:27)',
    ]);
  });

  test('should be all where the environment asks for them, or no line is the user’s', () => {
    expect(linesOf(thrownAt(...CHECKERS), CWD)).toHaveLength(CHECKERS.length);
    vi.stubEnv('RINGPROOF_STACK', '1');
    expect(linesOf(thrownAt(...CHECKERS, ...USERS), CWD)).toHaveLength(CHECKERS.length + USERS.length);
    vi.unstubAllEnvs();
  });
});

test('the place that an error comes from should be the innermost of the user’s', () => {
  expect(spotOf(thrownAt(...CHECKERS, ...USERS), CWD)).toEqual({
    ...{ file: 'proofs/a.ts', line: 5, column: 27, text: '' },
  });
  expect(spotOf(thrownAt(...CHECKERS), CWD)).toBeUndefined();
  expect(spotOf('a text', CWD)).toBeUndefined();
});
