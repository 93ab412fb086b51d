import { all } from './elements.ts';

/** The element that the address of the page names; `open` is called with a proof that is folded up around it. */
export function targetOf(hash: string, open: (details: HTMLDetailsElement) => void): Element | null {
  const name = decoded(hash.slice(1));
  if (name === '') return null;
  const found = document.getElementById(name);
  if (found !== null) return found;
  const cell = all(document, '[data-result]', HTMLElement).find(({ dataset }) => dataset['result'] === name);
  const proof = cell?.closest('details');
  if (!proof) return null;
  open(proof);
  return document.getElementById(name);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // A percent sign that is not an escape stands for itself.
    return name;
  }
}
