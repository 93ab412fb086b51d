import { concreteDomain, entriesOf, truthOf, valueOf } from '../domain/concrete.ts';
import type { Width } from '../domain/width.ts';
import type { Table } from '../domain/table.ts';
import type { Word } from '../domain/word.ts';
import type { GhostValue } from '../proof/ghost-value.ts';
import { snakeCase } from '../proof/snake-case.ts';
import { isBool, isTable, isWord } from '../proof/state-schema.ts';
import type { JsonValue } from '../proof/counterexample.ts';

/** A number as counterexamples show addresses. */
export function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}

/** A 64-bit word as "0x…", a narrower one as a number. */
export function plainWord(word: Word<Width>): string | number {
  return word.width === 64 ? hex(valueOf(word)) : Number(valueOf(word));
}

/** The most entries of a table that are shown. */
const MOST_ENTRIES = 16;

/** A table of which no entry is to be shown. */
export const ALL_ZERO = 'all 0';

/** What stands for the entries of a table that are not shown. */
export const MORE_ENTRIES = '[..]';

/** The entries of a table that are not 0, by their indices; the first of them where there are many. */
function plainTable(table: Table<Width>): JsonValue {
  const entries = entriesOf(table, MOST_ENTRIES + 1);
  if (entries.length === 0) return ALL_ZERO;
  const shown = entries.slice(0, MOST_ENTRIES);
  return {
    ...Object.fromEntries(
      shown.map(([index, value]) => [`[${index}]`, table.width === 64 ? hex(value) : Number(value)]),
    ),
    ...(entries.length > shown.length && { [MORE_ENTRIES]: 'more' }),
  };
}

/** A value of the concrete domain, or a structure of such, as JSON; what is neither, such as a memory, is left out. */
export function plain(value: unknown): JsonValue | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return hex(value);
  if (typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return value.map(shown);
  if (isWord(value)) return plainWord(value);
  if (isBool(value)) return truthOf(value);
  if (isTable(value)) return plainTable(value);
  return isOpaque(value) ? undefined : plainFields(value);
}

/** A structure of values as JSON, its names as recordings have them. */
export function plainFields(record: object): Readonly<Record<string, JsonValue>> {
  const fields = Object.entries(record).flatMap(([name, value]: [string, unknown]) => {
    const shown = plain(value);
    return shown === undefined ? [] : [[snakeCase(name), shown] as const];
  });
  return Object.fromEntries(fields);
}

/** A value that a proof follows; an integer as a number. */
export function plainGhost(value: GhostValue): JsonValue {
  return 'plus' in value ? Number(concreteDomain.unwrapInteger(value)) : (plain(value) ?? null);
}

/** What is shown of an object that is no value. */
export const UNSHOWN = '(not shown)';

/** An outcome as recordings have it: `{"ok": value}` or `{"err": kind, ...}`; any other value as it is. */
export function plainResult(value: unknown): JsonValue {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return shown(value);
  if (value.ok === true) return { ok: shown('value' in value ? value.value : null) };
  const error: unknown = 'error' in value ? value.error : null;
  if (typeof error !== 'object' || error === null || !('kind' in error)) return { err: shown(error) };
  const { kind, cause, ...rest } = { cause: undefined, ...error };
  return { err: shown(kind), ...causeOf(cause), ...plainFields(rest) };
}

function shown(value: unknown): JsonValue {
  const known = plain(value);
  if (known !== undefined) return known;
  if (typeof value !== 'object' || value === null) return UNSHOWN;
  // Of an object with methods, the plain values that it holds.
  const fields = Object.entries(value).filter(([, member]) => isValue(member));
  return fields.length === 0 ? UNSHOWN : plainFields(Object.fromEntries(fields));
}

function isValue(member: unknown): boolean {
  return typeof member === 'object' && member !== null && (isWord(member) || isBool(member));
}

function causeOf(cause: unknown): Readonly<Record<string, JsonValue>> {
  if (typeof cause !== 'object' || cause === null || !('kind' in cause)) return {};
  const { kind, ...rest } = cause;
  return { cause: shown(kind), ...plainFields(rest) };
}

/** An object with methods, to be watched and not shown. */
export function isOpaque(value: object): boolean {
  if (isWord(value) || isBool(value) || isTable(value) || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return true;
  return Object.values(value).some((member) => typeof member === 'function');
}
