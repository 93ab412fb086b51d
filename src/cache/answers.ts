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
 * belongs to something else, is as good as none; and one that cannot be written is not written.
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
      // Within its budget the solver takes the same way, so it gets there. Beyond it anything can be: it is asked.
      if ((known.answer.steps ?? 0) <= budget) return known;
    }
    const open = this.#read(undecided, symbols);
    return open?.answer.status === 'unknown' ? open : undefined;
  }

  /**
   * What a solver could not find out within its steps is an answer, too: it never will. What it could not find out in time
   * is none.
   */
  keep(question: Question, known: KnownAnswer): void {
    const { status, steps } = known.answer;
    if (!this.#isWritable || (status === 'unknown' && steps === undefined)) return;
    const { decided, undecided } = keysOf(question);
    const key = status === 'unknown' ? undecided : decided;
    try {
      writeAtomically(this.#path(key), encodeEntry(key, known, question.symbols));
    } catch {
      // Full, or not ours to write: whoever started the run has looked into that, and said so.
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
    // A cache that can only be read is one all the same.
  }
}
