import { expect, test } from 'vitest';
import type { ProofResult } from '../proof/verdict.ts';
import { PrettyReporter } from './pretty.ts';
import { REFUTED, report, result } from './result.fixture.ts';
import { styleFor } from './style.ts';

function print(results: readonly ProofResult[], columns: number | null = null): string {
  let text = '';
  const reporter = new PrettyReporter(styleFor({ columns, env: {}, color: false }), (part) => (text += part));
  reporter.start(results);
  for (const each of results) reporter.result(each);
  reporter.end(report(results));
  return text;
}

test('should print every verdict', () => {
  const finding = { reason: 'the index is stale', reference: 'queue.rs:7', hurts: 'host' } as const;
  const results = [
    result({}),
    result({
      id: 'split/reset',
      model: 'firecracker',
      cached: true,
      paths: 1,
      obligations: 1,
      decidedByRewriting: 0,
    }),
    REFUTED,
    { ...REFUTED, ...result({}), verdict: 'refuted', expected: 'refuted', finding } as const,
    result({ expected: 'refuted', finding }),
    result({
      verdict: 'out-of-memory',
      ...{ timeMs: 7, paths: 0, obligations: 0 },
      failure: { message: 'the heap is full', details: [], hints: ['Buy more.'] },
    }),
    result({
      covers: [{ name: 'wraps', reached: null }],
      crossChecks: [{ solver: 'cvc5 1.0.3', confirmed: 3, unconfirmed: 1 }],
      bound: { what: 'queue size', limit: '256' },
    }),
  ];

  expect(print(results)).toMatchInlineSnapshot(`
    "proved   split/add-used  rust-vmm     0.42 s  6 paths, 24 obligations (20 by rewriting)
        does not prove: that the driver sees the element before the index
    proved   split/reset     firecracker  0.42 s  1 path, 1 obligation, cached
        does not prove: that the driver sees the element before the index
    REFUTED  split/add-used  rust-vmm     12.3 s  6 paths, 24 obligations (20 by rewriting)
        'index read back' does not hold
        used.idx is 1, and should be 2
        declared at proofs/split/add-used.proof.ts:7
        counterexample to 'index read back', replayed:
          inputs:
            size      16
            usedRing  0x0000000000001000
            eventIdx  true
          memory 'guest', regions:
            0x1000  size 0x2000
          memory 'guest', bytes that are not 0:
            0x1ffe  01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10
            0x201e  ff
          what happened:
            store 0x1002 u16 release 2
        hint: Replay it: ringproof replay out/add-used.json.
        does not prove: that the driver sees the element before the index
    finding  split/add-used  rust-vmm     0.42 s  6 paths, 24 obligations (20 by rewriting)
        expected to be refuted: the index is stale
        see queue.rs:7; for a counterexample: ringproof prove split/add-used
        does not prove: that the driver sees the element before the index
    PROVED   split/add-used  rust-vmm     0.42 s  6 paths, 24 obligations (20 by rewriting)
        this is a finding, and was expected to be refuted, not proved. If it is mended, take the finding out of the model. The finding: the index is stale
        see queue.rs:7
        declared at proofs/split/add-used.proof.ts:7
        does not prove: that the driver sees the element before the index
    OUT-OF-MEMORY  split/add-used  rust-vmm       7 ms
        the heap is full
        declared at proofs/split/add-used.proof.ts:7
        hint: Buy more.
        does not prove: that the driver sees the element before the index
    proved   split/add-used  rust-vmm     0.42 s  6 paths, 24 obligations (20 by rewriting)
        cover 'wraps': no answer
        cross-check by cvc5 1.0.3: 3 confirmed, 1 without an answer
        bounded: queue size up to 256
        does not prove: that the driver sees the element before the index

    4 proved, 1 refuted, 1 out-of-memory, 1 finding: 7 proofs in 1 min 5 s
    "
  `);
});

test('should keep to the width of a terminal', () => {
  const doesNotProve =
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen';

  const lines = print([result({ doesNotProve })], 80).split('\n');

  expect(lines.slice(0, 2)).toEqual([
    'proved   split/add-used  rust-vmm  0.42 s',
    '    6 paths, 24 obligations (20 by rewriting)',
  ]);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(
    lines
      .slice(2, 4)
      .map((line) => line.trim())
      .join(' '),
  ).toBe(`does not prove: ${doesNotProve}`);
});

test.each([
  [80, {}, true, true],
  [80, {}, false, false],
  [80, { NO_COLOR: '1' }, true, false],
  [80, { NO_COLOR: '', TERM: 'xterm' }, true, true],
  [80, { TERM: 'dumb' }, true, false],
  [null, {}, true, false],
  [null, { FORCE_COLOR: '1' }, true, true],
  [null, { FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  [80, { FORCE_COLOR: '0' }, true, false],
])('should, with columns %j, %j and color %j, paint: %j', (columns, env, color, painted) => {
  const { paint } = styleFor({ columns, env, color });

  expect(paint.red('x') !== 'x').toBe(painted);
});

test('should print plain ASCII', () => {
  // eslint-disable-next-line no-control-regex -- that is what ASCII is
  expect(print([REFUTED])).toMatch(/^[\x00-\x7f]*$/);
});
