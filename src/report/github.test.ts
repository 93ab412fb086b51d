import { expect, test } from 'vitest';
import { githubAnnotations } from './github.ts';
import { EVERYTHING, report, result } from './result.fixture.ts';

test('should have a place for everything that can happen', () => {
  expect(githubAnnotations(EVERYTHING, { version: '1.2.3', pathPrefix: 'queues/' })).toMatchInlineSnapshot(`
    "::error file=queues/proofs/bad.proof.ts,line=2,col=16,title=not loaded::syntax error%0Atwice%0AFix it.
    ::error file=queues/proofs/split/add-used.proof.ts,line=7,title=split/add-used on rust-vmm%3A refuted::'index read back' does not hold%0Aused.idx is 1, and should be 2%0Adeclared at proofs/split/add-used.proof.ts:7%0Ahint: Fix the index.%0Adoes not prove: that the driver sees the element before the index%0A%0Abroken: index read back%0A  of the proof that An element is written%0A  see 2.7.8-1%0A%0Afrom this state%0A  size  16   ringBase  0x0000000000001000   eventIdx  true%0A%0Amemory 'guest'%0A  mapped: 0x1000 to 0x2fff%0A  0x1ff8  00 00 00 00 00 00 01 02%0A  0x2000  03 04 05 06 07 08 09 0a%0A  0x2008  0b 0c 0d 0e 0f 10 00 00%0A  0x2010  00 00 00 00 00 00 00 00%0A  0x2018  00 00 00 00 00 00 ff 00%0A%0Ato replay it, keep it in a file: ringproof prove split/add-used --model rust-vmm --output <dir>
    ::notice file=queues/proofs/split/add-used.proof.ts,line=7,title=split/add-used on crosvm%3A finding::expected to break 'index read back': the index is stale%0Asee queue.rs:7%0Afor a counterexample: ringproof prove split/add-used --model crosvm%0Adoes not prove: that the driver sees the element before the index
    ::error file=queues/proofs/split/add-used.proof.ts,line=7,title=split/reset on rust-vmm%3A proved%2C and expected to be refuted::the finding says that 'index read back' breaks: the index is stale%0Asee queue.rs:7%0Athe finding is out of date: assertion 'index read back' no longer breaks%0Adeclared at proofs/split/add-used.proof.ts:7%0Ahint: If it is fixed, remove the finding from the model.%0Adoes not prove: that the driver sees the element before the index
    ::error file=queues/proofs/a b%2Cc%3A%25.proof.ts,title=split/<odd>|_name_%3A error::TypeError: "x" is \`undefined\` & <b>bold</b>\\u0007%0A100%25 of ]]> it,%0A\`\`\`%0A\\u003a:error::no command%0Adeclared at proofs/a b,c:%25.proof.ts%0Adoes not prove: that the driver sees the element before the index
    ::warning file=queues/proofs/split/add-used.proof.ts,line=7,title=split/slow on rust-vmm%3A timeout::no verdict within 60 s%0Adeclared at proofs/split/add-used.proof.ts:7%0Ahint: Give it longer.%0Adoes not prove: that the driver sees the element before the index
    ::error file=queues/proofs/split/add-used.proof.ts,line=7,title=split/empty on rust-vmm%3A vacuous::a cover is not reached%0Adeclared at proofs/split/add-used.proof.ts:7%0Adoes not prove: that the driver sees the element before the index
    ::warning file=queues/proofs/split/add-used.proof.ts,line=7,title=split/big on rust-vmm%3A out-of-memory::the heap is full%0Adeclared at proofs/split/add-used.proof.ts:7%0Adoes not prove: that the driver sees the element before the index
    ::warning file=queues/proofs/split/add-used.proof.ts,line=7,title=split/hard on rust-vmm%3A unknown::the solver gave up%0Adeclared at proofs/split/add-used.proof.ts:7%0Adoes not prove: that the driver sees the element before the index
    ::warning title=1 not run::The run was stopped before:%0Asplit/last on rust-vmm
    "
  `);
});

test('should say nothing where all is proved', () => {
  expect(githubAnnotations(report([result({})]), { version: '1.2.3', pathPrefix: '' })).toBe('');
});

test('should let no text end a command or begin another', () => {
  const failure = { message: '50%\r::warning::\n::error::x', details: [], hints: [] };
  const odd = result({ file: 'a,b:c%.ts', verdict: 'error', failure });

  const text = githubAnnotations(report([odd]), { version: '1.2.3', pathPrefix: '' });

  expect(text.match(/\n/g)).toHaveLength(1);
  expect(text).toMatch(
    /^::error file=a%2Cb%3Ac%25\.ts,line=7,title=split\/add-used on rust-vmm%3A error::50%25\\u000d::w/,
  );
});
