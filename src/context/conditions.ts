import { concreteDomain, truthOf, valueOf } from '../domain/concrete.ts';
import type { Bool, BoolOperand, BoolOperator, Word } from '../domain/word.ts';
import type { Width } from '../domain/width.ts';
import type { Conjunct, MemoryRange } from '../proof/counterexample.ts';
import { sourceOf } from './read-values.ts';

/** How a Boolean was computed. */
interface Origin {
  readonly operator: BoolOperator;
  readonly operands: readonly unknown[];
}

const origins = new WeakMap<object, Origin>();
/** The words that a word was computed from. */
const operandsOf = new WeakMap<object, readonly unknown[]>();

/** Runs `work`, and records how each Boolean and each word in it is computed. */
export function watchingConditions<T>(work: () => T): T {
  const before = concreteDomain.watcher;
  concreteDomain.watcher = {
    bool: (made, operator, operands) => void origins.set(made, { operator, operands }),
    word: (made, operands) => void operandsOf.set(made, operands),
  };
  try {
    return work();
  } finally {
    concreteDomain.watcher = before;
  }
}

/** The most parts of one condition that are shown. */
const MOST_PARTS = 32;

/** The parts that all have to hold for a condition to hold; empty if its computation was not recorded. */
export function conjunctsOf(condition: BoolOperand): readonly Conjunct[] {
  if (typeof condition === 'boolean' || !origins.has(condition)) return [];
  return parts(condition).slice(0, MOST_PARTS);
}

/**
 * The bytes that the values in the broken parts of a condition were read from or computed from, in the order of the condition,
 * each once.
 */
export function sourcesOf(condition: BoolOperand): readonly MemoryRange[] {
  const seen = new Set<unknown>();
  const found = new Map<string, MemoryRange>();
  const visit = (operand: unknown): void => {
    if (typeof operand !== 'object' || operand === null || seen.has(operand)) return;
    seen.add(operand);
    const source = sourceOf(operand);
    if (source !== undefined) found.set(`${source.memory} ${source.address} ${source.length}`, source);
    (origins.get(operand)?.operands ?? operandsOf.get(operand) ?? []).forEach(visit);
  };
  brokenParts(condition).forEach(visit);
  return [...found.values()].slice(0, MOST_PARTS);
}

function brokenParts(condition: BoolOperand): readonly BoolOperand[] {
  if (truthOf(condition)) return [];
  const { operator, operands = [] } = originOf(condition) ?? {};
  if (operator === 'and') return operands.flatMap((one) => brokenParts(boolIn(one)));
  if (operator === 'implies') return operands.slice(1).flatMap((one) => brokenParts(boolIn(one)));
  return [condition];
}

function parts(condition: BoolOperand): readonly Conjunct[] {
  const holds = truthOf(condition);
  const origin = originOf(condition);
  if (origin === undefined) return [{ operator: 'is', left: String(holds), right: 'true', holds }];
  const { operator, operands } = origin;
  if (operator === 'and') return operands.flatMap((one) => parts(boolIn(one)));
  if (operator === 'implies') {
    const [premise, conclusion] = operands.map(boolIn);
    // Where it is broken, its premise holds: then the conclusion has to.
    if (!holds && premise !== undefined && conclusion !== undefined) return parts(conclusion);
  }
  if (operator === 'or') return [{ operator, left: operands.map(inWords).join(' or '), right: null, holds }];
  const words =
    operator === 'iff' ? operands.map((one) => String(truthOf(boolIn(one)))) : operands.map(inWords);
  const [left, right] = words;
  return [{ operator, left: left ?? '', right: right ?? null, holds }];
}

/** A value, or a condition as it was made: "3 lt 2 and true". */
function inWords(operand: unknown): string {
  if (!isBool(operand)) return valueInWords(operand);
  const origin = originOf(operand);
  if (origin === undefined || origin.operator === 'iff') return String(truthOf(operand));
  const { operator, operands } = origin;
  const words = operands.map((one) =>
    isBool(one) && originOf(one) !== undefined ? `(${inWords(one)})` : inWords(one),
  );
  return operator === 'not' ? `not ${words.join('')}` : words.join(` ${operator} `);
}

function valueInWords(operand: unknown): string {
  if (typeof operand !== 'object' || operand === null) return String(operand);
  // The operands of comparisons other than constants: words and integers of the concrete domain.
  if (!('width' in operand)) return String(concreteDomain.unwrapInteger(operand as never));
  const word = operand as Word<Width>;
  return word.width === 64 ? `0x${valueOf(word).toString(16)}` : valueOf(word).toString();
}

function originOf(condition: BoolOperand): Origin | undefined {
  return typeof condition === 'boolean' ? undefined : origins.get(condition);
}

function isBool(operand: unknown): operand is BoolOperand {
  return (
    typeof operand === 'boolean' || (typeof operand === 'object' && operand !== null && 'implies' in operand)
  );
}

function boolIn(operand: unknown): BoolOperand {
  // The operands of the methods of Booleans.
  return operand as Bool | boolean;
}
