import { offerCopies } from './copy-command.ts';
import { first } from './elements.ts';
import { Filters } from './filter.ts';
import { startPlayers } from './players.ts';
import { unfold } from './unfold.ts';

const form = first(document, 'form.filters', HTMLFormElement);
const filters = form === null ? null : new Filters(form, document);

/** Folded parts cost nothing until they are opened. */
function opened(details: Element): void {
  unfold(details);
  startPlayers(details);
  offerCopies(details);
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
  let name = location.hash.slice(1);
  try {
    name = decodeURIComponent(name);
  } catch {
    // A percent sign that is not an escape stands for itself.
  }
  const target = name === '' ? null : document.getElementById(name);
  if (target === null) return;
  filters?.reveal(target);
  if (target instanceof HTMLDetailsElement) target.open = true;
  target.scrollIntoView();
}

window.addEventListener('hashchange', showTarget);
document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'search';
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  filters?.focus();
});
for (const details of document.querySelectorAll('details.result[open]')) opened(details);
showTarget();
