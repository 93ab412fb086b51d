import { asExpected } from '../../result/expectation.ts';
import type { ProofResult } from '../../result/verdict.ts';
import { headlineOf, verdictInWords } from '../result-details.ts';
import { formatDuration } from '../duration.ts';
import { placeOf } from '../format-load-problem.ts';
import { groupBy } from '../group-by.ts';
import { nameOf, type LoadProblem, type Report } from '../reporter.ts';
import { slowest } from '../slowest.ts';
import { brokenModels, count, countsInWords } from '../summary.ts';
import { anchorOf, linkTo } from './anchor.ts';
import { html, type Html } from './html.ts';
import { toneOf } from './verdict-badge.ts';

/** The result of a run, at a glance. */
export function overview(report: Report): Html {
  const { results, loadFailures, notRun } = report;
  const unexpected = results.filter((result) => !asExpected(result));
  const isGood = unexpected.length + loadFailures.length + notRun.length === 0 && results.length > 0;
  return html`<p class="outcome ${isGood ? 'good' : 'bad'}">${outcome(report, unexpected)}</p>
    ${brokenModels(results).map((line) => html`<p class="outcome bad broken-model">${line}</p>`)}
    ${tally(report)} ${bar(results)}`;
}

function outcome({ results, loadFailures, notRun }: Report, unexpected: readonly ProofResult[]): string {
  const parts = [
    ...(unexpected.length === 0 ? [] : [`${unexpected.length} not as expected`]),
    ...(loadFailures.length === 0 ? [] : [`${count(loadFailures.length, 'file')} not loaded`]),
    ...(notRun.length === 0 ? [] : [`${count(notRun.length, 'proof')} not run`]),
  ];
  if (parts.length > 0) return parts.join(', ');
  return results.length === 0 ? 'Nothing was proved' : 'All as expected';
}

/** How many results there are of each verdict, and how long they took. */
function tally({ results, notApplicable, excluded, contract, memoryModels, timeMs }: Report): Html {
  const counts = [
    ...countsInWords(results),
    ...(notApplicable.length === 0 ? [] : [`${notApplicable.length} not applicable`]),
    ...(excluded.length === 0 ? [] : [`${excluded.length} excluded`]),
    ...(contract === null
      ? []
      : [`${count(contract.leftOut, 'assertion')} left out, outside of ${contract.kinds.join()}`]),
    ...(memoryModels === undefined
      ? []
      : [`${count(memoryModels.leftOut, 'assertion')} left out, not under ${memoryModels.asked.join()}`]),
  ];
  const shown = counts.map((text) => {
    const [n = '', ...words] = text.split(' ');
    return html`<li><b>${n}</b> ${words.join(' ')}</li>`;
  });
  return html`<ul class="tally">
    ${shown}
    <li>in ${formatDuration(timeMs)}</li>
  </ul>`;
}

/** One bar, a piece for each verdict, as long as its share. */
function bar(results: readonly ProofResult[]): Html | null {
  if (results.length === 0) return null;
  let x = 0;
  const pieces = [...groupBy(results, verdictInWords)].map(([word, ofWord]) => {
    const width = (1000 * ofWord.length) / results.length;
    const [first] = ofWord;
    const piece = html`<rect
      class="${first === undefined ? '' : toneOf(first)}"
      x="${x}"
      width="${width}"
      height="8"
    >
      <title>${ofWord.length} ${word}</title>
    </rect>`;
    x += width;
    return piece;
  });
  return html`<svg class="bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
    ${pieces}
  </svg>`;
}

/** What has to be looked at: files that could not be loaded, proofs that were not run, unexpected results. */
export function problems({ results, loadFailures, notRun }: Report): Html | null {
  const unexpected = results.filter((result) => !asExpected(result));
  if (unexpected.length + loadFailures.length + notRun.length === 0) return null;
  return html`<section aria-labelledby="problems-title">
    <h2 id="problems-title">Not as expected</h2>
    <ul class="problems">
      ${loadFailures.map(loadFailureItem)}
      ${unexpected.map((result) => {
        return html`<li>
          <a href="${linkTo(anchorOf(result))}">${headlineOf(result)}</a>
          ${result.failure === null ? null : html`<span class="dim">${result.failure.message}</span>`}
        </li>`;
      })}
      ${notRun.map((asked) => html`<li>${nameOf(asked)}: not run, the run was stopped before</li>`)}
    </ul>
  </section>`;
}

function loadFailureItem(failure: LoadProblem): Html {
  const more = [...failure.details, ...failure.hints.map((hint) => `hint: ${hint}`)];
  return html`<li>
    <b>not loaded</b>: <code>${placeOf(failure)}</code>: ${failure.message}
    ${more.length === 0 ? null : html`<pre>${more.join('\n')}</pre>`}
  </li>`;
}

/** The proofs that took longest, where there are so many that it is worth a word. */
export function slowestList(results: readonly ProofResult[]): Html | null {
  const list = slowest(results);
  const [longest] = list;
  if (longest === undefined) return null;
  const items = list.map((result) => {
    return html`<li>
      <a href="${linkTo(anchorOf(result))}">${nameOf(result)}</a> ${formatDuration(result.timeMs)}
    </li>`;
  });
  return html`<section aria-labelledby="slowest-title">
    <h2 id="slowest-title">Slowest</h2>
    <details class="group">
      <summary>${nameOf(longest)}, ${formatDuration(longest.timeMs)}, and others</summary>
      <ol class="list">
        ${items}
      </ol>
    </details>
  </section>`;
}
