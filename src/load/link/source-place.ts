/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a text asks for a module, by the quotation mark before its name; `null` where it does not in so many words. */
export function placeOfImport(source: string, specifier: string): Place | null {
  const at = indexOfImport(source, specifier);
  return at === -1 ? null : placeAt(source, at);
}

/** Where a text asks for a name of a module; where that is not found, where it asks for the module. */
export function placeOfImportedName(source: string, specifier: string, name: string): Place | null {
  const end = indexOfImport(source, specifier);
  if (end === -1) return null;
  const start = Math.max(0, ...['import', 'export'].map((word) => source.lastIndexOf(word, end)));
  const found = wordOf(name).exec(source.slice(start, end));
  return placeAt(source, found === null ? end : start + found.index);
}

function indexOfImport(source: string, specifier: string): number {
  const quoted = new RegExp(`(?:from|import|require\\s*\\()\\s*(['"])${escaped(specifier)}\\1`).exec(source);
  return quoted === null ? -1 : quoted.index + quoted[0].length - specifier.length - 2;
}

function wordOf(name: string): RegExp {
  return new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function placeAt(text: string, index: number): Place {
  const before = text.slice(0, index);
  const line = before.split('\n').length;
  return { line, column: index - before.lastIndexOf('\n') };
}
