import { asExpected } from '../../result/expectation.ts';
import type { ProofResult } from '../../result/verdict.ts';
import { groupBy } from '../group-by.ts';
import { reasonLines } from '../matrix.ts';
import { unaskedOf, type About, type Report } from '../reporter.ts';
import { summaryLine } from '../summary.ts';
import { filterBar } from './filter-bar.ts';
import { html, type Html } from './html.ts';
import { matrixTable } from './matrix-table.ts';
import { overview, problems, slowestList } from './overview.ts';
import { proofArticle } from './proof-article.ts';
import { requirementIndex } from './requirement-index.ts';
import { pageScript, policySource } from './script.ts';
import { STYLE } from './style.ts';

/** Where more results than these are not as expected, none is unfolded: the list above them leads to each. */
const MOST_UNFOLDED = 3;

/**
 * A run as one page that needs nothing else, no network either: what it comes to, the matrix, each proof's details, and
 * counterexamples to step through. Without its script it shows the same, folded up, and nothing moves.
 */
export function htmlDocument(report: Report, { version }: About): string {
  const script = pageScript();
  const policy = `default-src 'none'; style-src ${policySource(STYLE)}; script-src ${policySource(script)}; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="ringproof ${version}" />
        <title>ringproof: ${summaryLine(report)}</title>
        ${{ html: `<style>${STYLE}</style>` }}
      </head>
      <body>
        <header>
          <h1>ringproof</h1>
          ${overview(report)}
        </header>
        ${filterBar(report.results)}
        <main>
          ${problems(report)} ${matrix(report)} ${proofs(report.results)} ${requirementIndex(report.results)}
        </main>
        <footer class="dim">ringproof ${version}</footer>
        ${{ html: `<script>${script}</script>` }}
      </body>
    </html>`;
  return `${page.html}\n`;
}

function matrix(report: Report): Html | null {
  const unasked = unaskedOf(report);
  if (report.results.length + unasked.length === 0) return null;
  const reasons = reasonLines(unasked);
  const list = html`<details class="reasons">
    <summary>Why some are not asked (–)</summary>
    <ul>
      ${reasons.map((reason) => html`<li>${reason}</li>`)}
    </ul>
  </details>`;
  return html`<section aria-labelledby="matrix-title">
    <h2 id="matrix-title">Proofs and implementations</h2>
    ${matrixTable(report)} ${reasons.length === 0 ? null : list} ${slowestList(report.results)}
  </section>`;
}

function proofs(results: readonly ProofResult[]): Html | null {
  if (results.length === 0) return null;
  const unexpected = results.filter((result) => !asExpected(result)).length;
  const isOpen = (result: ProofResult): boolean => !asExpected(result) && unexpected <= MOST_UNFOLDED;
  const articles = [...groupBy(results, ({ id }) => id).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [proofArticle([first, ...rest], isOpen)],
  );
  return html`<section aria-labelledby="proofs-title">
    <h2 id="proofs-title">Each proof</h2>
    ${articles}
  </section>`;
}
