import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { IS_FULL } from '../../full.fixture.ts';
import type { ProofResult } from '../../result/verdict.ts';
import type { Report } from '../reporter.ts';
import { EVERYTHING, KNOWN, REFUTED_IN_STEPS, report, result } from '../result.fixture.ts';
import { chromiumPath, launch } from './chromium.fixture.ts';
import { htmlDocument } from './document.ts';

const path = chromiumPath();
// Where everything else is checked, this has to be, too.
const isWanted = IS_FULL && (path !== null || process.env['CI'] !== undefined);
const folder = mkdtempSync(join(tmpdir(), 'ringproof-page-'));
let browser: Browser;

beforeAll(async () => {
  if (!isWanted) return;
  if (path === null) throw new Error('no Chromium: install it (apt install chromium), or set CHROMIUM');
  browser = await launch(path);
});

afterAll(async () => {
  if (isWanted && path !== null) await browser.close();
  rmSync(folder, { recursive: true });
});

const OTHER = result({ id: 'split/pop', model: 'spec', title: 'A head is taken', requirements: ['avail'] });
const FINDING: ProofResult = {
  ...{ ...REFUTED_IN_STEPS, ...KNOWN, id: 'split/known' },
  finding: { ...KNOWN.finding, reason: 'idx is late', reference: 'queue.rs' },
};
const BROKEN_BY_BYTES: ProofResult = {
  ...REFUTED_IN_STEPS,
  counterexample: REFUTED_IN_STEPS.counterexample && {
    ...REFUTED_IN_STEPS.counterexample,
    steps: REFUTED_IN_STEPS.counterexample.steps.map((step) =>
      step.kind === 'assertion'
        ? { ...step, readFrom: [{ memory: 'guest', address: '0x3004', length: 4 }] }
        : step,
    ),
  },
};
const RUN = report([REFUTED_IN_STEPS, OTHER, FINDING]);

let pages = 0;
let complaints: string[] = [];

afterEach(() => {
  const all = complaints;
  complaints = [];
  expect(all).toEqual([]);
});

/** The page of a run. A message in its console, an error, a dialog or a request makes the test fail. */
async function open(run: Report, hash = '', options: BrowserContextOptions = {}): Promise<Page> {
  const file = join(folder, `${(pages += 1)}.html`);
  writeFileSync(file, htmlDocument(run, { version: '1.2.3', pathPrefix: '' }));
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(600_000);
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(request.url());
  });
  await page.goto(pathToFileURL(file).href + hash);
  return page;
}

/** Opens all that is folded, and waits until the page has taken notice. */
async function unfoldAll(page: Page): Promise<void> {
  const openAll = "document.querySelectorAll('details').forEach((details) => { details.open = true; })";
  await page.evaluate(openAll);
  await expect.poll(() => page.locator('noscript').count()).toBe(0);
  // What was folded up within others.
  await page.evaluate(openAll);
  await expect.poll(() => page.locator('section[data-player]:not([data-started])').count()).toBe(0);
}

const shownProofs = (page: Page): Promise<string[]> =>
  page.locator('details.proof:visible > summary .id').allTextContents();
const player = 'section.counterexample';
const valueAt = (page: Page, address: string): Promise<string | null> =>
  page.locator(`${player} g.cell[data-address="${address}"] .value`).first().textContent();
const touchAt = (page: Page, address: string): Promise<string | null> =>
  page.locator(`${player} g.cell[data-address="${address}"]`).first().getAttribute('data-touch');
const now = (page: Page): Promise<string | null> =>
  page.locator(`${player} output.now`).first().textContent();

