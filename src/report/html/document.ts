import { asExpected } from '../../result/expectation.ts';
import type { ProofResult } from '../../result/verdict.ts';
import { reasonLines } from '../matrix.ts';
import { unaskedOf, type About, type Report } from '../reporter.ts';
import { summaryLine } from '../summary.ts';
import { filterBar } from './filter-bar.ts';
import { html, type Html } from './html.ts';
import { overview, problems, slowestList } from './overview.ts';
import { proofsSection } from './proofs-section.ts';
import { requirementIndex } from './requirement-index.ts';
import { pageScript, policySource } from './script.ts';
import { STYLE } from './style/style.ts';

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
        ${filterBar(report)}
        <main>
          ${problems(report)} ${proofsSection(report, isOpen(report.results))}
          ${requirementIndex(report.results)} ${slowestList(report.results)} ${reasons(report)}
        </main>
        <footer class="dim">ringproof ${version}</footer>
        ${{ html: `<script>${script}</script>` }}
      </body>
    </html>`;
  return `${page.html}\n`;
}

/** Results that are not as expected are unfolded, unless there are many. */
function isOpen(results: readonly ProofResult[]): (result: ProofResult) => boolean {
  const unexpected = new Set(results.filter((result) => !asExpected(result)));
  return (result) => unexpected.size <= MOST_UNFOLDED && unexpected.has(result);
}

/** Why some proofs are not asked of some models, in one place. */
function reasons(report: Report): Html | null {
  const unasked = unaskedOf(report);
  const lines = reasonLines(unasked);
  if (lines.length === 0) return null;
  const title = `${unasked.length} not applicable or excluded, by reason`;
  return html`<section aria-labelledby="reasons-title">
    <h2 id="reasons-title">Not asked</h2>
    <details class="group">
      <summary>${title}</summary>
      <ul class="list">
        ${lines.map((reason) => html`<li>${reason}</li>`)}
      </ul>
    </details>
  </section>`;
}
