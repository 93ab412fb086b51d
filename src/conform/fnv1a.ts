import { valueOf } from '../domain/concrete.ts';
import type { Width } from '../domain/width.ts';
import type { Word } from '../domain/word.ts';

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** The 32-bit FNV-1a hash over the bytes of concrete words, each lowest byte first: what recordings hold of long lists. */
export class Fnv1a32 {
  #hash = OFFSET_BASIS;

  add(word: Word<Width>): void {
    const value = valueOf(word);
    for (let bit = 0; bit < word.width; bit += 32) {
      const bits = Math.min(word.width - bit, 32);
      this.#addBits(Number(word.width === bits ? value : BigInt.asUintN(bits, value >> BigInt(bit))), bits);
    }
  }

  /** The hash so far: "0x" and eight digits. */
  toString(): string {
    return `0x${(this.#hash >>> 0).toString(16).padStart(8, '0')}`;
  }

  #addBits(value: number, bits: number): void {
    for (let bit = 0; bit < bits; bit += 8) {
      this.#hash = Math.imul(this.#hash ^ ((value >>> bit) & 0xff), PRIME);
    }
  }
}