describe.skipIf(!isWanted)('the page in a browser', () => {
  test('should show only what is searched for', async () => {
    const page = await open(RUN);

    await page.getByLabel('Search').fill('HEAD taken');

    await expect.poll(() => shownProofs(page)).toEqual(['split/pop']);
    expect(await page.locator('.filters output').textContent()).toBe('1 of 3 proofs');
    await page.getByLabel('Search').fill('2.7.8.2');
    expect(await shownProofs(page)).toEqual(['split/add-used', 'split/known']);
    await page.close();
  });

  test('should show only requirements that are searched for, each cited by a proof that is ticked', async () => {
    const page = await open(RUN);
    const shown = (): Promise<string[]> => page.locator('.requirement:visible code').allTextContents();
    expect(await shown()).toEqual([]);

    await page.getByLabel('Search').fill('sees idx');
    expect(await shown()).toEqual(['used.idx.last']);
    await page.getByLabel('Search').fill('split/pop');
    expect(await shown()).toEqual(['avail']);
    await page.getByLabel('Search').fill('nothing of the kind');
    expect(await shown()).toEqual([]);
    expect(await page.locator('.group:visible').count()).toBe(0);
    await page.getByLabel('Search').fill('');
    expect(await shown()).toEqual([]);
    await page.getByLabel('proved').uncheck();
    expect(await shown()).toEqual(['used.idx.last', 'used.len']);
    await page.close();
  });

  test('should unfold what a search finds, and fold it up again after it', async () => {
    const page = await open(report([result({ id: 'a/x' }), result({ id: 'b/y' })]));
    expect(await shownProofs(page)).toEqual([]);

    await page.getByLabel('Search').fill('b/y');
    expect(await shownProofs(page)).toEqual(['b/y']);
    await page.getByLabel('Search').fill('');

    expect(await shownProofs(page)).toEqual([]);
    expect(await page.locator('.group:visible').count()).toBe(3);
    await page.close();
  });

  test('should show only verdicts and models that are ticked', async () => {
    const page = await open(RUN);

    await page.getByLabel('finding').uncheck();
    expect(await shownProofs(page)).toEqual(['split/add-used', 'split/pop']);
    await page.getByLabel('rust-vmm').uncheck();

    expect(await shownProofs(page)).toEqual(['split/pop']);
    expect(await page.locator('.cell[data-model=rust-vmm]:visible').count()).toBe(0);
    await page.locator('details.proof:visible > summary').click();
    const shown = page.locator('details.result:visible .model');
    await expect.poll(() => shown.allTextContents()).toEqual(['spec']);
    await page.close();
  });

  test('should lead to a proof by its link, whatever was filtered out', async () => {
    const page = await open(RUN, '#split/known@rust-vmm');

    const details = page.locator('details[id="split/known@rust-vmm"]');
    expect(await details.getAttribute('open')).not.toBeNull();
    await expect.poll(async () => (await details.boundingBox())?.y ?? Infinity).toBeLessThan(400);
    await page.getByLabel('Search').fill('head');
    await page.evaluate(`location.hash = '#split/known@rust-vmm'`);
    // The same link again changes nothing, so no browser tells of it.
    await page.evaluate(`location.hash = '#proof:split/known'`);
    await expect.poll(() => details.isVisible()).toBe(true);
    await page.evaluate(`location.hash = '#requirement:used.len'`);
    await expect.poll(() => page.locator('[id="requirement:used.len"]').isVisible()).toBe(true);
    await page.close();
  });

  test('should scroll to what was filtered out when a link led to it', async () => {
    const many = Array.from({ length: 60 }, (_, i) => result({ id: `p/${i}` }));
    const page = await open(report(many));
    await page.getByLabel('Search').fill('p/1');
    const last = page.locator('details[id="proof:p/59"]');
    await expect.poll(() => last.isVisible()).toBe(false);

    await page.evaluate(`location.hash = '#proof:p/59'`);

    const top = async (): Promise<number> => (await last.boundingBox())?.y ?? Infinity;
    await expect.poll(top).toBeLessThan(720);
    expect(await top()).toBeGreaterThanOrEqual(0);
    await page.close();
  });

  test('should put the cursor into the search field at a slash', async () => {
    const page = await open(RUN);

    await page.keyboard.press('/');
    await page.keyboard.type('pop');

    expect(await page.getByLabel('Search').inputValue()).toBe('pop');
    await page.close();
  });
});

