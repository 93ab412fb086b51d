import { expect, test } from 'vitest';
import { LinkError } from './evaluate/link-error.ts';
import { loadFailure, userFrame } from './load-error.ts';

const CWD = '/home/me/project';

test('should take place and text of a syntax error from the fault of the file', () => {
  const fault = {
    ...{ message: 'syntax error: Unexpected ";"', line: 3, column: 11 },
    ...{ details: ['4:1: syntax error: Expected ")"'], hint: 'Fix it.' },
  };

  const failure = loadFailure(new LinkError(`${CWD}/proofs/a.proof.ts`, fault), 'proofs/b.proof.ts', CWD);

  expect(failure).toEqual({
    ...{ file: 'proofs/a.proof.ts', line: 3, column: 11 },
    message: 'syntax error: Unexpected ";"',
    details: ['proofs/a.proof.ts:4:1: syntax error: Expected ")"', 'while loading proofs/b.proof.ts'],
    hints: ['Fix it.'],
    at: { file: 'proofs/a.proof.ts', line: 3, column: 11, text: '' },
  });
});

test.each([
  [`    at f (file://${CWD}/proofs/a%20b.proof.ts?tsx=1:3:29)`, 'proofs/a b.proof.ts', 3, 29],
  [`    at ${CWD}/proofs/a.proof.ts:4:1`, 'proofs/a.proof.ts', 4, 1],
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
