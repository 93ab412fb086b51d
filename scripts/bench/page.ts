import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import type { ProofResult } from '../../src/result/verdict.ts';
import { chromiumPath, launch } from '../../src/report/html/chromium.fixture.ts';
import { htmlDocument } from '../../src/report/html/document.ts';
import { ROOT } from './cases.ts';
import { median, timed } from './clock.ts';
import type { Row, Table } from './table.ts';

/** As many results as a page has to hold with ease. */
const MANY = 2000;
const TIMES = 5;

/** What a page of thousands of proofs costs to write, and to open in Chromium; the latter only where there is one. */
export async function pageTable(): Promise<Table> {
  const results = repeatedUpTo(MANY, ownResults());
  const report = {
    results,
    loadFailures: [],
    notRun: [],
    notApplicable: [],
    excluded: [],
    contract: null,
    timeMs: 0,
  };
  let text = '';
  const write = timed(() => {
    text = htmlDocument(report, { version: 'bench', pathPrefix: '' });
  });
  const stories = results.filter(({ counterexample }) => counterexample !== null).length;
  const path = chromiumPath();
  return {
    title: `The page of ${MANY} results, ${stories} of them with a counterexample`,
    note: `The project's own results, over and over. Opening is from the address to the load event, median of ${TIMES}.`,
    columns: ['what', 'measured'],
    rows: [
      ['written: ms', Math.round(write)],
      ['size: MiB', text.length / 2 ** 20],
      ...(path === null ? [['opened: no Chromium here', '-'] as const] : await opened(path, text)),
    ],
  };
}

/** Every result of the project's proofs, as the command gives it. */
function ownResults(): readonly ProofResult[] {
  const args = [join(ROOT, 'dist/cli/main.js'), 'prove', '--reporter', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    ...{ cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 },
  });
  if (stdout === '') throw new Error(`'prove --reporter json' printed nothing: ${stderr}`);
  // The document that the same version has just written.
  return (JSON.parse(stdout) as { proofs: readonly ProofResult[] }).proofs;
}

function repeatedUpTo(count: number, results: readonly ProofResult[]): readonly ProofResult[] {
  return Array.from({ length: count }, (_, i) => results[i % results.length]).flatMap((result, i) =>
    result === undefined ? [] : [{ ...result, id: `${result.id}-${Math.floor(i / results.length)}` }],
  );
}

async function opened(path: string, text: string): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ringproof-bench-'));
  const browser = await launch(path);
  try {
    const file = join(folder, 'page.html');
    writeFileSync(file, text);
    const runs: (readonly [number, number])[] = [];
    for (let i = 0; i < TIMES; i++) runs.push(await openOnce(browser, pathToFileURL(file).href));
    return [
      ['opened: ms', Math.round(median(runs.map(([open]) => open)))],
      ['searched: ms', Math.round(median(runs.map(([, search]) => search)))],
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds until a page is loaded, and from a word in its search field to the answer. */
async function openOnce(browser: Browser, url: string): Promise<readonly [number, number]> {
  const page = await browser.newPage();
  const begin = performance.now();
  await page.goto(url);
  const loaded = performance.now();
  await page.getByLabel('Search').fill('pop');
  await page.locator('.filters output', { hasText: ' of ' }).waitFor();
  const searched = performance.now();
  await page.close();
  return [loaded - begin, searched - loaded];
}
