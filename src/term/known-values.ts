import type { BoolTerm, IntTerm, Var } from './term.ts';
import type { Terms } from './terms.ts';

/** A function of which nothing is known but its value at some places, each a variable. */
export type KnownValues = readonly { readonly at: IntTerm; readonly value: Var }[];

/** Fewer values than this say no less in pairs. */
const FEWEST = 4;
/** So many ways of reading the places from their differences are tried. */
const MOST_READINGS = 8;

/** A condition `a = b ⇒ v = w`: the values, and a − b or b − a. */
interface Pair {
  readonly condition: BoolTerm;
  readonly values: readonly [Var, Var];
  readonly difference: IntTerm;
}

/** The pairs of each value with others. */
type Pairs = ReadonlyMap<Var, ReadonlyMap<Var, Pair>>;

/** By condition: what it says of two values; `null` where it is no such condition. */
const read = new WeakMap<BoolTerm, Pair | null>();

/**
 * Functions that some conditions speak of, and the conditions that are left. Where there is a condition for each two of several values,
 * that they are the same if their places are, then these conditions hold together if and only if some function has all of the values at
 * their places: solvers take one application for each value instead of one condition for each two. What it says of any two is compared
 * with the condition that is left out, as a term.
 */
export function knownValues(
  t: Terms,
  conditions: readonly BoolTerm[],
): { readonly functions: readonly KnownValues[]; readonly left: readonly BoolTerm[] } {
  const each = conditions.flatMap(conjuncts);
  const pairs = pairsIn(each);
  const functions: KnownValues[] = [];
  const said = new Set<BoolTerm>();
  const open = new Set([...pairs.keys()].sort((a, b) => degree(pairs, b) - degree(pairs, a) || a.id - b.id));
  for (const first of open) {
    const values = [first];
    for (const value of open) if (values.every((one) => pairs.get(one)?.has(value))) values.push(value);
    for (const value of values) open.delete(value);
    const found = values.length < FEWEST ? undefined : placed(t, pairs, values);
    if (found === undefined) continue;
    functions.push(found.values);
    for (const condition of found.conditions) said.add(condition);
  }
  return { functions, left: said.size === 0 ? conditions : each.filter((one) => !said.has(one)) };
}

function conjuncts(condition: BoolTerm): readonly BoolTerm[] {
  return condition.kind === 'and' ? condition.args.flatMap(conjuncts) : [condition];
}

function pairsIn(conditions: readonly BoolTerm[]): Pairs {
  const pairs = new Map<Var, Map<Var, Pair>>();
  for (const condition of conditions) {
    const pair = pairOf(condition);
    if (pair === null) continue;
    const [v, w] = pair.values;
    pairs.set(v, (pairs.get(v) ?? new Map<Var, Pair>()).set(w, pair));
    pairs.set(w, (pairs.get(w) ?? new Map<Var, Pair>()).set(v, pair));
  }
  return pairs;
}

function degree(pairs: Pairs, value: Var): number {
  return pairs.get(value)?.size ?? 0;
}

function pairOf(condition: BoolTerm): Pair | null {
  if (condition.kind !== 'or' || condition.args.length !== 2) return null;
  const known = read.get(condition);
  if (known !== undefined) return known;
  const negated = condition.args.find((arg) => arg.kind === 'not');
  const claim = condition.args.find((arg) => arg !== negated);
  const values = claim === undefined ? undefined : equalVars(claim);
  const premise = negated?.kind === 'not' ? negated.arg : undefined;
  const pair =
    values === undefined || premise?.kind !== 'eq' ? null : { condition, values, difference: premise.arg };
  read.set(condition, pair);
  return pair;
}

/** The variables that a condition says to be equal. */
function equalVars(condition: BoolTerm): readonly [Var, Var] | undefined {
  if (condition.kind !== 'eq' || condition.arg.kind !== 'sum') return undefined;
  const { constant, terms } = condition.arg;
  const [[c, v] = [], [d, w] = [], ...more] = terms;
  if (constant !== 0n || more.length > 0 || v?.kind !== 'var' || w?.kind !== 'var') return undefined;
  return c !== undefined && (c === 1n || c === -1n) && d === -c ? [v, w] : undefined;
}

/** The values with places such that the conditions about each two of them are what is said of a function; `undefined` if none is found. */
function placed(
  t: Terms,
  pairs: Pairs,
  values: readonly Var[],
): { readonly values: KnownValues; readonly conditions: readonly BoolTerm[] } | undefined {
  for (const [first, place] of readings(pairs, values)) {
    const all = values.map((value) => {
      const difference = value === first ? undefined : pairs.get(first)?.get(value)?.difference;
      return { at: difference === undefined ? place : without(t, place, difference), value };
    });
    const conditions = all.flatMap((one, i) =>
      all.slice(0, i).map((other) => t.implies(t.eq(one.at, other.at), t.eq(one.value, other.value))),
    );
    const isSaid = all.every((one, i) =>
      all.slice(0, i).every((other, j) => {
        return pairs.get(one.value)?.get(other.value)?.condition === conditions[(i * (i - 1)) / 2 + j];
      }),
    );
    if (isSaid) return { values: all, conditions };
  }
  return undefined;
}

/** Values with what their places may be: terms that all differences to it have, those first that most of them have but one other beside. */
function readings(pairs: Pairs, values: readonly Var[]): readonly (readonly [Var, IntTerm])[] {
  return values
    .flatMap((value) => {
      const differences = values.flatMap((other) => pairs.get(value)?.get(other)?.difference ?? []);
      const parts = differences.map((one) => new Map(partsOf(one).map(([c, part]) => [part, c])));
      const isCommon = (part: IntTerm): boolean =>
        parts.every((all) => [1n, -1n].includes(all.get(part) ?? 0n));
      const common = [...(parts[0]?.keys() ?? [])].filter(isCommon);
      const simple = parts.filter((all) => all.size === 2).length;
      return common.map((part) => ({ value, part, simple }));
    })
    .sort((a, b) => b.simple - a.simple)
    .slice(0, MOST_READINGS)
    .map(({ value, part }) => [value, part]);
}

/** What is left of a difference to a place: the other place. */
function without(t: Terms, place: IntTerm, difference: IntTerm): IntTerm {
  const isFirst = partsOf(difference).some(([c, part]) => part === place && c === 1n);
  return isFirst ? t.sub(place, difference) : t.add(place, difference);
}

function partsOf(term: IntTerm): readonly (readonly [bigint, IntTerm])[] {
  return term.kind === 'sum' ? term.terms : [[1n, term]];
}
