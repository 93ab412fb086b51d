/**
 * Characters that a terminal, a log or an editor obeys instead of showing: control characters but for tab and line feed, line
 * separators, marks of the direction of text, invisible characters, and halves of pairs.
 */
const OBEYED =
  // eslint-disable-next-line no-control-regex -- those are the characters that it is about
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** Text in which such characters are written as escapes: `\u001b`. Line breaks and tabs stay. */
export function visibleCharacters(text: string): string {
  return text.replace(OBEYED, escapeOf);
}

/** What CI services take for a command where it begins a line, and what they take for one anywhere. */
const COMMANDS = /(?<=^|\s)::(?=[a-z])|##(?=[a-z]*\[)/gim;

/** The same, and what CI services would take for a command in a log is broken: `\u003a:error::`, `#\u0023[group]`. */
export function visible(text: string): string {
  return visibleCharacters(text).replace(COMMANDS, ([first = '', second = '']) =>
    first === ':' ? escapeOf(first) + second : first + escapeOf(second),
  );
}

/** The same on one line: line breaks and tabs are escapes, too. */
export function visibleLine(text: string): string {
  return visible(text.replace(/[\n\t]/g, escapeOf));
}

/** A value with all texts in it, names of members included, as `visible` makes them. */
export function visibleWithin<T>(value: T): T;
export function visibleWithin(value: unknown): unknown {
  if (typeof value === 'string') return visible(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((member: unknown) => visibleWithin(member));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [visible(name), visibleWithin(member)]),
  );
}

/** Text in which a replacement stands for each half of a pair: what can be written in UTF-8 and in addresses. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
}
