import type { CitedRequirement, ProofResult } from '../../result/verdict.ts';
import { proofAnchor, linkTo, requirementAnchor } from './anchor.ts';
import { html, type Html } from './html.ts';
import { resultDetails } from './result.ts';

/** What a proof cites, with all that is known of it. */
export function citedBy({ cited, requirements }: ProofResult): readonly CitedRequirement[] {
  return cited ?? requirements.map((id) => ({ id }));
}

/** A proof, and what came of it on each model that it was asked of; `results` are all of the same proof, one at least. */
export function proofArticle(
  results: readonly [ProofResult, ...ProofResult[]],
  isOpen: (result: ProofResult) => boolean,
): Html {
  const [{ id, title, doesNotProve }] = results;
  return html`<article class="proof" id="${proofAnchor(id)}" data-search="${searchText(results)}">
    <h3><a href="${linkTo(proofAnchor(id))}">${id}</a></h3>
    <p>${title}</p>
    <ul class="requirements">
      ${citedBy(results[0]).map(requirementItem)}
    </ul>
    <p class="dim">Does not prove: ${doesNotProve}</p>
    ${results.map((result) => resultDetails(result, isOpen(result)))}
  </article>`;
}

function requirementItem(requirement: CitedRequirement): Html {
  return html`<li>${requirementChip(requirement)} ${requirement.text ?? ''}</li>`;
}

/** "2.7.8.2 MUST", as a link to the requirement; its id where nothing is known of it. */
export function requirementChip(requirement: CitedRequirement): Html {
  const { id, section, level = '' } = requirement;
  return html`<a class="chip" href="${linkTo(requirementAnchor(id))}" title="${id}"
    >${section === undefined ? id : `${section} ${level}`.trim()}</a
  >`;
}

/** What a search looks through. */
function searchText(results: readonly [ProofResult, ...ProofResult[]]): string {
  const [first] = results;
  const cited = citedBy(first).flatMap(({ id, section = '', level = '', text = '' }) => [
    id,
    section,
    level,
    text,
  ]);
  const ofEach = results.flatMap(({ finding, failure }) => [finding?.reason ?? '', failure?.message ?? '']);
  const words = [first.id, first.title, first.doesNotProve, first.file, ...cited, ...ofEach];
  return words
    .filter((text) => text !== '')
    .join(' ')
    .toLowerCase();
}
