import { expect, test } from 'vitest';
import type { ProofResult } from '../result/verdict.ts';
import { exitCode } from './exit-code.ts';
import { assertion, FIXED, KNOWN, result } from './result.fixture.ts';
import { summarise } from './summary.ts';

const OTHER = assertion({ name: 'another', verdict: 'refuted' });

test.each<[number, Partial<ProofResult>[]]>([
  [0, []],
  [0, [{ verdict: 'proved' }, { ...KNOWN, verdict: 'refuted' }]],
  [1, [{ ...FIXED, verdict: 'proved' }]],
  [1, [{ ...FIXED, verdict: 'unknown' }]],
  [1, [{ ...KNOWN, verdict: 'refuted', assertions: [...KNOWN.assertions, OTHER] }]],
  [1, [{ verdict: 'error' }, { verdict: 'vacuous' }, { verdict: 'timeout' }, { verdict: 'refuted' }]],
  [4, [{ verdict: 'vacuous' }, { verdict: 'timeout' }, { verdict: 'error' }]],
  [2, [{ verdict: 'timeout' }, { verdict: 'vacuous' }]],
  [2, [{ ...KNOWN, verdict: 'vacuous' }]],
  [3, [{ ...KNOWN, verdict: 'timeout' }]],
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
    result({ ...KNOWN, verdict: 'refuted' }),
    result({ ...FIXED, verdict: 'proved' }),
    result({ verdict: 'out-of-memory' }),
  ];

  expect(summarise(results)).toEqual({
    ...{ proved: 1, refuted: 1, vacuous: 0, timeout: 0, 'out-of-memory': 1, unknown: 0, error: 0 },
    findings: 1,
  });
});
