import { all, first } from './elements.ts';

/** What the reader wants to see. */
export interface Wanted {
  /** Words, in small letters, all of which a proof has to mention. */
  readonly words: readonly string[];
  /** Verdicts and models that are ticked; `null` where the page offers no choice. */
  readonly verdicts: ReadonlySet<string> | null;
  readonly models: ReadonlySet<string> | null;
}

interface Row {
  readonly article: HTMLElement;
  readonly text: string;
  readonly results: readonly HTMLElement[];
  /** Its row in the matrix. */
  readonly line: HTMLElement | null;
}

/** Shows the form of search and filters, and only those proofs that it asks for. */
export class Filters {
  readonly #form: HTMLFormElement;
  readonly #rows: readonly Row[];

  constructor(form: HTMLFormElement, page: ParentNode) {
    this.#form = form;
    const lines = new Map(all(page, 'tr[data-proof]', HTMLElement).map((tr) => [tr.dataset['proof'], tr]));
    this.#rows = all(page, 'article.proof', HTMLElement).map((article) => ({
      ...{ article, text: article.dataset['search'] ?? '', line: lines.get(article.id) ?? null },
      results: all(article, 'details.result', HTMLElement),
    }));
    form.hidden = false;
    form.addEventListener('input', () => this.#apply());
    form.addEventListener('submit', (event) => event.preventDefault());
    // A browser may have kept what was chosen before the page was loaded again.
    this.#apply();
  }

  /** Puts the cursor into the search field. */
  focus(): void {
    first(this.#form, 'input[type=search]', HTMLInputElement)?.focus();
  }

  /** Shows everything again, where an element that is to be seen is filtered out. */
  reveal(element: Element): void {
    if (element.closest('[hidden]') === null) return;
    this.#form.reset();
    this.#apply();
  }

  #apply(): void {
    const wanted = this.#wanted();
    let shown = 0;
    let total = 0;
    for (const { article, text, results, line } of this.#rows) {
      const isFound = wanted.words.every((word) => text.includes(word));
      const visible = results.filter((result) => {
        const isShown = isFound && isChosen(result, wanted);
        result.hidden = !isShown;
        return isShown;
      });
      total += results.length;
      shown += visible.length;
      article.hidden = visible.length === 0;
      if (line !== null) line.hidden = visible.length === 0;
    }
    const output = first(this.#form, 'output', HTMLOutputElement);
    if (output !== null) output.value = shown === total ? `all ${total} shown` : `${shown} of ${total} shown`;
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

function isChosen({ dataset }: HTMLElement, { verdicts, models }: Wanted): boolean {
  return (
    (verdicts === null || verdicts.has(dataset['verdict'] ?? '')) &&
    (models === null || models.has(dataset['model'] ?? ''))
  );
}
