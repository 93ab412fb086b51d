import { DOMParser, type Element } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { junitDocument } from './junit.ts';
import { EVERYTHING, report, result } from './result.fixture.ts';

test('should have a place for everything that can happen', () => {
  expect(junitDocument(EVERYTHING)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="ringproof" tests="11" failures="3" errors="5" skipped="2" time="65.400">
      <testsuite name="firecracker" tests="1" failures="0" errors="0" skipped="0" time="0.420">
        <testcase name="split/add-used" classname="firecracker" file="proofs/split/add-used.proof.ts" line="7" time="0.420">
          <system-out>does not prove: that the driver sees the element before the index</system-out>
        </testcase>
      </testsuite>
      <testsuite name="rust-vmm" tests="7" failures="3" errors="3" skipped="1" time="14.445">
        <testcase name="split/add-used" classname="rust-vmm" file="proofs/split/add-used.proof.ts" line="7" time="12.345">
          <failure message="refuted: &apos;index read back&apos; does not hold" type="refuted">&apos;index read back&apos; does not hold
    used.idx is 1, and should be 2
    declared at proofs/split/add-used.proof.ts:7
    hint: Fix the index.
    does not prove: that the driver sees the element before the index

    broken: index read back
      of the proof that An element is written
      see 2.7.8-1

    from this state
      size  16   ringBase  0x0000000000001000   eventIdx  true

    memory &apos;guest&apos;
      mapped: 0x1000 to 0x2fff
      0x1ff8  00 00 00 00 00 00 01 02
      0x2000  03 04 05 06 07 08 09 0a
      0x2008  0b 0c 0d 0e 0f 10 00 00
      0x2010  00 00 00 00 00 00 00 00
      0x2018  00 00 00 00 00 00 ff 00

    to replay it, keep it in a file: ringproof prove split/add-used --model rust-vmm --output &lt;dir&gt;</failure>
        </testcase>
        <testcase name="split/reset" classname="rust-vmm" file="proofs/split/add-used.proof.ts" line="7" time="0.420">
          <failure message="proved, and expected to be refuted: the finding is out of date: assertion &apos;index read back&apos; no longer breaks" type="proved">the finding says that &apos;index read back&apos; breaks: the index is stale
    see queue.rs:7
    the finding is out of date: assertion &apos;index read back&apos; no longer breaks
    declared at proofs/split/add-used.proof.ts:7
    hint: If it is fixed, remove the finding from the model.
    does not prove: that the driver sees the element before the index</failure>
        </testcase>
        <testcase name="split/slow" classname="rust-vmm" file="proofs/split/add-used.proof.ts" line="7" time="0.420">
          <error message="timeout: no verdict within 60 s" type="timeout">no verdict within 60 s
    declared at proofs/split/add-used.proof.ts:7
    hint: Give it longer.
    does not prove: that the driver sees the element before the index</error>
        </testcase>
        <testcase name="split/empty" classname="rust-vmm" file="proofs/split/add-used.proof.ts" line="7" time="0.420">
          <failure message="vacuous: a cover is not reached" type="vacuous">a cover is not reached
    declared at proofs/split/add-used.proof.ts:7
    does not prove: that the driver sees the element before the index</failure>
        </testcase>
        <testcase name="split/big" classname="rust-vmm" file="proofs/split/add-used.proof.ts" line="7" time="0.420">
          <error message="out-of-memory: the heap is full" type="out-of-memory">the heap is full
    declared at proofs/split/add-used.proof.ts:7
    does not prove: that the driver sees the element before the index</error>
        </testcase>
        <testcase name="split/hard" classname="rust-vmm" file="proofs/split/add-used.proof.ts" line="7" time="0.420">
          <error message="unknown: the solver gave up" type="unknown">the solver gave up
    declared at proofs/split/add-used.proof.ts:7
    does not prove: that the driver sees the element before the index</error>
        </testcase>
        <testcase name="split/last" classname="rust-vmm" time="0.000">
          <skipped message="split/last on rust-vmm: not run, since the run was stopped before" type="not run"/>
        </testcase>
      </testsuite>
      <testsuite name="crosvm" tests="1" failures="0" errors="0" skipped="1" time="0.420">
        <testcase name="split/add-used" classname="crosvm" file="proofs/split/add-used.proof.ts" line="7" time="0.420">
          <skipped message="finding: the index is stale" type="refuted">expected to break &apos;index read back&apos;: the index is stale
    see queue.rs:7
    for a counterexample: ringproof prove split/add-used --model crosvm
    does not prove: that the driver sees the element before the index</skipped>
        </testcase>
      </testsuite>
      <testsuite name="no model" tests="1" failures="0" errors="1" skipped="0" time="0.420">
        <testcase name="split/&lt;odd&gt;|_name_" classname="no model" file="proofs/a b,c:%.proof.ts" time="0.420">
          <error message="error: TypeError: &quot;x&quot; is \`undefined\` &amp; &lt;b&gt;bold&lt;/b&gt;�" type="error">TypeError: &quot;x&quot; is \`undefined\` &amp; &lt;b&gt;bold&lt;/b&gt;�
    100% of ]]&gt; it,
    \`\`\`
    ::error::no command
    declared at proofs/a b,c:%.proof.ts
    does not prove: that the driver sees the element before the index</error>
        </testcase>
      </testsuite>
      <testsuite name="not loaded" tests="1" failures="0" errors="1" skipped="0" time="0.000">
        <testcase name="proofs/bad.proof.ts:2:16" classname="not loaded" file="proofs/bad.proof.ts" time="0.000">
          <error message="syntax error" type="not loaded">proofs/bad.proof.ts:2:16: syntax error
    twice
    Fix it.</error>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

/** The first element of a name in a document, which has to be well-formed. */
function elementOf(document: string, name: string): Element | null {
  const onError = (level: string, message: string): void => {
    throw new Error(`${level}: ${message}`);
  };
  return new DOMParser({ onError }).parseFromString(document, 'text/xml').getElementsByTagName(name).item(0);
}

test('should be well-formed, and give every text back', () => {
  const text = `<>&"' ]]> \t\u00e9\u{1f600} \\ %`;
  const failure = { message: text, details: ['second\nthird'], hints: [] };

  const document = junitDocument(report([result({ id: 'a/b', model: text, verdict: 'error', failure })]));

  expect(elementOf(document, 'testsuite')?.getAttribute('name')).toBe(text.replace('\t', ' '));
  expect(elementOf(document, 'error')?.textContent).toContain(`${text}\nsecond\nthird\n`);
});

test('should hold no character that XML cannot', () => {
  const failure = { message: 'bell \u0007, half \ud800, none \ufffe', details: [], hints: [] };

  const document = junitDocument(report([result({ verdict: 'error', failure })]));

  expect(document).toContain('bell \ufffd, half \ufffd, none \ufffd');
});

test('should be a document also where nothing was run', () => {
  const document = junitDocument(report([]));

  expect(elementOf(document, 'testsuites')?.getAttribute('tests')).toBe('0');
});
