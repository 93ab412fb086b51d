import type { ProofResult } from '../../result/verdict.ts';
import type { Answer, ProofRow } from './answers.ts';
import { anchorOf, proofAnchor } from './anchor.ts';
import { filterWordOf } from './filter-bar.ts';
import { html, type Html } from './html.ts';
import { citedBy, requirementChip, requirementWords, searchable } from './requirement.ts';
import { resultDetails } from './result.ts';
import { toneOf, verdictBadge } from './verdict-badge.ts';

/** A proof with its verdict on each model, and folded up what came of it there. */
export function proofRow(
  { id, first, answers, alone }: ProofRow,
  models: readonly string[],
  isOpen: (result: ProofResult) => boolean,
): Html {
  const known = [...answers, alone].filter((answer) => answer !== undefined);
  const results = known.flatMap((answer) => (answer.kind === 'result' ? [answer.result] : []));
  const cells = answers.every((answer) => answer === undefined)
    ? cellOf(alone, '')
    : answers.map((answer, i) => cellOf(answer, models[i] ?? ''));
  return html`<details
    class="proof"
    id="${proofAnchor(id)}"
    data-search="${searchText(id, results)}"
    ${results.some(isOpen) ? html`open` : null}
  >
    <summary class="line">
      <span class="what"
        ><span class="id">${shownName(id)}</span> <span class="title">${first?.title ?? ''}</span></span
      >
      <span class="cells">${cells}</span>
    </summary>
    ${folded(body(first, results, known, isOpen))}
  </details>`;
}

/** A name that a narrow screen breaks after a slash, if it has to. */
export function shownName(name: string): Html {
  const [start = '', ...more] = name.split('/');
  return html`${start}${more.map((part) => html`/<wbr />${part}`)}`;
}

function cellOf(answer: Answer | undefined, model: string): Html {
  if (answer === undefined) return html`<span class="cell empty" data-model="${model}"></span>`;
  const name = html`<span class="of">${model}</span>`;
  if (answer.kind === 'result') {
    return html`<span
      class="cell ${model === '' ? 'alone' : ''}"
      data-model="${model}"
      data-verdict="${filterWordOf(answer)}"
      data-result="${anchorOf(answer.result)}"
      >${name} ${verdictBadge(answer.result)}</span
    >`;
  }
  const { kind, reason } = answer;
  return html`<span class="cell" data-model="${model}" data-verdict="${kind}" title="${kind}: ${reason}"
    >${name} ${quietBadge(kind)}</span
  >`;
}

function quietBadge(kind: string): Html {
  if (kind !== 'not applicable') return html`<span class="verdict none">${kind}</span>`;
  return html`<span class="verdict none"
    ><span aria-hidden="true">n/a</span><span class="unseen">not applicable</span></span
  >`;
}

/**
 * What is read as a piece of text where scripts run, so that a page of thousands is there at once; the page's script unfolds it. Where none
 * run, it is as any other content.
 */
function folded(content: Html): Html {
  return html`<noscript>${content}</noscript>`;
}

function body(
  first: ProofResult | undefined,
  results: readonly ProofResult[],
  answers: readonly Answer[],
  isOpen: (result: ProofResult) => boolean,
): Html {
  // What asks to be looked at most is unfolded along with the proof.
  const shown =
    results.find((result) => toneOf(result) !== 'good') ?? (results.length === 1 ? first : undefined);
  const unasked = answers.flatMap((answer) => (answer.kind === 'result' ? [] : [answer]));
  return html`<div class="about">
    ${first === undefined ? null : aboutProof(first)}
    ${results.map((result) => resultDetails(result, result === shown || isOpen(result)))}
    ${unasked.map(({ kind, model, reason }) => {
      return html`<p class="unasked" data-model="${model ?? ''}">
        <b>${model ?? 'no model'}</b> <span class="dim">${kind}: ${reason}</span>
      </p>`;
    })}
  </div>`;
}

function aboutProof(first: ProofResult): Html {
  const cited = citedBy(first);
  const list = html`<ul class="requirements">
    ${cited.map((one) => html`<li>${requirementChip(one)} ${one.text ?? ''}</li>`)}
  </ul>`;
  return html`${cited.length === 0 ? null : list}
    <p class="dim">Does not prove: ${first.doesNotProve}</p>`;
}

/** What a search looks through. */
function searchText(id: string, results: readonly ProofResult[]): string {
  const [first] = results;
  const cited = first === undefined ? [] : citedBy(first).flatMap(requirementWords);
  const ofEach = results.flatMap(({ finding, failure }) => [finding?.reason ?? '', failure?.message ?? '']);
  const { title = '', doesNotProve = '', file = '' } = first ?? {};
  return searchable([id, title, doesNotProve, file, ...cited, ...ofEach]);
}
