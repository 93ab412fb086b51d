import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from './entry.ts';
import { resultsFolder } from './folder.ts';
import { writeAtomically } from './atomic-write.ts';

/** Values by a digest of all that they depend on, a file each. One that is not whole, or not its key's, is as good as none. */
export class FileResults {
  readonly #folder: string;
  #isWritable = true;

  /** `folder` is a cache folder, as a whole. */
  constructor(folder: string) {
    this.#folder = resultsFolder(folder);
  }

  find(key: string): unknown {
    try {
      const [head, body = ''] = readFileSync(this.#path(key), 'utf8').split('\n');
      return head === digest(key + body) ? JSON.parse(body) : undefined;
    } catch {
      return undefined;
    }
  }

  keep(key: string, value: unknown): void {
    if (!this.#isWritable) return;
    try {
      const body = JSON.stringify(value);
      writeAtomically(this.#path(key), `${digest(key + body)}\n${body}\n`);
    } catch {
      // Full, or not ours to write: whoever started the run has looked into that, and said so.
      this.#isWritable = false;
    }
  }

  #path(key: string): string {
    return join(this.#folder, key.slice(0, 2), key.slice(2));
  }
}
