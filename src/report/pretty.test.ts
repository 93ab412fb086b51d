import { expect, test } from 'vitest';
import type { ProofResult } from '../result/verdict.ts';
import { PrettyReporter } from './pretty.ts';
import { FIXED, KNOWN, REFUTED, REFUTED_IN_STEPS, report, result } from './result.fixture.ts';
import { styleFor } from './style.ts';

function print(
  results: readonly ProofResult[],
  columns: number | null = null,
  env: NodeJS.ProcessEnv = { NO_COLOR: '1' },
): string {
  let text = '';
  const reporter = new PrettyReporter(styleFor({ columns, env, color: true }), (part) => (text += part));
  reporter.start(results);
  for (const each of results) reporter.result(each);
  reporter.end(report(results));
  return text;
}

test('should print every verdict', () => {
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
    { ...REFUTED, ...result({}), ...KNOWN, verdict: 'refuted' } as const,
    result(FIXED),
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
        hint: Fix the index.
        does not prove: that the driver sees the element before the index

        broken: index read back
          of the proof that An element is written
          see 2.7.8-1

        from this state
          size  16   ringBase  0x0000000000001000   eventIdx  true

        memory 'guest'
          mapped: 0x1000 to 0x2fff
          0x1ff8  00 00 00 00 00 00 01 02
          0x2000  03 04 05 06 07 08 09 0a
          0x2008  0b 0c 0d 0e 0f 10 00 00
          0x2010  00 00 00 00 00 00 00 00
          0x2018  00 00 00 00 00 00 ff 00

        to replay it, keep it in a file: ringproof prove split/add-used --model rust-vmm --output <dir>
    finding  split/add-used  rust-vmm     0.42 s  6 paths, 24 obligations (20 by rewriting)
        expected to break 'index read back': the index is stale
        see queue.rs:7
        for a counterexample: ringproof prove split/add-used --model rust-vmm
        does not prove: that the driver sees the element before the index
    PROVED   split/add-used  rust-vmm     0.42 s  6 paths, 24 obligations (20 by rewriting)
        the finding says that 'index read back' breaks: the index is stale
        see queue.rs:7
        the finding is out of date: assertion 'index read back' no longer breaks
        declared at proofs/split/add-used.proof.ts:7
        hint: If it is fixed, remove the finding from the model.
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

test.each([null, 80, 40, 10])('should print plain ASCII, with no colour, in %j columns', (columns) => {
  expect(print([REFUTED, REFUTED_IN_STEPS], columns)).toMatch(/^[\n -~]*$/);
});

test('should tell the story of a refutation, and how to replay it on its last line', () => {
  expect(print([REFUTED_IN_STEPS])).toMatchInlineSnapshot(`
    "REFUTED  split/add-used  rust-vmm  0.42 s  6 paths, 24 obligations (20 by rewriting)
        assertion 'idx comes last' does not hold
        declared at proofs/split/add-used.proof.ts:7
        does not prove: that the driver sees the element before the index

        broken: idx comes last
          of the proof that An element is written
          VIRTIO 2.7.8.2, MUST: The driver sees idx - and then the element.

        from this state
          queue:
            size        2        avail_ring  0x2000   event_idx  false
            desc_table  0x1000   used_ring   0x3000
          head  1

        what happened
            1  a queue in the state of the inputs; next_used 1
            2  add_used(head_index 1, len 0)
            3    head.ge(size): no (models/queue.ts:3)
            4    store 2 bytes at 0x3002, release: used idx = 8 (was 7)
            5    fence, acquire
            6    the other side writes 'flags': 0100 at 0x2000 (avail flags)
            7    write 8 bytes at 0x3014 FAILS after 2 of 8 bytes: OutOfRange (used
                   avail_event)
            8  add_used returns error Memory (OutOfRange); next_used 1 -> 2
            9  note: head is 1
           10  BROKEN: idx comes last

        the queue: before, what each step wrote, (what it read)
          descriptor table, 0x1000 to 0x101f: not touched
          available ring, 0x2000 to 0x2009, 2 slots:
                 +-------+-----+-----+-----+------------+
                 | flags | idx | [0] | [1] | used_event |
                 +-------+-----+-----+-----+------------+
          before | 0     | 0   | 0   | 0   | 0          |
          step 6 | 1     |     |     |     |            |
                 +-------+-----+-----+-----+------------+
          used ring, 0x3000 to 0x3015, 2 slots:
                       +-------+-----+-------------+-------------+-------------+
                       | flags | idx | [0] id, len | [1] id, len | avail_event |
                       +-------+-----+-------------+-------------+-------------+
          before       | 0     | 7   | 0, 0        | 0, 0        | 0           |
          step 4       |       | 8   |             |             |             |
          step 7 fails |       |     |             |             | 0           |
                       +-------+-----+-------------+-------------+-------------+
                                                     ^ next_used 1

        memory 'guest': -> what changed, -- not mapped
          mapped: 0x1000 to 0x3015
          0x2000  00 00 00 00 00 00 00 00  avail flags, idx, ring[0], ring[1]
          ->      01 .. .. .. .. .. .. ..
          0x3000  00 00 07 00 00 00 00 00  used flags, idx, ring[0].id
          ->      .. .. 08 .. .. .. .. ..
          0x3010  00 00 00 00 00 00 -- --  used ring[1].len, avail_event
          0x3018  -- -- -- -- -- -- -- --

        replay it: ringproof replay 'my out/counterexamples/split-add-used.rust-vmm.json'

    1 refuted: 1 proof in 1 min 5 s
    "
  `);
});

test('should keep the text of a story to the width of a narrow terminal', () => {
  const lines = print([REFUTED_IN_STEPS], 40).split('\n');
  const story = lines.slice(
    lines.indexOf('    what happened') + 1,
    lines.findIndex((line) => line.startsWith('    the queue:')),
  );

  expect(story.length).toBeGreaterThan(10);
  expect(Math.max(...story.map((line) => line.length))).toBeLessThanOrEqual(40);
});

test('should paint the headings of a story where colour is wanted, and change nothing else', () => {
  const painted = print([REFUTED_IN_STEPS], 80, { FORCE_COLOR: '1' });

  expect(painted).toContain('\u001b[1mwhat happened\u001b[22m');
  // eslint-disable-next-line no-control-regex -- that is what colour is
  expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(print([REFUTED_IN_STEPS], 80));
});

test('should tell a finding in short, and its story where it is all that is asked for', () => {
  const finding = { ...REFUTED_IN_STEPS, ...KNOWN } as const;
  const { counterexampleFile: _, ...unsaved } = finding;

  expect(print([finding, result({})])).not.toContain('what happened');
  expect(print([finding, result({})])).toMatch(/^ {4}replay it: ringproof replay 'my out\/.*\.json'$/m);
  expect(print([unsaved, result({})])).toMatch(
    /^ {4}for a counterexample: ringproof prove split\/add-used --model rust-vmm$/m,
  );
  expect(print([finding])).toContain('what happened');
});

test('should not call broken what its replay did not confirm', () => {
  const error = { ...REFUTED_IN_STEPS, verdict: 'error' } as const;

  expect(print([REFUTED_IN_STEPS])).toContain('broken: idx comes last');
  expect(print([error])).not.toContain('broken: idx comes last');
});
