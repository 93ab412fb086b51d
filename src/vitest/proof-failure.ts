import { resolve } from 'node:path';

/** A proof did not come to what is expected. Its stack is the place of the declaration, for those who show the code there. */
export class ProofFailure extends Error {
  override readonly name = 'ProofFailure';

  constructor(
    headline: string,
    details: readonly string[],
    { file, line }: { readonly file: string; readonly line: number | null },
    cwd: string,
  ) {
    super([headline, ...details].join('\n'));
    const position = line === null || line < 1 ? '' : `:${line}:1`;
    this.stack = `${this.name}: ${this.message}\n    at ${resolve(cwd, file)}${position}`;
  }
}
