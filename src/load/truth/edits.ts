import { encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec';

/** A source map, version 3, of one text made from one other. */
export interface TextMap {
  readonly version: 3;
  readonly names: readonly string[];
  readonly sources: readonly string[];
  readonly mappings: string;
}

interface Edit {
  /** Offsets in the text: what lies between them is replaced. Equal for an insertion. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Insertions into a text, and replacements in it. What is inserted is mapped to what follows it in the text, so that an error thrown
 * there is shown where the wrapped expression begins.
 */
export class Edits {
  readonly #text: string;
  readonly #edits: Edit[] = [];
  readonly #marks: number[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Inserts a text that has no line break. At one offset, what is inserted later comes later. */
  insert(at: number, text: string): void {
    this.#edits.push({ start: at, end: at, text });
  }

  /** Replaces a part that has no line break. Parts must not overlap. */
  replace(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text });
  }

  /** Says that a place of its own begins at an offset: the map gets a segment there. */
  mark(at: number): void {
    this.#marks.push(at);
  }

  /** The edited text and the map from it to the first one. */
  finish(source: string): { readonly code: string; readonly map: TextMap } {
    const text = this.#text;
    const edits = this.#edits.sort((a, b) => a.start - b.start);
    const marks = Uint32Array.from(this.#marks).sort();
    const lines = new Lines(text);
    const parts: string[] = [];
    let [at, mark] = [0, 0];
    const copyTo = (end: number): void => {
      lines.copy(at, end, marks, mark);
      while (mark < marks.length && (marks[mark] ?? 0) < end) mark++;
      parts.push(text.slice(at, end));
      at = end;
    };
    for (const edit of edits) {
      if (edit.start > at) copyTo(edit.start);
      lines.insert(edit.start, edit.text.length, edit.end - edit.start);
      parts.push(edit.text);
      at = edit.end;
    }
    copyTo(text.length);
    const map = { version: 3, names: [], sources: [source], mappings: encode(lines.segments) } as const;
    return { code: parts.join(''), map };
  }
}

/** Segments of a map whose two texts have the same lines. */
class Lines {
  readonly segments: SourceMapSegment[][] = [[]];
  readonly #text: string;
  #line = 0;
  /** Where the line begins in the first text, and how much longer it has become by now. */
  #start = 0;
  #shift = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** A part that stays as it is. */
  copy(from: number, to: number, marks: Uint32Array, firstMark: number): void {
    this.#segment(from);
    let mark = firstMark;
    for (let at = from; at < to;) {
      const found = this.#text.indexOf('\n', at);
      const end = found < 0 || found >= to ? to : found + 1;
      for (; mark < marks.length; mark++) {
        const place = marks[mark] ?? 0;
        if (place >= end) break;
        if (place > from) this.#segment(place);
      }
      at = end;
      if (found < 0 || found >= to) break;
      this.#line++;
      this.#start = end;
      this.#shift = 0;
      this.segments.push([]);
      if (end < this.#text.length) this.#segment(end);
    }
  }

  /** A text that comes at an offset, in place of so many characters. */
  insert(at: number, length: number, removed: number): void {
    this.#segment(at);
    this.#shift += length - removed;
  }

  #segment(at: number): void {
    const column = at - this.#start;
    const line = this.segments[this.#line];
    const generated = column + this.#shift;
    if (line === undefined || line[line.length - 1]?.[0] === generated) return;
    line.push([generated, 0, this.#line, column]);
  }
}
