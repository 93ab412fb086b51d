import { describe, expect, test } from 'vitest';
import { ORDER, EVERYTHING, KNOWN, REFUTED_IN_STEPS, report, result } from '../result.fixture.ts';
import { htmlDocument } from './document.ts';
import { pageScript } from './script.ts';
import { STYLE } from './style/style.ts';

const ABOUT = { version: '1.2.3', pathPrefix: '' };

/** The page without its style, its script and its data: what is said in it. */
function content(text: string): string {
  return text.replaceAll(/<(style|script)[^>]*>.*?<\/\1>/gs, '');
}

const has = (text: string, pattern: RegExp): boolean => pattern.test(text);

const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, group = '']) => group);

describe('the page of a run', () => {
  const page = htmlDocument(EVERYTHING, ABOUT);

  test('should say what the run comes to', () => {
    expect(page).toContain('7 not as expected, 1 file not loaded, 1 proof not run');
    expect(page).toContain('<title>ringproof: 2 proved, 1 refuted,');
  });

  test.each([
    [report([result({})]), 'good">All as expected'],
    [report([result({ verdict: 'vacuous' })]), 'bad">1 not as expected'],
    [report([]), 'bad">Nothing was proved'],
    [report([result({})], { notRun: [{ id: 'b', model: null }] }), 'bad">1 proof not run'],
  ])('should not call a run good unless all of it is', (run, outcome) => {
    expect(htmlDocument(run, ABOUT)).toContain(`<p class="outcome ${outcome}</p>`);
  });

  test('should name every result, with its verdict, and every problem', () => {
    for (const { id, model } of EVERYTHING.results) {
      const anchor = (model === null ? id : `${id}@${model}`).replace('<', '&lt;').replace('>', '&gt;');
      expect(page).toContain(`id="${anchor}"`);
    }
    const verdicts = EVERYTHING.results
      .map(({ verdict, expected }) => (verdict === 'refuted' && expected === verdict ? 'finding' : verdict))
      .toSorted();
    expect(matches(page, /class="result"[^>]*data-verdict="([^"]*)"/g).toSorted()).toEqual(verdicts);
    expect(matches(page, /class="cell[^>]*data-verdict="([^"]*)"\s*data-result/g).toSorted()).toEqual(
      verdicts,
    );
    expect(page).toContain('proofs/bad.proof.ts:2:16');
    expect(page).toContain('split/last on rust-vmm: not run');
    expect(page).toContain('title="not applicable: crosvm has no reset"');
    expect(page).toContain('not applicable: crosvm has no reset</span>');
  });

  test('should lead nowhere but to what is in it', () => {
    const ids = matches(content(page), /\sid="([^"]*)"/g);
    const links = matches(content(page), /\shref="([^"]*)"/g).map(decodeURIComponent);

    expect(new Set(ids).size).toBe(ids.length);
    expect(links.length).toBeGreaterThan(20);
    const unescaped = ids.map((id) => id.replaceAll('&lt;', '<').replaceAll('&gt;', '>'));
    for (const link of links) expect(unescaped.map((id) => `#${id}`)).toContain(link);
    expect(content(page)).not.toMatch(/\s(src|action|style|on\w+)=/);
  });

  test('should let only its own style and script be used', () => {
    expect(
      has(page, /default-src &#39;none&#39;; style-src &#39;sha256-[\w+/=]*&#39;; script-src &#39;sha256-/),
    ).toBe(true);
    expect(page).toContain(`<style>${STYLE}</style>`);
    expect(page).toContain(`<script>${pageScript()}</script>`);
    expect(pageScript().length).toBeGreaterThan(1000);
  });

  test('should be the same for the same run', () => {
    expect(htmlDocument(EVERYTHING, ABOUT)).toBe(page);
  });
});

test('should lead round rings, and no table', () => {
  const page = htmlDocument(report([REFUTED_IN_STEPS]), ABOUT);

  // The two rings of two slots each; the descriptor table has as many.
  expect(matches(page, /(class="around")/g)).toHaveLength(2);
});

describe('a requirement', () => {
  test('should stand in the order of sections, with the proofs that cite it', () => {
    const cited = (id: string, section: string): NonNullable<typeof REFUTED_IN_STEPS.cited>[number] => {
      return { id, section, level: 'MUST', text: `what ${section} asks` };
    };
    const page = htmlDocument(
      report([
        result({ id: 'a', cited: [cited('x', '2.7.10'), { id: 'unknown' }] }),
        result({ id: 'b', cited: [cited('y', '2.7.9'), cited('x', '2.7.10')] }),
      ]),
      ABOUT,
    );

    const index = page.slice(page.indexOf('requirements-title'));
    expect(matches(index, /id="requirement:([^"]*)"/g)).toEqual(['y', 'x', 'unknown']);
    const ofX = index.slice(index.indexOf('requirement:x'), index.indexOf('requirement:unknown'));
    expect(matches(ofX, /href="#proof:([^"]*)"/g)).toEqual(['a', 'b']);
    expect(ofX).toContain('what 2.7.10 asks');
  });
});

describe('a result that is not as expected', () => {
  const refuted = (id: string): ReturnType<typeof result> => ({ ...REFUTED_IN_STEPS, id });

  test('should be unfolded where there are few of them', () => {
    expect(has(htmlDocument(report([refuted('a'), result({})]), ABOUT), /id="a@rust-vmm"[^>]*\sopen/)).toBe(
      true,
    );
  });

  test('should be folded where there are many', () => {
    const page = htmlDocument(report(['a', 'b', 'c', 'd'].map(refuted)), ABOUT);

    expect(has(page, /class="proof"[^>]*\sopen/)).toBe(false);
  });
});

test('should show a bad order of accesses in columns, with what is read and what forbids it', () => {
  const { counterexample } = REFUTED_IN_STEPS;
  const refuted = {
    ...REFUTED_IN_STEPS,
    counterexample: counterexample && { ...counterexample, orders: [ORDER] },
  };

  const page = htmlDocument(report([refuted]), ABOUT);

  expect(has(page, /class="side"[^>]*>driver<.*class="side"[^>]*>device</s)).toBe(true);
  expect(has(page, /d1 {2}avail.idx := 1, release<.*queue.rs:52</s)).toBe(true);
  expect(matches(page, /class="order-edge (\w+)"/g)).toEqual(['fr', 'fr']);
  expect(has(page, /<code>d2<\/code> reads an older value than <code>v1<\/code>/)).toBe(true);
  expect(has(page, /d1 → d2 → v1 → v2.*A full fence between d1 and d2 forbids this\./s)).toBe(true);
});

describe('proofs and implementations', () => {
  const finding = { ...REFUTED_IN_STEPS, ...KNOWN, id: 'split/known' };
  const groups = (page: string): readonly string[] =>
    page.split(/(?=<details\s*class="group")/).filter((part) => part.startsWith('<details'));

  test('should be folded up by group where all is proved, else but for what is not', () => {
    const page = htmlDocument(
      report([result({ id: 'chain/a' }), result({ id: 'split/a' }), finding, result({ id: 'split/z' })]),
      ABOUT,
    );
    const [split, chain] = [groups(page).find((one) => one.includes('id="proof:split/a"')), groups(page)[0]];

    expect(chain).toMatch(/^<details\s*class="group"\s*>/);
    expect(split).toMatch(/^<details\s*class="group"\s*open/);
    expect(split).toMatch(
      /id="proof:split\/known".*class="rest".*2 more, all proved.*proof:split\/a.*proof:split\/z/s,
    );
  });

  test('should begin with the group that is not as expected, and end with own proofs of models', () => {
    const own = result({ id: 'state/a', isOwn: true });
    const page = htmlDocument(
      report([own, result({ id: 'chain/a' }), { ...REFUTED_IN_STEPS, id: 'z/a' }]),
      ABOUT,
    );

    expect(matches(page, /id="proof:([^"]*)"/g)).toEqual(['z/a', 'chain/a', 'state/a']);
  });

  test('should show what is not applicable anywhere, what is excluded, and what the contract leaves out', () => {
    const page = htmlDocument(
      report([result({})], {
        notApplicable: [{ id: 'split/reset', model: 'crosvm', reason: 'has no reset' }],
        excluded: [{ id: 'split/restore', model: 'crosvm', reason: 'it is never saved' }],
        contract: { kinds: ['must'], leftOut: 3, notAsked: [{ id: 'split/hygiene', model: 'crosvm' }] },
      }),
      ABOUT,
    );

    expect(has(page, /id="proof:split\/reset".*not applicable: crosvm has no reset/s)).toBe(true);
    expect(
      has(page, /id="proof:split\/hygiene".*left out: its assertions are outside of the contract must/s),
    ).toBe(true);
    expect(has(page, /id="proof:split\/restore".*excluded: it is never saved/s)).toBe(true);
    expect(page).toContain('<b>3</b> assertions left out, outside of must');
  });

  test('should have columns for as many models as there is room for, else show them below each name', () => {
    const onModels = (...models: readonly string[]): string =>
      htmlDocument(report(models.map((model) => result({ model }))), ABOUT);

    expect(onModels('a', 'rust-vmm', 'firecracker')).toContain('class="proofs columns"');
    expect(onModels('a', 'a-queue-with-a-name')).toContain('class="proofs columns broad"');
    expect(onModels('a', 'b', 'c', 'd', 'e', 'f')).toContain('class="proofs stacked"');
    expect(onModels('a', 'a-queue-with-a-very-long-name')).toContain('class="proofs stacked"');
  });
});

describe('a counterexample in the page', () => {
  const page = htmlDocument(report([REFUTED_IN_STEPS]), ABOUT);

  test('should come before the facts about the run, and before its start', () => {
    expect(has(page, /What happened.*<svg.*From this state.*class="facts"/s)).toBe(true);
  });

  test('should show the step that breaks the assertion, and what has changed, without any script', () => {
    expect(has(page, /class="step" aria-current="step">BROKEN/)).toBe(true);
    expect(matches(page, /data-address="([^"]*)"[^>]*data-touch="last"/g)).toEqual(['0x3014']);
    expect(matches(page, /data-address="([^"]*)"[^>]*data-changed=""/g)).toEqual(['0x2000', '0x3002']);
    expect(matches(page, /data-byte="([^"]*)"[^>]*data-changed=""/g)).toEqual(['0x2000', '0x3002']);
    expect(has(page, /data-byte="0x3002"[^>]*>\s*08\s*</)).toBe(true);
    expect(page).toContain('accessed last before the break');
    expect(page.includes('breaks the assertion</span>')).toBe(false);
  });

  test('should mark the bytes that break the assertion where they are known', () => {
    const { counterexample } = REFUTED_IN_STEPS;
    const steps = (counterexample?.steps ?? []).map((step) =>
      step.kind === 'assertion'
        ? { ...step, readFrom: [{ memory: 'guest', address: '0x3004', length: 4 }] }
        : step,
    );
    const known = counterexample && { ...counterexample, steps };
    const marked = htmlDocument(report([{ ...REFUTED_IN_STEPS, counterexample: known }]), ABOUT);

    expect(matches(marked, /data-address="([^"]*)"[^>]*data-touch="broken"/g)).toEqual(['0x3004']);
    expect(matches(marked, /data-byte="([^"]*)"\s*data-touch="broken"/g)).toEqual([
      '0x3004',
      '0x3005',
      '0x3006',
      '0x3007',
    ]);
    expect(marked).toContain('breaks the assertion</span>');
  });

  test('should cite the requirement that the broken assertion is about, and no other', () => {
    const [, demand = ''] = /<p class="demand">(.*?)<\/p>/s.exec(page) ?? [];

    expect(demand).toContain('2.7.8.2 MUST');
    expect(demand).toContain('The driver sees idx');
  });
});
