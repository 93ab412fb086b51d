import { all } from './elements.ts';

/** The parts of the page that hold many proofs or requirements, folded up or not. */
export class Folds {
  /** The innermost first. */
  readonly #parts: readonly HTMLDetailsElement[];
  /** Those that were unfolded before a search unfolded what it found; `null` while there is no search. */
  #before: ReadonlySet<HTMLDetailsElement> | null = null;

  constructor(page: ParentNode) {
    this.#parts = all(page, 'details.group, details.rest', HTMLDetailsElement).toReversed();
  }

  /** Hides parts in which everything is hidden. During a search the others are unfolded, and afterwards all are as they were. */
  follow(isFiltered: boolean): void {
    if (isFiltered) this.#before ??= new Set(this.#parts.filter(({ open }) => open));
    for (const part of this.#parts) {
      // What is found is shown as one list, whatever it was folded up by.
      part.classList.toggle('searched', isFiltered);
      const items = all(part, '.proof, .requirement', HTMLElement);
      part.hidden = items.length > 0 && items.every(({ hidden }) => hidden);
      if (isFiltered && items.length > 0) part.open = !part.hidden;
      else if (this.#before !== null && !isFiltered) part.open = this.#before.has(part);
    }
    if (!isFiltered) this.#before = null;
  }
}
