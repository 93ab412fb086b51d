import { floorMod, pow2 } from './range.ts';
import type { IntTerm } from './term.ts';

/**
 * Values that a term can have, ascending: all of them, and maybe more; `null` where these are more than `limit`. They hold for
 * every assignment, not only under a path condition.
 */
export function possibleValues(term: IntTerm, limit: number): readonly bigint[] | null {
  const found = ofKind(term, limit);
  const all = found === null ? ofRange(term, limit) : [...new Set(found)].sort(ascending);
  return all === null || all.length > limit ? null : all;
}

function ofKind(term: IntTerm, limit: number): readonly bigint[] | null {
  switch (term.kind) {
    case 'const':
      return [term.value];
    case 'ite':
      return joined(possibleValues(term.whenTrue, limit), possibleValues(term.whenFalse, limit));
    case 'wrap':
      return possibleValues(term.arg, limit)?.map((value) => floorMod(value, pow2(term.bits))) ?? null;
    case 'sum': {
      // Each on its own: of parts that hang together these are more than there are.
      let totals: readonly bigint[] = [term.constant];
      for (const [factor, part] of term.terms) {
        const values = possibleValues(part, limit);
        if (values === null) return null;
        totals = [...new Set(totals.flatMap((total) => values.map((value) => total + factor * value)))];
        if (totals.length > limit) return null;
      }
      return totals;
    }
    case 'var':
      return term.powerOfTwo ? powersIn(term) : null;
    default:
      return null;
  }
}

function powersIn({ range: { lo, hi } }: IntTerm): readonly bigint[] | null {
  if (typeof lo !== 'bigint' || typeof hi !== 'bigint' || lo < 1n) return null;
  const powers: bigint[] = [];
  for (let power = lo; power <= hi; power *= 2n) powers.push(power);
  return powers;
}

/** Every value within the ends that the known zero bits allow. */
function ofRange({ range: { lo, hi }, align }: IntTerm, limit: number): readonly bigint[] | null {
  if (typeof lo !== 'bigint' || typeof hi !== 'bigint') return null;
  const step = pow2(Math.min(align, 64));
  const first = lo + floorMod(-lo, step);
  if ((hi - first) / step >= BigInt(limit)) return null;
  const values: bigint[] = [];
  for (let value = first; value <= hi; value += step) values.push(value);
  return values;
}

function joined(a: readonly bigint[] | null, b: readonly bigint[] | null): readonly bigint[] | null {
  return a === null || b === null ? null : [...a, ...b];
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
