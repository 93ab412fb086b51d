import { expect, test } from 'vitest';
import { loadFailure, userFrame } from './load-error.ts';

const CWD = '/home/me/project';

test('should take place and text of a syntax error from the diagnostic, with columns from 1', () => {
  const message = `Transform failed with 2 errors:
${CWD}/proofs/a.proof.ts:3:10: ERROR: Unexpected ";"
${CWD}/proofs/a.proof.ts:4:0: ERROR: Expected ")"`;

  expect(loadFailure(new Error(message), 'proofs/b.proof.ts', CWD)).toEqual({
    ...{ file: 'proofs/a.proof.ts', line: 3, column: 11 },
    message: 'syntax error: Unexpected ";"',
    details: ['proofs/a.proof.ts:4:1: syntax error: Expected ")"'],
    hints: ['Mend it there; npx tsc --noEmit finds the same.'],
    at: { file: 'proofs/a.proof.ts', line: 3, column: 11, text: '' },
  });
});

test.each([
  [`    at f (file://${CWD}/proofs/a%20b.proof.ts?tsx=1:3:29)`, 'proofs/a b.proof.ts', 3, 29],
  [`    at ${CWD}/proofs/a.proof.ts:4:1`, 'proofs/a.proof.ts', 4, 1],
  [`file://${CWD}/proofs/a.proof.ts:7\nimport`, 'proofs/a.proof.ts', 7, null],
  [
    `    at g (${CWD}/node_modules/x/y.ts:1:1)\n    at f (${CWD}/proofs/a.proof.ts:4:2)`,
    'proofs/a.proof.ts',
    4,
    2,
  ],
  [`    at ${CWD}/my proofs/a.proof.ts:4:1`, 'my proofs/a.proof.ts', 4, 1],
  [`    at g (/opt/ringproof/src/x.ts:1:1)\n    at f (${CWD}/models/a.ts:5:6)`, 'models/a.ts', 5, 6],
])('should find the frame of the user in %j', (stack, file, line, column) => {
  expect(userFrame(stack, CWD)).toEqual({ file, line, column });
});

test('should find no frame where there is none', () => {
  expect(userFrame('Error: x\n    at node:internal/modules/run:1:2', CWD)).toBeNull();
});
