import { createHash } from 'node:crypto';
import type { KnownAnswer, Question } from '../solver/session.ts';
import type { Answer, Value } from '../solver/solver.ts';

/** Changes whenever entries of before must not be read any more. */
const FORMAT = 'ringproof answer 1';

/** The names under which the answer to a question may be kept. */
export interface EntryKeys {
  /** For `sat` and `unsat`, which do not depend on the budget once it suffices. */
  readonly decided: string;
  /** For `unknown`, which is an answer for one budget only. */
  readonly undecided: string;
}

export function keysOf({ solver, text, symbols, steps }: Question): EntryKeys {
  const question = digest(JSON.stringify([FORMAT, solver, symbols, text]));
  return { decided: question, undecided: digest(`${question} ${steps ?? 'any'}`) };
}

/** What an entry says, in order; numbers as text, since they may be of any size. */
type Body =
  | readonly [key: string, solver: string, steps: number | null, status: 'unsat']
  | readonly [key: string, solver: string, steps: number | null, status: 'unknown', reason: string]
  | readonly [
      key: string,
      solver: string,
      steps: number | null,
      status: 'sat',
      values: readonly (string | boolean | null)[],
    ];

/** An answer as text that says of itself what it belongs to and whether it is whole. */
export function encodeEntry(
  key: string,
  { answer, solver }: KnownAnswer,
  symbols: readonly string[],
): string {
  const body = JSON.stringify(bodyOf(key, solver, answer, symbols));
  return `${digest(body)}\n${body}\n`;
}

function bodyOf(key: string, solver: string, answer: Answer, symbols: readonly string[]): Body {
  const { status, steps = null } = answer;
  if (status === 'unsat') return [key, solver, steps, status];
  if (status === 'unknown') return [key, solver, steps, status, answer.reason];
  const values = symbols.map((symbol) => {
    const value = answer.model.get(symbol);
    // A model need not name what does not matter.
    return typeof value === 'bigint' ? String(value) : (value ?? null);
  });
  return [key, solver, steps, status, values];
}

/** Reads an entry; `undefined` for anything but a whole entry of this key. */
export function decodeEntry(key: string, text: string, symbols: readonly string[]): KnownAnswer | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1, -1);
  if (end < 0 || !text.endsWith('\n') || digest(body) !== text.slice(0, end)) return undefined;
  // The checksum keeps out accidents; an entry of another shape is none, all the same.
  const entry: unknown = JSON.parse(body);
  if (!Array.isArray(entry)) return undefined;
  const [itsKey, solver, steps, ...rest] = entry as readonly unknown[];
  if (itsKey !== key || typeof solver !== 'string' || !isStepsOrNull(steps)) return undefined;
  const answer = answerOf(rest, symbols);
  if (answer === undefined) return undefined;
  return { answer: steps === null ? answer : { ...answer, steps }, solver };
}

function isStepsOrNull(steps: unknown): steps is number | null {
  return steps === null || (typeof steps === 'number' && Number.isSafeInteger(steps) && steps >= 0);
}

function answerOf([status, more]: readonly unknown[], symbols: readonly string[]): Answer | undefined {
  if (status === 'unsat') return { status };
  if (status === 'unknown' && typeof more === 'string') return { status, reason: more };
  if (status !== 'sat' || !Array.isArray(more) || more.length !== symbols.length) return undefined;
  const model = new Map<string, Value>();
  for (const [i, symbol] of symbols.entries()) {
    const value: unknown = more[i];
    if (value === null) continue;
    if (typeof value === 'boolean') model.set(symbol, value);
    else if (typeof value === 'string' && /^-?\d+$/.test(value)) model.set(symbol, BigInt(value));
    else return undefined;
  }
  return { status, model };
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
