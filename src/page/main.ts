import { offerCopies } from './copy-command.ts';
import { all, first } from './elements.ts';
import { Filters } from './filter.ts';
import { startPlayers } from './players.ts';
import { targetOf } from './target.ts';
import { unfold } from './unfold.ts';

const form = first(document, 'form.filters', HTMLFormElement);
const filters = form === null ? null : new Filters(form, document);

/** Folded parts cost nothing until they are opened. */
function opened(details: HTMLDetailsElement): void {
  if (details.matches('.proof') && unfold(details)) filters?.apply();
  // The results that a proof shows at once, or the one that was opened.
  const shown = details.matches('.result') ? [details] : all(details, '.result[open]', HTMLDetailsElement);
  for (const result of details.matches('.proof, .result') ? shown : []) {
    startPlayers(result);
    offerCopies(result);
  }
}

// Does not bubble, and is heard on its way down.
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.open) opened(target);
  },
  true,
);

/** Shows what the address of the page names, whether it is filtered out or folded up. */
function showTarget(): void {
  const target = targetOf(location.hash, opened);
  if (target === null) return;
  filters?.reveal(target);
  for (
    let part = target.closest('details');
    part !== null;
    part = part.parentElement?.closest('details') ?? null
  )
    part.open = true;
  target.scrollIntoView();
}

window.addEventListener('hashchange', showTarget);
document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'search';
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  filters?.focus();
});
for (const details of all(document, 'details.proof[open]', HTMLDetailsElement)) opened(details);
showTarget();
