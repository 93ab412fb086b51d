import { expect, test } from 'vitest';
import type { ProofResult } from '../proof/verdict.ts';
import { exitCode } from './exit-code.ts';
import { result } from './result.fixture.ts';
import { summarise } from './summary.ts';

const FINDING = {
  expected: 'refuted',
  finding: { reason: 'broken', reference: 'a.c:1', hurts: 'host' },
} as const;

test.each<[number, Partial<ProofResult>[]]>([
  [0, []],
  [0, [{ verdict: 'proved' }, { ...FINDING, verdict: 'refuted' }]],
  [1, [{ ...FINDING, verdict: 'proved' }]],
  [1, [{ verdict: 'error' }, { verdict: 'vacuous' }, { verdict: 'timeout' }, { verdict: 'refuted' }]],
  [4, [{ verdict: 'vacuous' }, { verdict: 'timeout' }, { verdict: 'error' }]],
  [2, [{ verdict: 'timeout' }, { verdict: 'vacuous' }]],
  [2, [{ ...FINDING, verdict: 'vacuous' }]],
  [3, [{ ...FINDING, verdict: 'timeout' }]],
  [3, [{ verdict: 'out-of-memory' }]],
  [3, [{ verdict: 'unknown' }]],
])('should exit %i for %j', (code, results) => {
  expect(exitCode({ results: results.map(result), loadFailures: [] })).toBe(code);
});

test('should rank what could not be loaded with errors', () => {
  const loadFailures = [{ file: 'f', line: null, column: null, message: 'm', details: [], hints: [] }];

  expect(exitCode({ results: [result({ verdict: 'vacuous' })], loadFailures })).toBe(4);
  expect(exitCode({ results: [result({ verdict: 'refuted' })], loadFailures })).toBe(1);
});

test('should count expected refutations under findings only', () => {
  const results = [
    result({ verdict: 'refuted' }),
    result({ ...FINDING, verdict: 'refuted' }),
    result({ ...FINDING, verdict: 'proved' }),
    result({ verdict: 'out-of-memory' }),
  ];

  expect(summarise(results)).toEqual({
    ...{ proved: 1, refuted: 1, vacuous: 0, timeout: 0, 'out-of-memory': 1, unknown: 0, error: 0 },
    findings: 1,
  });
});
