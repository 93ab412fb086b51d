import { describe, expect, test } from 'vitest';
import { EVERYTHING, REFUTED_IN_STEPS, report, result } from '../result.fixture.ts';
import { htmlDocument } from './document.ts';
import { pageScript } from './script.ts';
import { STYLE } from './style.ts';

const ABOUT = { version: '1.2.3', pathPrefix: '' };

/** The page without its style, its script and its data: what is said in it. */
function content(text: string): string {
  return text.replaceAll(/<(style|script)[^>]*>.*?<\/\1>/gs, '');
}

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
    expect(matches(page, /data-verdict="([^"]*)"/g).toSorted()).toEqual(
      EVERYTHING.results
        .map(({ verdict, expected }) => (verdict === 'refuted' && expected === verdict ? 'finding' : verdict))
        .toSorted(),
    );
    expect(page).toContain('proofs/bad.proof.ts:2:16');
    expect(page).toContain('split/last on rust-vmm: not run');
    expect(page).toContain('not asked: crosvm has no reset');
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
    expect(page).toMatch(
      /default-src &#39;none&#39;; style-src &#39;sha256-[\w+/=]*&#39;; script-src &#39;sha256-/,
    );
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
    expect(htmlDocument(report([refuted('a'), result({})]), ABOUT)).toMatch(/id="a@rust-vmm"[^>]*\sopen/);
  });

  test('should be folded where there are many', () => {
    const page = htmlDocument(report(['a', 'b', 'c', 'd'].map(refuted)), ABOUT);

    expect(page).not.toMatch(/<details[^>]*\sopen/);
  });
});
