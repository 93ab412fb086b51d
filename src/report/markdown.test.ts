import { expect, test } from 'vitest';
import { markdownDocument } from './markdown.ts';
import { EVERYTHING, REFUTED, report, result } from './result.fixture.ts';

test('should have a place for everything that can happen', () => {
  expect(markdownDocument(EVERYTHING)).toMatchInlineSnapshot(`
    "## ringproof: 2 proved, 1 refuted, 1 vacuous, 1 timeout, 1 out-of-memory, 1 unknown, 1 error, 1 finding, 1 not loaded, 1 not run, 1 not applicable: 9 proofs in 1 min 5 s

    ### Not loaded

    - proofs/bad.proof.ts:2:16: syntax error

    ### Not run

    - split/last on rust-vmm

    ### Verdicts

    | proof | crosvm | firecracker | rust-vmm | (no model) |
    | --- | --- | --- | --- | --- |
    | split/add-used | finding | proved | **refuted** |  |
    | split/reset | – |  | **proved, and expected to be refuted** |  |
    | split/\\<odd\\>\\|\\_name\\_ |  |  |  | **error** |
    | split/slow |  |  | **timeout** |  |
    | split/empty |  |  | **vacuous** |  |
    | split/big |  |  | **out-of-memory** |  |
    | split/hard |  |  | **unknown** |  |

    - – crosvm has no reset: split/reset

    ### Not as expected

    <details><summary>split/add-used on rust-vmm: refuted</summary>

    An element is written (proofs/split/add-used.proof.ts:7)

    \`\`\`text
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
    \`\`\`

    </details>

    <details><summary>split/reset on rust-vmm: proved, and expected to be refuted</summary>

    An element is written (proofs/split/add-used.proof.ts:7)

    \`\`\`text
    the finding says that 'index read back' breaks: the index is stale
    see queue.rs:7
    the finding is out of date: assertion 'index read back' no longer breaks
    declared at proofs/split/add-used.proof.ts:7
    hint: If it is fixed, remove the finding from the model.
    does not prove: that the driver sees the element before the index
    \`\`\`

    </details>

    <details><summary>split/&lt;odd&gt;|_name_: error</summary>

    A \\& B \\< C (proofs/a b,c:%.proof.ts)

    \`\`\`\`text
    TypeError: "x" is \`undefined\` & <b>bold</b>\\u0007
    100% of ]]> it,
    \`\`\`
    \\u003a:error::no command
    declared at proofs/a b,c:%.proof.ts
    does not prove: that the driver sees the element before the index
    \`\`\`\`

    </details>

    <details><summary>split/slow on rust-vmm: timeout</summary>

    An element is written (proofs/split/add-used.proof.ts:7)

    \`\`\`text
    no verdict within 60 s
    declared at proofs/split/add-used.proof.ts:7
    hint: Give it longer.
    does not prove: that the driver sees the element before the index
    \`\`\`

    </details>

    <details><summary>split/empty on rust-vmm: vacuous</summary>

    An element is written (proofs/split/add-used.proof.ts:7)

    \`\`\`text
    a cover is not reached
    declared at proofs/split/add-used.proof.ts:7
    does not prove: that the driver sees the element before the index
    \`\`\`

    </details>

    <details><summary>split/big on rust-vmm: out-of-memory</summary>

    An element is written (proofs/split/add-used.proof.ts:7)

    \`\`\`text
    the heap is full
    declared at proofs/split/add-used.proof.ts:7
    does not prove: that the driver sees the element before the index
    \`\`\`

    </details>

    <details><summary>split/hard on rust-vmm: unknown</summary>

    An element is written (proofs/split/add-used.proof.ts:7)

    \`\`\`text
    the solver gave up
    declared at proofs/split/add-used.proof.ts:7
    does not prove: that the driver sees the element before the index
    \`\`\`

    </details>

    ### Findings

    | finding | what goes wrong | where |
    | --- | --- | --- |
    | split/add-used on crosvm | the index is stale | queue.rs:7 |

    ### Slowest

    - split/add-used on rust-vmm: 12.3 s
    - split/add-used on firecracker: 0.42 s
    - split/add-used on crosvm: 0.42 s
    "
  `);
});

test('should say no more than the verdicts where all is as expected', () => {
  expect(markdownDocument(report([result({})]))).toBe(
    [
      '## ringproof: 1 proved: 1 proof in 1 min 5 s',
      '### Verdicts',
      '| proof | rust-vmm |\n| --- | --- |\n| split/add-used | proved |\n',
    ].join('\n\n'),
  );
});

test('should name the slowest of a longer run, but none that the cache answered', () => {
  const results = Array.from({ length: 9 }, (_, i) =>
    result({ id: `p/${i}`, timeMs: i * 1000, cached: i === 8 }),
  );

  expect(markdownDocument(report(results))).toContain(
    '### Slowest\n\n- p/7 on rust-vmm: 7.00 s\n- p/6 on rust-vmm: 6.00 s\n- p/5 on rust-vmm: 5.00 s\n',
  );
});

test('should fit into what GitHub takes, and say that there is more', () => {
  const failure = { message: 'x'.repeat(100_000), details: [], hints: [] };
  const results = Array.from({ length: 20 }, () => ({ ...REFUTED, failure }));

  const document = markdownDocument(report(results));

  expect(document.length).toBeLessThan(2 ** 20);
  expect(document).toContain('The rest does not fit here');
});
