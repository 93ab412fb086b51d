import { addRanges, max, min, range, scaleRange } from './range.ts';
import type { BoolTerm, End, IntTerm, Range } from './term.ts';

/** A sum as its constant and its parts by their factors. */
type Parts = ReadonlyMap<IntTerm, bigint>;

/**
 * Values that a term has where it is chosen by a condition, as in the lesser of two numbers: what the condition says of the term
 * itself narrows its range. `holds`: whether it is chosen where the condition holds, or where it does not.
 */
export function chosenRange(condition: BoolTerm, chosen: IntTerm, holds: boolean): Range {
  if (chosen.kind === 'const') return chosen.range;
  if (condition.kind === 'not') return chosenRange(condition.arg, chosen, !holds);
  if (condition.kind === 'and' && holds)
    return condition.args.reduce((found, arg) => both(found, chosenRange(arg, chosen, true)), chosen.range);
  if (condition.kind !== 'le') return chosen.range;
  // arg ≤ 0 holds, or 1 − arg ≤ 0.
  const [sign, offset] = holds ? [1n, 0n] : [-1n, 1n];
  const found = [1n, -1n].map((factor) => {
    const rest = restOf(condition.arg, sign, chosen, factor);
    if (rest === null) return chosen.range;
    const least = addRanges(rest, range(offset, offset)).lo;
    // chosen + rest ≤ 0, or rest − chosen ≤ 0.
    return factor > 0n
      ? range(chosen.range.lo, min(chosen.range.hi, negated(least)))
      : range(max(chosen.range.lo, least), chosen.range.hi);
  });
  return found.reduce(both, chosen.range);
}

/** What both ranges allow; the first one where they have nothing in common: no state gets there. */
function both(a: Range, b: Range): Range {
  const [lo, hi] = [max(a.lo, b.lo), min(a.hi, b.hi)];
  return lo > hi ? a : range(lo, hi);
}

/** The range of sign·arg − factor·chosen, where the term is part of the argument with just this factor; else `null`. */
function restOf(arg: IntTerm, sign: bigint, chosen: IntTerm, factor: bigint): Range | null {
  const [whole, part] = [partsOf(arg), partsOf(chosen)];
  const rest = new Map(whole.parts);
  for (const [term, c] of part.parts) {
    if ((rest.get(term) ?? 0n) * sign !== c * factor) return null;
    rest.delete(term);
  }
  const constant = sign * whole.constant - factor * part.constant;
  return [...rest].reduce<Range>(
    (total, [term, c]) => addRanges(total, scaleRange(term.range, sign * c)),
    range(constant, constant),
  );
}

function partsOf(term: IntTerm): { readonly constant: bigint; readonly parts: Parts } {
  if (term.kind !== 'sum') return { constant: 0n, parts: new Map([[term, 1n]]) };
  return { constant: term.constant, parts: new Map(term.terms.map(([c, part]) => [part, c])) };
}

function negated(end: End): End {
  return typeof end === 'bigint' ? -end : -end;
}
