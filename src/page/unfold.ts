import { all } from './elements.ts';

/** Puts what is folded up below an element in its place: to a browser that runs scripts it is a text so far. Returns whether there was any. */
export function unfold(root: ParentNode): boolean {
  const parts = all(root, 'noscript', HTMLElement);
  for (const folded of parts) {
    const template = document.createElement('template');
    // It stands in the page as the page was written; a text in it that came from elsewhere is escaped there.
    template.innerHTML = folded.textContent;
    folded.replaceWith(template.content);
  }
  return parts.length > 0;
}
