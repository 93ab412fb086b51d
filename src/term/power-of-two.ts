import { isPowerOfTwo } from './range.ts';
import type { IntTerm } from './term.ts';

/** Whether every value of a term is a power of two. */
export function isPowerOfTwoTerm(term: IntTerm): boolean {
  return (term.kind === 'var' && term.powerOfTwo) || (term.kind === 'const' && isPowerOfTwo(term.value));
}