describe.skipIf(!isWanted)('a counterexample in a browser', () => {
  test('should show the memory, the state and the step, forth and back', async () => {
    const page = await open(report([REFUTED_IN_STEPS]));
    const next = page.getByRole('button', { name: 'one step on' });
    const pointer = page.locator('g.pointer[data-name=next_used]');
    expect(await now(page)).toMatch(/BROKEN: idx comes last$/);
    await page.getByRole('button', { name: 'to the start' }).click();
    expect(await now(page)).toBe('before the first step');
    expect([await valueAt(page, '0x3002'), await valueAt(page, '0x2000')]).toEqual(['7', '0']);
    expect(await pointer.textContent()).toContain('next_used 1');

    for (let i = 0; i < 4; i++) await next.click();
    expect(await now(page)).toMatch(/^step 4: store 2 bytes at 0x3002/);
    expect([await valueAt(page, '0x3002'), await touchAt(page, '0x3002')]).toEqual(['8', 'written']);
    expect(await page.locator('td[data-byte="0x3002"]').textContent()).toBe('08');
    expect(await page.locator('td[data-byte="0x3002"]').getAttribute('data-touch')).toBe('written');
    expect(await page.locator('li .step[aria-current=step]').textContent()).toMatch(/^store 2 bytes/);

    await next.click();
    await next.click();
    expect([await valueAt(page, '0x2000'), await touchAt(page, '0x2000')]).toEqual(['1', 'other-side']);
    expect(await touchAt(page, '0x3002')).toBeNull();
    await next.click();
    expect(await touchAt(page, '0x3014')).toBe('refused');
    await next.click();
    expect(await pointer.textContent()).toContain('next_used 2');

    await page.getByRole('button', { name: 'to the start' }).click();
    expect([await valueAt(page, '0x3002'), await valueAt(page, '0x2000')]).toEqual(['7', '0']);
    expect(await pointer.textContent()).toContain('next_used 1');
    await page.getByRole('button', { name: 'to the end' }).click();
    expect(await now(page)).toMatch(/BROKEN: idx comes last$/);
    expect(await next.getAttribute('aria-disabled')).toBe('true');
    await next.click({ force: true });
    expect(await now(page)).toMatch(/BROKEN: idx comes last$/);
    await page.close();
  });

  test('should be moved by the keyboard, by the slider, and by a click on a step', async () => {
    const page = await open(report([REFUTED_IN_STEPS]));

    await page.getByRole('button', { name: 'one step on' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    expect(await now(page)).toMatch(/^step 1:/);
    await page.keyboard.press('End');
    expect(await now(page)).toMatch(/BROKEN/);
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await now(page)).toBe('before the first step');
    await page.keyboard.press('ArrowRight');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^step 1:/);
    await page.getByRole('button', { name: /^store 2 bytes/ }).click();
    expect(await valueAt(page, '0x3002')).toBe('8');
    await page.close();
  });

  test('should start where it is unfolded, at the step that breaks the assertion', async () => {
    const page = await open(RUN);
    const proof = page.locator('details[id="proof:split/known"]');
    expect(await proof.locator('g.cell').count()).toBe(0);

    await proof.locator('summary').first().click();

    await expect.poll(() => proof.locator('output.now').textContent()).toMatch(/BROKEN/);
    await page.close();
  });

  test('should mark the bytes that break the assertion at their step alone, and those that have changed since the start', async () => {
    const page = await open(report([BROKEN_BY_BYTES]));
    const changed = (): Promise<string[]> =>
      page.evaluate<string[]>(
        "[...document.querySelectorAll('td[data-changed]')].map(({ dataset }) => dataset.byte)",
      );
    expect([await touchAt(page, '0x3004'), await touchAt(page, '0x3002')]).toEqual(['broken', null]);
    expect(await page.locator('td[data-touch=broken]').count()).toBe(4);
    expect(await changed()).toEqual(['0x2000', '0x3002']);

    await page.getByRole('button', { name: /^store 2 bytes/ }).click();
    expect([await touchAt(page, '0x3004'), await touchAt(page, '0x3002')]).toEqual([null, 'written']);
    expect(await changed()).toEqual(['0x3002']);
    await page.getByRole('button', { name: 'to the start' }).click();
    expect(await changed()).toEqual([]);
    await page.close();
  });

  test('should be all there without scripts', async () => {
    const page = await open(RUN, '', { javaScriptEnabled: false });
    const details = page.locator('details[id="split/known@rust-vmm"]');

    await page.locator('details[id="proof:split/known"] > summary').click();

    expect(await details.locator('ol.steps li').count()).toBe(10);
    expect(await details.locator('svg').first().isVisible()).toBe(true);
    expect(await details.locator('.controls').isVisible()).toBe(false);
    expect(await page.locator('.filters').isVisible()).toBe(false);
    await page.close();
  });
});

