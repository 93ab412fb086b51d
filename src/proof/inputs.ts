import type { Width } from '../domain/width.ts';
import type { IntegerRange, WordRange } from './context.ts';

/** A declared word input. Bounds are inclusive, and multiples of `multipleOf`. */
export interface WordInput {
  readonly kind: 'word';
  readonly name: string;
  readonly width: Width;
  readonly min: bigint;
  readonly max: bigint;
  readonly multipleOf: bigint;
  readonly powerOfTwo: boolean;
  /** Left out: its ends have to be reached. `false`: a part's own field, probed once per model. */
  readonly isProbed?: boolean;
  /** Left out of the proof's own inputs. */
  readonly field?: FieldOf;
}

/** Of an input that is a field of a part's state: whether the interface knows it, or only the model. */
export type FieldOf = 'view' | 'own';

export interface BoolInput {
  readonly kind: 'bool';
  readonly name: string;
  /** As of words. */
  readonly isProbed?: boolean;
  readonly field?: FieldOf;
}

/** An integer without end: `null` where it has no least value, or no greatest. */
export interface IntegerInput {
  readonly kind: 'integer';
  readonly name: string;
  readonly min: bigint | null;
  readonly max: bigint | null;
}

export type Input = WordInput | BoolInput | IntegerInput;

const NAME = /^[A-Za-z_][\w.-]*$/;

/** Checks a declaration; throws a `RangeError` that names the input and what is wrong with it. */
export function wordInput(name: string, width: Width, range: WordRange = {}, powerOfTwo = false): WordInput {
  checkName(name);
  const greatest = (1n << BigInt(width)) - 1n;
  const multipleOf = BigInt(range.multipleOf ?? 1);
  if (multipleOf < 1n)
    throw new RangeError(`input '${name}': expected multipleOf to be at least 1, got ${multipleOf}`);
  const min = BigInt(range.min ?? 0);
  const max = BigInt(range.max ?? greatest - (greatest % multipleOf));
  if (min < 0n || max > greatest || min > max) {
    throw new RangeError(`input '${name}': ${min} to ${max} is not a range within 0 to ${greatest}`);
  }
  if (min % multipleOf !== 0n || max % multipleOf !== 0n) {
    throw new RangeError(
      `input '${name}': its ends ${min} and ${max} are not multiples of ${multipleOf}, so it never reaches them`,
    );
  }
  return { kind: 'word', name, width, min, max, multipleOf, powerOfTwo };
}

export function powerOfTwoInput(name: string, max: number): WordInput {
  if (!Number.isInteger(Math.log2(max)) || max < 1 || max > 32768) {
    throw new RangeError(
      `input '${name}': expected a greatest value that is a power of two from 1 to 32768, got ${max}`,
    );
  }
  return wordInput(name, 16, { min: 1, max }, true);
}

export function boolInput(name: string): BoolInput {
  checkName(name);
  return { kind: 'bool', name };
}

export function integerInput(name: string, range: IntegerRange = {}): IntegerInput {
  checkName(name);
  const [min, max] = [range.min, range.max].map((end) => (end === undefined ? null : BigInt(end)));
  const input: IntegerInput = { kind: 'integer', name, min: min ?? null, max: max ?? null };
  if (input.min !== null && input.max !== null && input.min > input.max)
    throw new RangeError(`input '${name}': ${input.min} to ${input.max} is not a range`);
  return input;
}

/** Whether a word is among those that a declaration stands for. */
export function allows({ min, max, multipleOf, powerOfTwo }: WordInput, value: bigint): boolean {
  if (value < min || value > max || value % multipleOf !== 0n) return false;
  return !powerOfTwo || (value & (value - 1n)) === 0n;
}

export function checkName(name: string): void {
  if (NAME.test(name)) return;
  throw new RangeError(
    `'${name}' cannot name an input: use letters, digits, '_', '.' and '-', beginning with a letter`,
  );
}

/** What an input stands for: "every power of two from 1 to 32768". */
export function valuesInWords(input: Input): string {
  if (input.kind === 'bool') return 'true and false';
  if (input.kind === 'integer') return integersOf(input);
  if (input.powerOfTwo) return `every power of two from ${input.min} to ${input.max}`;
  const step = input.multipleOf === 1n ? 'every value' : `every multiple of ${input.multipleOf}`;
  const last = input.width === 64 ? `0x${input.max.toString(16)}` : String(input.max);
  return `${step} from ${input.min} to ${last}`;
}

function integersOf({ min, max }: Extract<Input, { kind: 'integer' }>): string {
  if (min === null) return max === null ? 'any integer' : `any integer up to ${max}`;
  return max === null ? `any integer from ${min} on` : `any integer from ${min} to ${max}`;
}
