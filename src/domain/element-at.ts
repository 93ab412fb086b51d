import type { CarrierDomain } from './carrier-domain.ts';
import { CarrierWord } from './carrier-word.ts';
import { misplaced } from './misuse.ts';
import type { Width } from './width.ts';
import type { Word } from './word.ts';

/** `Domain.at`: traps beyond the end of the list. */
export function elementAt<V, B, T>(domain: CarrierDomain<V, B>, list: readonly T[], index: Word<Width>): T {
  if (!(index instanceof CarrierWord)) throw misplaced('a word', index);
  // What no index of this width reaches can be left out, and has no constant of this width.
  const reachable = list.slice(0, 2 ** index.width);
  if (reachable.length < 2 ** index.width) domain.trapIf('index out of bounds', index.ge(reachable.length));
  const last = reachable.length - 1;
  const merged = mergedWord(domain, reachable, index);
  if (merged !== undefined) return merged;
  // The last one needs no question: the index is below the length.
  const at = reachable.findIndex((_, i) => i === last || domain.decide(index.eq(i)));
  // The list is not empty, since every index would have trapped, so there is an element.
  return reachable[at] as T;
}

/** One word for all elements, if they are words of one width of this domain. */
function mergedWord<V, B, T>(
  domain: CarrierDomain<V, B>,
  list: readonly T[],
  index: Word<Width>,
): T | undefined {
  const width = widthOf(list[0]);
  if (width === null || !list.every((element) => widthOf(element) === width)) return undefined;
  return list.reduceRight((rest, element, i) => {
    // Both are words of one width, as just seen, and so is what is chosen of them.
    const [a, b] = [element, rest] as unknown as [Word<Width>, Word<Width>];
    return domain.select(index.eq(i), a, b) as unknown as T;
  });
}

function widthOf(element: unknown): Width | null {
  // Whatever its width is a type's, it is one of the four.
  return element instanceof CarrierWord ? (element.width as Width) : null;
}
