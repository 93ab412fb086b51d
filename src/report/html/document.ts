import { asExpected } from '../../result/expectation.ts';
import type { ProofResult } from '../../result/verdict.ts';
import { reasonLines } from '../matrix.ts';
import { unaskedOf, type About, type Report } from '../reporter.ts';
import { summaryLine } from '../summary.ts';
import { filterBar } from './filter-bar.ts';
import { html, type Html } from './html.ts';
import { overview, problems, slowestList } from './overview.ts';
import { wholePage } from './page.ts';
import { proofsSection } from './proofs-section.ts';
import { requirementIndex } from './requirement-index.ts';
import { pageScript } from './script.ts';
import { STYLE } from './style/style.ts';

/** Where more results than these are not as expected, none is unfolded: the list above them leads to each. */
const MOST_UNFOLDED = 3;

/**
 * A run as one page that needs nothing else, no network either: what it comes to, the matrix, each proof's details, and
 * counterexamples to step through. Without its script it shows the same, folded up, and nothing moves.
 */
export function htmlDocument(report: Report, { version }: About): string {
  const body = html`<header>
      <h1>ringproof</h1>
      ${overview(report)}
    </header>
    ${filterBar(report)}
    <main>
      ${problems(report)} ${proofsSection(report, isOpen(report.results))} ${requirementIndex(report.results)}
      ${slowestList(report.results)} ${reasons(report)}
    </main>`;
  const title = `ringproof: ${summaryLine(report)}`;
  return wholePage({ title, style: STYLE, script: pageScript(), body, version });
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
