import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from './entry.ts';
import { writeAtomically } from './atomic-write.ts';

/** Values by a digest of all that they depend on, a file each. One that is not whole, or not its key's, is as good as none. */
export class KeptValues {
  readonly #folder: string;
  #isWritable = true;

  constructor(folder: string) {
    this.#folder = folder;
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
      // The disk is full or the folder read-only: the command has already reported that.
      this.#isWritable = false;
    }
  }

  #path(key: string): string {
    return join(this.#folder, key.slice(0, 2), key.slice(2));
  }
}
