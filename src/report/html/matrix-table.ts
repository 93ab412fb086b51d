import type { ProofResult } from '../../result/verdict.ts';
import { columnHeading, makeMatrix } from '../matrix.ts';
import { unaskedOf, type Asked, type Report, type Unasked } from '../reporter.ts';
import { anchorOf, linkTo, proofAnchor } from './anchor.ts';
import { html, type Html } from './html.ts';
import { citedBy, requirementChip } from './proof-article.ts';
import { verdictBadge } from './verdict-badge.ts';

type Entry =
  | { readonly kind: 'result'; readonly result: ProofResult }
  | { readonly kind: 'none'; readonly pair: Unasked };

/** Proofs against implementations: a verdict each, which leads to its details. */
export function matrixTable(report: Report): Html {
  const { results } = report;
  const byId = new Map(results.map((result) => [result.id, result]));
  const entries: readonly (Asked & { readonly cell: Entry })[] = [
    ...results.map((result) => ({ ...result, cell: { kind: 'result' as const, result } })),
    ...unaskedOf(report).map((pair) => ({ ...pair, cell: { kind: 'none' as const, pair } })),
  ];
  const { columns, rows } = makeMatrix(entries);
  return html`<div class="wide" tabindex="0" role="group" aria-labelledby="matrix-title">
    <table class="matrix">
      <thead>
        <tr>
          <th scope="col">proof</th>
          ${columns.map((model) => html`<th scope="col">${columnHeading(model)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ id, cells }) => {
          return html`<tr data-proof="${proofAnchor(id)}">
            ${rowHeader(id, byId.get(id))} ${cells.map(cellOf)}
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function rowHeader(id: string, result: ProofResult | undefined): Html {
  const chips = result === undefined ? [] : citedBy(result).map(requirementChip);
  return html`<th scope="row">
    <a href="${linkTo(proofAnchor(id))}">${id}</a>
    <span class="title">${result?.title ?? ''}</span>
    <span class="chips">${chips}</span>
  </th>`;
}

function cellOf(entry: Entry | undefined): Html {
  if (entry === undefined) return html`<td></td>`;
  if (entry.kind === 'result') {
    return html`<td>
      <a href="${linkTo(anchorOf(entry.result))}">${verdictBadge(entry.result)}</a>
    </td>`;
  }
  const { reason } = entry.pair;
  const model = columnHeading(entry.pair.model);
  return html`<td class="dim" title="${model} ${reason}">
    <span aria-hidden="true">–</span><span class="unseen">not asked: ${model} ${reason}</span>
  </td>`;
}
