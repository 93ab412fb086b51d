import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from './entry.ts';
import { fieldsOf, hasShape } from '../shape/check.ts';
import type { Shape } from '../shape/shape.ts';
import { writeAtomically } from './atomic-write.ts';

/**
 * Values of one shape by a digest of all that they depend on, a file each. One that is not whole, not its key's or of another
 * shape is as good as none: a checksum keeps out accidents only.
 */
export class KeptValues<T> {
  readonly #folder: string;
  readonly #shape: Shape<T>;
  #isWritable = true;

  constructor(folder: string, shape: Shape<T>) {
    this.#folder = folder;
    this.#shape = shape;
  }

  find(key: string): T | undefined {
    try {
      const [head, body = ''] = readFileSync(this.#path(key), 'utf8').split('\n');
      const value: unknown = head === digest(key + body) ? JSON.parse(body) : undefined;
      return hasShape(this.#shape, value) ? value : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps the fields of the shape, and no others. */
  keep(key: string, value: T): void {
    if (!this.#isWritable) return;
    try {
      const body = JSON.stringify(fieldsOf(this.#shape, value));
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
