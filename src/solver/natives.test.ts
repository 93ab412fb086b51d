import { delimiter } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fakeSolver } from './fake-solver.fixture.ts';
import { retryHint } from './natives.ts';

/** Leaves no solver on PATH but this one. */
function onlySolver(command: string, version: string): void {
  const [folder] = (fakeSolver(command, version, '')['PATH'] ?? '').split(delimiter);
  vi.stubEnv('PATH', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
}

test('should propose a solver that is there, and another than was asked', () => {
  onlySolver('z3', 'Z3 version 9.9.9');

  expect(retryHint('a.smt2', 'wasm', 'int')).toMatch(/: z3 -T:600 a\.smt2$/);
  expect(retryHint('a.smt2', 'z3', 'int')).toMatch(/: cvc5 --tlimit=600000 a\.smt2$/);
});

test('should propose one that has the encoding', () => {
  onlySolver('bitwuzla', '0.8.2');

  expect(retryHint('a.smt2', 'wasm', 'bv')).toMatch(/: bitwuzla --time-limit 600000 a\.smt2$/);
  expect(retryHint('a.smt2', 'wasm', 'int')).toMatch(/: cvc5 /);
});

test('should write a path as a shell takes it for one word', () => {
  onlySolver('z3', 'Z3 version 9.9.9');

  expect(retryHint("it's here/a.smt2", 'wasm', 'int')).toMatch(/: z3 -T:600 'it'\\''s here\/a\.smt2'$/);
});
