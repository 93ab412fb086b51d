import type { JsonValue } from '../proof/counterexample.ts';
import { UNSHOWN } from '../context/plain.ts';

/** A value of a story in few characters: `{"ok": null}` is "ok", `{"err": "X", …}` is "error X". */
export function short(value: JsonValue): string {
  if (value === null) return 'nothing';
  if (value === UNSHOWN) return 'an object';
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(short).join(', ')}]`;
  if ('ok' in value) {
    const inside = value['ok'] ?? null;
    return inside === null || inside === UNSHOWN ? 'ok' : `ok, ${short(inside)}`;
  }
  if ('err' in value) return errorText(value);
  return Object.entries(value)
    .map(([name, member]) => `${name}=${within(member)}`)
    .join(' ');
}

/** A value inside another one: where it ends has to be seen. */
function within(value: JsonValue): string {
  if (value === null || typeof value !== 'object' || isList(value)) return short(value);
  const { kind, ...rest } = value;
  return typeof kind === 'string' && Object.keys(rest).length === 0 ? kind : `(${short(value)})`;
}

function errorText({ err, cause, ...rest }: Readonly<Record<string, JsonValue>>): string {
  const details = Object.entries(rest).map(([name, member]) => `${name} ${short(member)}`);
  const why = cause === undefined ? details : [short(cause), ...details];
  return `error ${short(err ?? null)}${why.length === 0 ? '' : ` (${why.join(', ')})`}`;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** "a queue", "an iterator". */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** Lines of at most `width` columns; what follows the first is indented. */
export function wrapped(text: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const prefix = lines.length === 0 ? '' : indent;
    if (line === '') line = prefix + word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line];
}

/** Columns as wide as their widest cell, two blanks between them. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, i) =>
    Math.max(0, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Text in ASCII: typographic signs as they are typed, and "?" for what has no such form. */
export function ascii(text: string): string {
  return text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u2026/g, '...')
    .replace(/[^\n -~]/g, '?');
}

/** What a line of code calls a function of this name with; the line itself where it does not, or not on one line. */
export function argumentIn(line: string, name: string): string {
  const start = line.indexOf(`${name}(`);
  if (start === -1) return line;
  const first = start + name.length + 1;
  let depth = 1;
  for (let i = first; i < line.length; i++) {
    if (line[i] === '(') depth += 1;
    if (line[i] === ')') depth -= 1;
    if (depth === 0) return line.slice(first, i);
  }
  return line.slice(first) || line;
}
