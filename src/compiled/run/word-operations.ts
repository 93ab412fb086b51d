import { concreteDomain, valueOf } from '../../domain/concrete.ts';
import type { Domain } from '../../domain/domain.ts';
import { constantOf } from '../../domain/word-facts.ts';
import type { Word } from '../../domain/word.ts';
import { arithmetic, comparison } from './arithmetic.ts';
import type { Faults } from './faults.ts';
import type { Num, Value } from './value.ts';
import { Words } from './words.ts';

type Size = 32 | 64;

/** Instructions without immediates on words of one width, by their names. Throws a `CompiledError` for those that are not done. */
export class WordOperations<W extends Size> {
  readonly words: Words<W>;
  readonly #faults: Faults;

  constructor(domain: Domain, faults: Faults, width: W) {
    this.words = new Words(domain, width);
    this.#faults = faults;
  }

  unary(operation: string, a: Word<W>): Num {
    return num(
      this.#settled(this.#unary(operation, this.words, a), a, a, (known) =>
        this.#unary(operation, known, known.constant(constantOf(a) ?? 0n)),
      ),
    );
  }

  binary(operation: string, a: Word<W>, b: Word<W>): Value {
    const compared = comparison(operation, this.words, a, b);
    if (compared !== undefined) return compared;
    if (operation === 'mul') {
      const product = this.words.mul(a, b);
      if (product !== undefined) return num(product);
      throw this.#faults.unsupported(
        'multiplies two values of which neither is a constant',
        'Multiply by a constant, shift, or give one of them a small range.',
      );
    }
    const result = arithmetic(operation, this.words, a, b);
    if (result === undefined) throw this.#faults.unsupported(`executes ${operation}`);
    return num(
      this.#settled(result, a, b, (known) => {
        const [x, y] = [a, b].map((word) => known.constant(constantOf(word) ?? 0n));
        return x && y && arithmetic(operation, known, x, y);
      }),
    );
  }

  #unary(operation: string, words: Words<W>, a: Word<W>): Word<W> {
    switch (operation) {
      case 'clz':
        return words.counts.clz(a);
      case 'ctz':
        return words.counts.ctz(a);
      case 'popcnt':
        return words.counts.popcnt(a);
      case 'extend8_s':
        return words.extend(a, 8);
      case 'extend16_s':
        return words.extend(a, 16);
      case 'extend32_s':
        return words.extend(a, 32);
      default:
        throw this.#faults.unsupported(`executes ${operation}`);
    }
  }

  /** What is computed of constants is one, also where terms are not simplified: addresses are. */
  #settled(result: Word<W>, a: Word<W>, b: Word<W>, work: (known: Words<W>) => Word<W> | undefined): Word<W> {
    if (constantOf(result) !== undefined) return result;
    if (constantOf(a) === undefined || constantOf(b) === undefined) return result;
    const settled = work(new Words(concreteDomain, result.width));
    return settled === undefined ? result : this.words.constant(valueOf(settled));
  }
}

function num(word: Word<Size>): Num {
  // Widths on the stack are 32 and 64.
  return word as unknown as Num;
}
