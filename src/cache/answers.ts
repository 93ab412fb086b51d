import { closeSync, fstatSync, futimesSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnswerStore, KnownAnswer, Question } from '../solver/session.ts';
import { decodeEntry, encodeEntry, keysOf } from './entry.ts';
import { answersFolder } from './folder.ts';
import { writeAtomically } from './atomic-write.ts';

/** An entry that is used is marked so at most this often, in milliseconds: the least used are dropped first. */
const MARK_AGAIN_MS = 24 * 3_600_000;

/**
 * Answers to questions, a file each, named by a digest of all that the answer depends on. A file that is not whole, or
 * belongs to another question, counts as none; and one that cannot be written is not written.
 */
export class FileAnswers implements AnswerStore {
  readonly #folder: string;
  readonly #isFrozen: boolean;
  #isWritable: boolean;

  /** `folder` is a cache folder, as a whole. `isFrozen`: it is read, and nothing is written to it. */
  constructor(folder: string, isFrozen = false) {
    this.#folder = answersFolder(folder);
    this.#isFrozen = isFrozen;
    this.#isWritable = !isFrozen;
  }

  find(question: Question): KnownAnswer | undefined {
    const { decided, undecided } = keysOf(question);
    const { steps: budget = Infinity, symbols } = question;
    const known = this.#read(decided, symbols);
    if (known !== undefined && known.answer.status !== 'unknown') {
      // Within a budget at least as large, the solver takes the same steps to the same answer. With a smaller one it is asked.
      if ((known.answer.steps ?? 0) <= budget) return known;
    }
    const open = this.#read(undecided, symbols);
    return open?.answer.status === 'unknown' ? open : undefined;
  }

  /**
   * "Unknown" within a budget of steps is kept, since the same budget gives it again. "Unknown" after a time limit is not.
   */
  keep(question: Question, known: KnownAnswer): void {
    const { status, steps } = known.answer;
    if (!this.#isWritable || (status === 'unknown' && steps === undefined)) return;
    const { decided, undecided } = keysOf(question);
    const key = status === 'unknown' ? undecided : decided;
    try {
      writeAtomically(this.#path(key), encodeEntry(key, known, question.symbols));
    } catch {
      // The disk is full or the folder read-only: the command has already reported that.
      this.#isWritable = false;
    }
  }

  #path(key: string): string {
    return join(this.#folder, key.slice(0, 2), key.slice(2));
  }

  #read(key: string, symbols: readonly string[]): KnownAnswer | undefined {
    try {
      const file = openSync(this.#path(key), 'r');
      try {
        const known = decodeEntry(key, readFileSync(file, 'utf8'), symbols);
        if (known !== undefined && !this.#isFrozen) mark(file);
        return known;
      } finally {
        closeSync(file);
      }
    } catch {
      return undefined;
    }
  }
}

/** Notes that an entry is still used. */
function mark(file: number): void {
  const now = Date.now();
  if (Math.abs(now - fstatSync(file).mtimeMs) < MARK_AGAIN_MS) return;
  try {
    futimesSync(file, now / 1000, now / 1000);
  } catch {
    // A read-only cache is still used.
  }
}