describe.skipIf(!isWanted)('a page for everybody', () => {
  test.each(['light', 'dark'] as const)(
    'should be readable by screen readers and in colours, %s',
    async (colorScheme) => {
      // The policy of the page lets no script in but its own, the checker's neither.
      const run = report([...RUN.results, { ...BROKEN_BY_BYTES, id: 'split/bytes' }]);
      const page = await open(run, '', { colorScheme, bypassCSP: true });
      await unfoldAll(page);
      await page.getByRole('button', { name: 'one step back' }).first().click();
      await page.addScriptTag({ content: axe.source });

      const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');

      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html: at }) => at)])).toEqual([]);
      await page.close();
    },
  );

  test.each([320, 390, 1280])('should need no sidewards scrolling as a whole, %i wide', async (width) => {
    const page = await open(EVERYTHING, '', { viewport: { width, height: 800 } });
    await unfoldAll(page);

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.close();
  });

  test.each([
    [320, ['firecracker', 'rust-vmm', 'spec']],
    [390, ['firecracker', 'rust-vmm', 'spec']],
    [320, ['firecracker', 'rust-vmm', 'spec', 'a-queue-of-ones-own', 'libvhost-user']],
  ])('should show every model of every proof, each name in one line, %i wide: %j', async (width, models) => {
    const run = report(
      models.map((model) => result({ model })),
      {
        notApplicable: [{ id: 'split/add-used', model: 'crosvm', reason: 'has no add_used' }],
      },
    );
    const page = await open(run, '', { viewport: { width, height: 800 } });
    await unfoldAll(page);

    const names = page.locator('.proof .cell .of');
    expect((await names.allTextContents()).toSorted()).toEqual([...models, 'crosvm'].toSorted());
    for (const name of await names.all()) {
      const { x, width: wide, height } = (await name.boundingBox()) ?? { x: 0, width: 0, height: 0 };
      expect(wide).toBeGreaterThan(10);
      expect(x + wide).toBeLessThanOrEqual(width);
      expect(height).toBeLessThan(30);
    }
    expect(await page.locator('.unasked').textContent()).toContain('not applicable: crosvm has no add_used');
    await page.close();
  });

  test('should take names and texts for what they are', async () => {
    const evil = `</script></noscript></title><img src=x onerror="alert('run')"><script>alert(1)</script>"'`;
    const hostile: ProofResult = {
      ...{
        ...REFUTED_IN_STEPS,
        id: evil,
        model: evil,
        title: evil,
        doesNotProve: evil,
        requirements: [evil],
      },
      ...{ cited: [{ id: evil, text: evil }], failure: { message: evil, details: [evil], hints: [evil] } },
      counterexampleFile: evil,
      covers: [{ name: evil, reached: null }],
      counterexample: REFUTED_IN_STEPS.counterexample && {
        ...REFUTED_IN_STEPS.counterexample,
        assertion: evil,
        inputs: { [evil]: evil, size: '1', desc_table: '0x0', avail_ring: '0x0', used_ring: '0x0' },
        steps: [{ kind: 'note', text: evil }],
      },
    };
    const page = await open(report([hostile], { notRun: [{ id: evil, model: evil }] }));

    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('.proof .id').textContent()).toBe(evil);
    expect(await page.locator('.failure').textContent()).toBe(evil);
    expect(await page.locator('ol.steps .step').textContent()).toBe(`note: ${evil}`);
    await page.close();
  });
});
