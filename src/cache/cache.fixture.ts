import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Question } from '../solver/session.ts';

/** An empty folder that is gone when the test is over. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringproof-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const QUESTION: Question = {
  solver: 'z3 1.2.3',
  text: '(declare-const a Int)(declare-const b Bool)(declare-const c Int)(assert (> a 2))',
  symbols: ['a', 'b', 'c'],
  steps: undefined,
};
