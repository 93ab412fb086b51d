import { constantOf, truthIn } from '../../domain/word-facts.ts';
import type { Bool, Word } from '../../domain/word.ts';
import { HostPointer, isBool, isWord, type Value } from './value.ts';

/** Two numbers that were compared, and how. */
interface Compared {
  readonly relation: Relation;
  readonly left: string;
  readonly right: string;
}

type Relation = '=' | '!=' | '<' | '<=' | '>' | '>=';

const RELATIONS: Readonly<Record<string, Relation>> = {
  ...{ eq: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' },
};

const OPPOSITE: Readonly<Record<Relation, Relation>> = {
  ...{ '=': '!=', '!=': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>' },
};

/** Remembers, in a run on numbers, what each condition compares, so that a decision can be told with its values. */
export class Comparisons {
  readonly #made = new WeakMap<Bool, Compared>();

  /** What an instruction made of two values. */
  note(result: Value, operation: string, a: Value, b: Value): void {
    const [name = '', sign] = operation.split('_');
    if (!isBool(result)) return;
    const known = this.#known(a);
    const isKept = known !== undefined ? keeps(operation, b) : undefined;
    // A condition that is compared again, or masked, is the one that it was, or its opposite.
    if (known !== undefined && isKept !== undefined) {
      this.#made.set(result, isKept ? known : opposite(known));
      return;
    }
    const relation = RELATIONS[name];
    if (relation === undefined) return;
    const [left, right] = [a, b].map((value) => inWords(value, sign === 's', sign === undefined));
    if (left !== undefined && right !== undefined) this.#made.set(result, { relation, left, right });
  }

  /** The same of one that asks whether a value is 0. */
  noteZero(result: Value, a: Value): void {
    if (!isBool(result)) return;
    const compared = this.#known(a) ?? notZero(a);
    if (compared !== undefined) this.#made.set(result, opposite(compared));
  }

  /** What holds where a value is decided to be true, or not: "1 >= 1". Empty where that is not known. */
  words(value: Value, isTrue: boolean): string {
    const compared = this.#known(value) ?? notZero(value);
    if (compared === undefined) return '';
    const { relation, left: first, right } = isTrue ? compared : opposite(compared);
    return `${first} ${relation} ${right}`;
  }

  #known(value: Value): Compared | undefined {
    return isBool(value) ? this.#made.get(value) : undefined;
  }
}

function notZero(value: Value): Compared | undefined {
  const left = inWords(value, false, true);
  return left === undefined ? undefined : { relation: '!=', left, right: '0' };
}

function opposite({ relation, left, right }: Compared): Compared {
  return { relation: OPPOSITE[relation], left, right };
}

/** Whether a condition stays what it is where something is done to it, or becomes its opposite; `undefined` where neither is so. */
function keeps(operation: string, other: Value): boolean | undefined {
  const number = isWord(other) ? constantOf(other as Word<32 | 64>) : undefined;
  if (number === 0n) return { ne: true, or: true, xor: true, eq: false }[operation];
  return number === 1n ? { eq: true, and: true, xor: false, ne: false }[operation] : undefined;
}

/** `mayHaveSign`: of 32 bits, the upper half of the numbers is more likely that of negative ones, such as codes of errors. */
function inWords(value: Value, isSigned: boolean, mayHaveSign: boolean): string | undefined {
  if (value instanceof HostPointer) return 'a host pointer';
  if (isBool(value)) return truthIn(value) === true ? '1' : '0';
  const word = isWord(value) ? (value as Word<32 | 64>) : undefined;
  const number = word && constantOf(word);
  if (word === undefined || number === undefined) return undefined;
  if (isSigned || (mayHaveSign && word.width === 32)) return String(BigInt.asIntN(word.width, number));
  return word.width === 64 && number > 9n ? `0x${number.toString(16)}` : String(number);
}
