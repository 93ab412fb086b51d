import { concreteDomain } from '../domain/concrete.ts';
import type { Domain } from '../domain/domain.ts';
import type { Bool } from '../domain/word.ts';
import type { WordRange } from './context.ts';
import { isRange, narrowed, viewedAs } from './given.ts';
import type { Part } from './part.ts';
import {
  isBool,
  isSameValue,
  isTable,
  isWord,
  leastValue,
  type StateField,
  type StateRecord,
  type StateValue,
} from './state-schema.ts';

/** Names of the fields of two parts, as they are shown: the view's, and those that only a model knows. */
export interface CommonFields {
  /** Fields of both, which hold the same kind of value. */
  readonly both: readonly string[];
  /** Of these, the ones that some view does not have: only their name says that they are the same. */
  readonly byName: readonly string[];
  /** Fields of one alone, and those that hold another kind of value in each. */
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/** What is shown of a state: the view of it, and what only the model knows. */
export function shownState(
  part: Part<unknown, unknown>,
  record: StateRecord,
  domain: Domain,
): Readonly<Record<string, unknown>> {
  const aliases = viewedAs(part);
  const own = Object.entries(record).filter(([name]) => (aliases.get(name) ?? []).length === 0);
  return { ...Object.fromEntries(own), ...Object.assign({}, part.view(record, domain)) };
}

/** The values of a state that are shown and are values of the domain. */
export function shownValues(
  part: Part<unknown, unknown>,
  record: StateRecord,
  domain: Domain,
): ReadonlyMap<string, StateValue> {
  return new Map(
    Object.entries(shownState(part, record, domain)).flatMap(([name, value]) =>
      isWord(value) || isBool(value) || isTable(value) ? [[name, value] as const] : [],
    ),
  );
}

/** Which fields two parts have in common: those of one name that hold the same kind of value. */
export function commonFields(first: Part<unknown, unknown>, second: Part<unknown, unknown>): CommonFields {
  const [a, b] = [first, second].map((part) => shownValues(part, leastState(part), concreteDomain));
  const isCommon = (name: string): boolean => isSameKind(a?.get(name), b?.get(name));
  const names = (of: typeof a): readonly string[] => [...(of?.keys() ?? [])];
  const both = names(a).filter(isCommon);
  const viewed = [first, second].map((part) => viewNames(part));
  return {
    both,
    byName: both.filter((name) => !viewed.every((of) => of.includes(name))),
    first: names(a).filter((name) => !isCommon(name)),
    second: names(b).filter((name) => !isCommon(name)),
  };
}

/** Whether two parts declare fields of the same names, and with the same values to have. */
export function haveSameFields(
  { fields: a }: Part<unknown, unknown>,
  { fields: b }: Part<unknown, unknown>,
): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => isSameField(a[name], b[name]));
}

function isSameField(a: StateField | undefined, b: StateField | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const of = new Map(Object.entries(b));
  return (
    Object.entries(a).length === of.size && Object.entries(a).every(([key, value]) => of.get(key) === value)
  );
}

/** The values of a state that another part is to have, too: by field of its view, and by its own fields. */
export function valuesFor(
  part: Part<unknown, unknown>,
  like: Part<unknown, unknown>,
  record: StateRecord,
  domain: Domain,
): {
  readonly given: Readonly<Record<string, unknown>>;
  readonly own: ReadonlyMap<string, StateValue>;
} {
  const { both } = commonFields(like, part);
  const viewed = viewNames(part);
  const values = [...shownValues(like, record, domain)].filter(([name]) => both.includes(name));
  return {
    given: Object.fromEntries(values.filter(([name]) => viewed.includes(name))),
    own: new Map(values.filter(([name]) => !viewed.includes(name))),
  };
}

/** Whether two parts agree in every field that both have. */
export function areAlike(
  domain: Domain,
  a: ReadonlyMap<string, StateValue>,
  b: ReadonlyMap<string, StateValue>,
): Bool {
  const same = [...a].flatMap(([name, left]): Bool[] => {
    const right = b.get(name);
    return right === undefined || !isSameKind(left, right) ? [] : [isSameValue(domain, left, right)];
  });
  return domain.bool(true).and(...same);
}

/**
 * The values that fields of a part can have in a phase, by the name that the view gives them: as far as another part in its phase can
 * have any of them, too.
 */
export function rangesFor(
  [other, otherPhase]: readonly [Part<unknown, unknown>, string | null],
  [part, phase]: readonly [Part<unknown, unknown>, string | null],
): Readonly<Record<string, FieldRange>> {
  const theirs = rangesOf(other, otherPhase);
  return Object.fromEntries(
    Object.entries(rangesOf(part, phase)).filter(([name, range]) => meet(theirs[name], range)),
  );
}

type FieldRange = WordRange & { readonly powerOfTwo?: true };

function meet(a: FieldRange | undefined, b: FieldRange): boolean {
  if (a === undefined) return true;
  const whole = {
    kind: 'word',
    width: 64,
    min: 0n,
    max: 2n ** 64n - 1n,
    multipleOf: 1n,
    powerOfTwo: false,
  } as const;
  const field = narrowed(whole, a);
  return field !== null && narrowed(field, b) !== null;
}

function rangesOf(part: Part<unknown, unknown>, phase: string | null): Readonly<Record<string, FieldRange>> {
  const narrowings = phase === null ? {} : (part.phases[phase]?.fields ?? {});
  const aliases = viewedAs(part);
  return Object.fromEntries(
    Object.entries(part.fields).flatMap(([name, field]) => {
      const range = rangeOf(field, narrowings[name]);
      return range === undefined ? [] : (aliases.get(name) ?? []).map((alias) => [alias, range] as const);
    }),
  );
}

function rangeOf(field: StateField, narrowing: unknown): FieldRange | undefined {
  if (field.kind !== 'word') return undefined;
  const { min, max, multipleOf, powerOfTwo } =
    (isRange(narrowing) ? narrowed(field, narrowing) : null) ?? field;
  return { min, max, multipleOf, ...(powerOfTwo && { powerOfTwo }) };
}

function isSameKind(a: StateValue | undefined, b: StateValue | undefined): boolean {
  if (isWord(a) && isWord(b)) return a.width === b.width;
  if (isTable(a) && isTable(b)) return a.width === b.width;
  return isBool(a) && isBool(b);
}

function viewNames(part: Part<unknown, unknown>): readonly string[] {
  return Object.keys(Object.assign({}, part.view(leastState(part), concreteDomain)));
}

/** Some state, to see which fields there are. */
function leastState({ fields }: Part<unknown, unknown>): StateRecord {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, leastValue(concreteDomain, field)]),
  );
}
