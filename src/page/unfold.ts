import { all } from './elements.ts';

/** Puts what is folded up below an element in its place: to a browser that runs scripts it is a text so far. */
export function unfold(root: ParentNode): void {
  for (const folded of all(root, 'noscript', HTMLElement)) {
    const template = document.createElement('template');
    // It stands in the page as the page was written; a text in it that came from elsewhere is escaped there.
    template.innerHTML = folded.textContent;
    folded.replaceWith(template.content);
  }
}
