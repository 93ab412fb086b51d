import type { CitedRequirement, ProofResult } from '../../result/verdict.ts';
import { linkTo, requirementAnchor } from './anchor.ts';
import { html, type Html } from './html.ts';

/** What a proof cites, with all that is known of it. */
export function citedBy({ cited, requirements }: ProofResult): readonly CitedRequirement[] {
  return cited ?? requirements.map((id) => ({ id }));
}

/** "2.7.8.2 MUST", as a link to the requirement; its id where nothing is known of it. */
export function requirementChip({ id, section, level = '' }: CitedRequirement): Html {
  return html`<a class="chip" href="${linkTo(requirementAnchor(id))}" title="${id}"
    >${section === undefined ? id : `${section} ${level}`.trim()}</a
  >`;
}

/** The words that a search finds a requirement by. */
export function requirementWords({
  id,
  section = '',
  level = '',
  text = '',
}: CitedRequirement): readonly string[] {
  return [id, section, level, text];
}

/** What a search looks through: small letters, and nothing of what is empty. */
export function searchable(words: readonly string[]): string {
  return words
    .filter((text) => text !== '')
    .join(' ')
    .toLowerCase();
}
