import type { Bool, Word } from '../../domain/word.ts';
import type { Words } from './words.ts';

type Size = 32 | 64;

/** What an instruction compares; `undefined` where it is no comparison. */
export function comparison<W extends Size>(
  operation: string,
  words: Words<W>,
  a: Word<W>,
  b: Word<W>,
): Bool | undefined {
  switch (operation) {
    case 'eq':
      return a.eq(b);
    case 'ne':
      return a.ne(b);
    case 'lt_u':
      return a.lt(b);
    case 'le_u':
      return a.le(b);
    case 'gt_u':
      return b.lt(a);
    case 'ge_u':
      return b.le(a);
    case 'lt_s':
      return words.ltS(a, b);
    case 'le_s':
      return words.leS(a, b);
    case 'gt_s':
      return words.ltS(b, a);
    case 'ge_s':
      return words.leS(b, a);
    default:
      return undefined;
  }
}

/** What an instruction computes of two words; `undefined` of those that are not done so. */
export function arithmetic<W extends Size>(
  operation: string,
  words: Words<W>,
  a: Word<W>,
  b: Word<W>,
): Word<W> | undefined {
  switch (operation) {
    case 'add':
      return a.add(b);
    case 'sub':
      return a.sub(b);
    case 'and':
      return a.and(b);
    case 'or':
      return a.or(b);
    case 'xor':
      return a.xor(b);
    case 'div_u':
      return words.divU(a, b);
    case 'rem_u':
      return words.remU(a, b);
    case 'div_s':
      return words.divS(a, b);
    case 'rem_s':
      return words.remS(a, b);
    case 'shl':
      return words.shifts.shl(a, b);
    case 'shr_u':
      return words.shifts.shrU(a, b);
    case 'shr_s':
      return words.shifts.shrS(a, b);
    case 'rotl':
      return words.shifts.rotl(a, b);
    case 'rotr':
      return words.shifts.rotr(a, b);
    default:
      return undefined;
  }
}
