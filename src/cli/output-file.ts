import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { DRAFT } from '../cache/atomic-write.ts';
import { fileProblem } from '../session/file-problem.ts';
import type { CliIo, Output } from '../session/io.ts';
import { UsageError } from '../session/usage-error.ts';

/** Output into a file, which has all of it or is not there: it gets its name at the end. */
export class OutputFile {
  readonly #given: string;
  readonly #path: string;
  readonly #draft: string;
  readonly #file: number;
  /** What is written here goes into the file at once. */
  readonly output: Output;

  /** Makes the folder if there is none. Throws a `UsageError` where the file cannot be written. */
  constructor(given: string, { cwd }: Pick<CliIo, 'cwd'>) {
    this.#given = given;
    this.#path = resolve(cwd, given);
    this.#draft = `${this.#path}.${process.pid}${DRAFT}`;
    this.#file = this.#tried(() => {
      mkdirSync(dirname(this.#path), { recursive: true });
      return openSync(this.#draft, 'w');
    });
    this.output = new Writable({
      decodeStrings: false,
      write: (chunk: string | Buffer, _encoding, done) => {
        this.#tried(() => writeSync(this.#file, chunk.toString()));
        done();
      },
    });
  }

  /** Gives the file its name. Throws a `UsageError` where that fails. */
  finish(): void {
    closeSync(this.#file);
    this.#tried(() => renameSync(this.#draft, this.#path));
  }

  discard(): void {
    closeSync(this.#file);
    rmSync(this.#draft, { force: true });
  }

  #tried<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new UsageError(`--output ${fileProblem(error, this.#given, '--output')}`);
    }
  }
}
