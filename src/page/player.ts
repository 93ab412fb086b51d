import { byteText, cellText } from '../story/drawing/cell-text.ts';
import { Film, type FilmData } from '../story/drawing/film.ts';
import { all, first } from './elements.ts';

/** Shows the film of a counterexample: winds it, and draws what stands where at a step. */
export class Player {
  readonly #film: Film;
  readonly #root: HTMLElement;
  readonly #steps: readonly HTMLButtonElement[];
  readonly #range: HTMLInputElement | null;
  readonly #now: HTMLOutputElement | null;

  constructor(root: HTMLElement, data: FilmData) {
    this.#film = new Film(data);
    this.#root = root;
    this.#range = first(root, 'input[type=range]', HTMLInputElement);
    this.#now = first(root, 'output.now', HTMLOutputElement);
    this.#steps = all(root, 'ol.steps span.step', HTMLElement).map((span, i) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = span.className;
      button.textContent = span.textContent;
      button.addEventListener('click', () => this.windTo(i + 1));
      span.replaceWith(button);
      return button;
    });
    this.#range?.addEventListener('input', () => this.windTo(Number(this.#range?.value)));
    const controls = first(root, '.controls', HTMLElement);
    for (const button of all(root, 'button[data-go]', HTMLButtonElement)) {
      button.addEventListener('click', () => this.windTo(this.#targetOf(button.dataset['go'])));
    }
    root.addEventListener('keydown', (event) => this.#onKey(event));
    if (controls !== null) controls.hidden = false;
    // As the page was written: at the step that breaks the assertion.
    this.windTo(this.#film.length);
  }

  /** Shows the state in which so many steps are behind. */
  windTo(at: number): void {
    this.#film.windTo(at);
    this.#draw();
  }

  #targetOf(go: string | undefined): number {
    const { at, length } = this.#film;
    switch (go) {
      case 'first':
        return 0;
      case 'previous':
        return at - 1;
      case 'next':
        return at + 1;
      default:
        return length;
    }
  }

  /** Keys that a range has, anywhere in the player; the range itself knows them. */
  #onKey(event: KeyboardEvent): void {
    if (event.target === this.#range || event.altKey || event.ctrlKey || event.metaKey) return;
    // A drawing that is too wide is scrolled with these keys.
    if (event.target instanceof Element && event.target.matches('.wide')) return;
    const go = KEYS[event.key];
    if (go === undefined) return;
    event.preventDefault();
    this.windTo(this.#targetOf(go));
  }

  #draw(): void {
    const { at, frame } = this.#film;
    this.#steps.forEach((step, i) => {
      if (i === at - 1) step.setAttribute('aria-current', 'step');
      else step.removeAttribute('aria-current');
      step.classList.toggle('behind', i < at);
    });
    keepInSight(this.#steps[at - 1]);
    const text = frame === undefined ? 'before the first step' : `step ${frame.number}: ${frame.text}`;
    if (this.#now !== null) this.#now.value = text;
    if (this.#range !== null) {
      this.#range.value = String(at);
      this.#range.setAttribute('aria-valuetext', text);
    }
    for (const button of all(this.#root, 'button[data-go]', HTMLButtonElement)) {
      // A disabled button would lose the keyboard focus.
      button.setAttribute(
        'aria-disabled',
        String(this.#targetOf(button.dataset['go']) === at || this.#isOut(button)),
      );
    }
    for (const cell of all(this.#root, 'g.cell', SVGElement)) this.#drawCell(cell);
    for (const pointer of all(this.#root, 'g.pointer', SVGElement)) this.#drawPointer(pointer);
    for (const table of all(this.#root, 'table.dump', HTMLTableElement)) this.#drawDump(table);
  }

  #isOut({ dataset }: HTMLElement): boolean {
    const target = this.#targetOf(dataset['go']);
    return target < 0 || target > this.#film.length;
  }

  #drawCell(cell: SVGElement): void {
    const { memory = '', address = '0', length = '0', hexadecimal } = cell.dataset;
    const [start, bytes] = [BigInt(address), Number(length)];
    const value = first(cell, 'text.value', SVGElement);
    const text = cellText(this.#film.word(memory, start, bytes), hexadecimal !== undefined);
    if (value !== null && value.textContent !== text) value.textContent = text;
    this.#mark(cell, memory, start, bytes);
  }

  #drawDump(table: HTMLTableElement): void {
    const { memory = '' } = table.dataset;
    for (const cell of all(table, 'td[data-byte]', HTMLTableCellElement)) {
      const address = BigInt(cell.dataset['byte'] ?? '0');
      const text = byteText(this.#film.byte(memory, address));
      if (cell.textContent !== text) cell.textContent = text;
      this.#mark(cell, memory, address, 1);
    }
  }

  /** Says of an element that shows bytes how the step touches them, and whether they have changed since the start. */
  #mark(element: HTMLElement | SVGElement, memory: string, start: bigint, bytes: number): void {
    const touch = this.#film.touch(memory, start, bytes);
    if (touch === null) delete element.dataset['touch'];
    else element.dataset['touch'] = touch;
    if (this.#film.isChanged(memory, start, bytes)) element.dataset['changed'] = '';
    else delete element.dataset['changed'];
  }

  #drawPointer(pointer: SVGElement): void {
    const { area, name, centres = '' } = pointer.dataset;
    const cursor = this.#film.cursors.find((one) => one.area === area && one.name === name);
    const pairs = centres.split(' ').map((pair) => pair.split(':'));
    const centre = pairs.find(([slot]) => cursor !== undefined && slot === String(cursor.slot))?.[1];
    pointer.setAttribute('visibility', centre === undefined ? 'hidden' : 'visible');
    if (cursor === undefined || centre === undefined) return;
    const moved = pointer.getAttribute('transform')?.replace(/\([^ ]*/, `(${centre}`);
    pointer.setAttribute('transform', moved ?? '');
    const text = first(pointer, 'text', SVGElement);
    if (text !== null) text.textContent = cursor.label;
  }
}

const KEYS: Readonly<Record<string, string>> = {
  ArrowLeft: 'previous',
  ArrowRight: 'next',
  Home: 'first',
  End: 'last',
};

/** Scrolls the list that a step stands in, and nothing around it, so far that the step is seen. */
function keepInSight(step: HTMLElement | undefined): void {
  const list = step?.closest('ol');
  if (step === undefined || !list) return;
  const [inner, outer] = [step.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top) list.scrollTop -= outer.top - inner.top;
  if (inner.bottom > outer.bottom) list.scrollTop += inner.bottom - outer.bottom;
}
