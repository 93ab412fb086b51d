import { endsOf } from '../term/range.ts';
import type { BoolTerm, IntTerm, MemoryTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import type { Content, Place, TableCarrier } from './table-carrier.ts';

/** Bytes as a term: those that a table begins with, and the writes made to them. */
class ContentTerm implements Content {
  readonly isTableContent = true;
  readonly term: MemoryTerm;

  constructor(term: MemoryTerm) {
    this.term = term;
  }
}

/** One content for each term: the same bytes are then the same object. */
const contents = new WeakMap<MemoryTerm, ContentTerm>();

/** The names of what stands for an arbitrary entry, by what is compared: what is compared twice is compared at one entry. */
const compared = new WeakMap<Terms['true'], Map<string, string>>();

export function symbolicTables(t: Terms): TableCarrier<IntTerm, BoolTerm> {
  const at = ({ index, stride, offset }: Place<IntTerm>): IntTerm =>
    t.offset(t.scale(BigInt(stride), index), BigInt(offset));
  return {
    filled: (byte) => contentOfTerm(t.filled(byte)),
    load: (content, place, bytes) => t.load(termOf(content), at(place), bytes),
    store: (content, place, value, bytes) => contentOfTerm(t.store(termOf(content), at(place), value, bytes)),
    fill: (content, first, length, stride, byte) => {
      const bytes = (entries: IntTerm): IntTerm => t.scale(BigInt(stride), entries);
      return contentOfTerm(t.overlay(termOf(content), bytes(first), bytes(length), t.filled(byte), t.zero));
    },
    isSame: (a, b, length, stride) => {
      const [left, right] = [termOf(a), termOf(b)];
      if (left === right) return t.true;
      // An entry of its own for each comparison: two of them may fail, each at another one.
      const name = nameOf(t, `${left.id} ${right.id} ${length.id} ${stride}`);
      const index = t.var(name, 0n, endsOf(length).hi);
      const start = t.scale(BigInt(stride), index);
      return t.or(t.le(length, index), t.eq(t.load(left, start, stride), t.load(right, start, stride)));
    },
  };
}

/** The content that a table begins with. */
export function initialContent(t: Terms, name: string): Content {
  return contentOfTerm(t.memory(name));
}

function contentOfTerm(term: MemoryTerm): Content {
  const content = contents.get(term) ?? new ContentTerm(term);
  contents.set(term, content);
  return content;
}

function termOf(content: Content): MemoryTerm {
  if (content instanceof ContentTerm) return content.term;
  throw new TypeError('a table of another domain');
}

/** With spaces, so that it is no input's: nothing may be known of it. */
function nameOf(t: Terms, key: string): string {
  const names = compared.get(t.true) ?? new Map<string, string>();
  compared.set(t.true, names);
  const name = names.get(key) ?? `entry ${names.size + 1} that is compared`;
  names.set(key, name);
  return name;
}
