import { expect, test } from 'vitest';
import { JsonReporter } from './json.ts';
import { result } from './result.fixture.ts';

test('should print one document, when the run is over, with the documented fields only', () => {
  const written: string[] = [];
  const reporter = new JsonReporter('1.2.3', (text) => written.push(text));
  const plain = result({});
  const withMore = { ...plain, secret: 'of the engine' };

  reporter.start();
  reporter.result();
  expect(written).toEqual([]);
  reporter.end({ results: [withMore], loadFailures: [], timeMs: 5 });

  expect(JSON.parse(written.join(''))).toEqual({
    tool: 'ringproof',
    version: '1.2.3',
    summary: {
      proved: 1,
      refuted: 0,
      vacuous: 0,
      timeout: 0,
      'out-of-memory': 0,
      unknown: 0,
      error: 0,
      findings: 0,
    },
    proofs: [plain],
    loadFailures: [],
  });
});
