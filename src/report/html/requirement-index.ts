import type { CitedRequirement, ProofResult } from '../../result/verdict.ts';
import { groupBy } from '../group-by.ts';
import { count } from '../summary.ts';
import { linkTo, proofAnchor, requirementAnchor } from './anchor.ts';
import { html, type Html } from './html.ts';
import { citedBy, requirementWords, searchable } from './requirement.ts';

/** The requirements that proofs cite, in the order of sections, each with the proofs that cite it. */
export function requirementIndex(results: readonly ProofResult[]): Html | null {
  const pairs = results.flatMap((result) =>
    citedBy(result).map((requirement) => ({ requirement, proof: result.id })),
  );
  if (pairs.length === 0) return null;
  const entries = [...groupBy(pairs, ({ requirement }) => requirement.id).values()].flatMap((ofOne) => {
    const [first] = ofOne;
    return first === undefined
      ? []
      : [{ requirement: first.requirement, proofs: [...new Set(ofOne.map(({ proof }) => proof))] }];
  });
  const inOrder = entries.sort((a, b) => compareSections(a.requirement, b.requirement));
  return html`<section aria-labelledby="requirements-title" class="requirement-index">
    <h2 id="requirements-title">Requirements</h2>
    <details class="group">
      <summary>${count(inOrder.length, 'requirement')} that these proofs cite</summary>
      <dl class="index">${inOrder.map(({ requirement, proofs }) => entry(requirement, proofs))}</dl>
    </details>
  </section>`;
}

function entry(requirement: CitedRequirement, proofs: readonly string[]): Html {
  const { id, section, level, text } = requirement;
  return html`<div
    class="requirement"
    id="${requirementAnchor(id)}"
    data-search="${searchable([...requirementWords(requirement), ...proofs])}"
    data-proofs="${proofs.map(proofAnchor).join(' ')}"
  >
    <dt>
      ${section === undefined ? null : html`<b>${section}</b>`}
      ${level === undefined ? null : html`<b>${level}</b>`}
      <code>${id}</code>
    </dt>
    <dd>
      ${text ?? ''}
      <span class="links"
        >${proofs.map((proof) => html`<a href="${linkTo(proofAnchor(proof))}">${proof}</a> `)}</span
      >
    </dd>
  </div>`;
}

/** "2.7.10" comes after "2.7.9"; what has no section comes last. */
function compareSections(a: CitedRequirement, b: CitedRequirement): number {
  if (a.section === undefined || b.section === undefined) {
    return Number(a.section === undefined) - Number(b.section === undefined) || compareNames(a.id, b.id);
  }
  return a.section.localeCompare(b.section, 'en', { numeric: true }) || compareNames(a.id, b.id);
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
