import { all, first } from './elements.ts';
import { Folds } from './folds.ts';

/** What the reader wants to see. */
export interface Wanted {
  /** Words, in small letters, all of which a proof or a requirement has to mention. */
  readonly words: readonly string[];
  /** Verdicts and models that are ticked; `null` where the page offers no choice. */
  readonly verdicts: ReadonlySet<string> | null;
  readonly models: ReadonlySet<string> | null;
}

interface Row {
  readonly row: HTMLElement;
  readonly text: string;
  /** Its answers, one for each model. */
  readonly cells: readonly HTMLElement[];
}

/** Shows the form of search and filters, and only those proofs and requirements that it asks for. */
export class Filters {
  readonly #form: HTMLFormElement;
  readonly #page: ParentNode;
  readonly #rows: readonly Row[];
  readonly #folds: Folds;

  constructor(form: HTMLFormElement, page: ParentNode) {
    this.#form = form;
    this.#page = page;
    this.#rows = all(page, 'details.proof', HTMLElement).map((row) => ({
      ...{ row, text: row.dataset['search'] ?? '' },
      cells: all(row, 'summary [data-verdict]', HTMLElement),
    }));
    this.#folds = new Folds(page);
    form.hidden = false;
    form.addEventListener('input', () => this.apply());
    form.addEventListener('submit', (event) => event.preventDefault());
    // A browser may have kept what was chosen before the page was loaded again.
    this.apply();
  }

  /** Puts the cursor into the search field. */
  focus(): void {
    first(this.#form, 'input[type=search]', HTMLInputElement)?.focus();
  }

  /** Shows everything again, where an element that is to be seen is filtered out. */
  reveal(element: Element): void {
    if (element.closest('[hidden]') === null) return;
    this.#form.reset();
    this.apply();
  }

  /** Shows what is asked for, also in parts of the page that were unfolded in the meantime. */
  apply(): void {
    const wanted = this.#wanted();
    // Proofs by their anchors, with an answer that is ticked.
    const ticked = new Set<string>();
    let shown = 0;
    for (const { row, text, cells } of this.#rows) {
      const hasTicked = cells.some((cell) => isTicked(cell, wanted));
      if (hasTicked) ticked.add(row.id);
      row.hidden = !hasTicked || !mentions(text, wanted);
      if (!row.hidden) shown += 1;
      for (const result of all(row, 'details.result', HTMLElement)) result.hidden = !isTicked(result, wanted);
    }
    for (const element of all(this.#page, '[data-search][data-proofs]', HTMLElement)) {
      const { search = '', proofs = '' } = element.dataset;
      element.hidden = !mentions(search, wanted) || !proofs.split(' ').some((proof) => ticked.has(proof));
    }
    for (const cell of all(this.#page, '.cell[data-model], .unasked', HTMLElement))
      cell.hidden = wanted.models?.has(cell.dataset['model'] ?? '') === false;
    const isFiltered =
      wanted.words.length > 0 ||
      all(this.#form, 'input:not(:checked)[type=checkbox]', HTMLElement).length > 0;
    this.#folds.follow(isFiltered);
    const output = first(this.#form, 'output', HTMLOutputElement);
    const total = this.#rows.length;
    if (output !== null) output.value = isFiltered ? `${shown} of ${total} proofs` : `${total} proofs`;
  }

  #wanted(): Wanted {
    const text = first(this.#form, 'input[type=search]', HTMLInputElement)?.value ?? '';
    const words = text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    return { words, verdicts: this.#ticked('verdict'), models: this.#ticked('model') };
  }

  #ticked(name: string): ReadonlySet<string> | null {
    const boxes = all(this.#form, `input[name=${name}]`, HTMLInputElement);
    return boxes.length === 0
      ? null
      : new Set(boxes.filter(({ checked }) => checked).map(({ value }) => value));
  }
}

function mentions(text: string, { words }: Wanted): boolean {
  return words.every((word) => text.includes(word));
}

function isTicked({ dataset }: HTMLElement, { verdicts, models }: Wanted): boolean {
  return (
    (verdicts === null || verdicts.has(dataset['verdict'] ?? '')) &&
    (models === null || models.has(dataset['model'] ?? ''))
  );
}
