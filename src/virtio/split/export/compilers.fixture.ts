import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What became of a program. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** A folder for what compilers make, with ways to fill it and to run programs in it. */
export class Workshop implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'ringproof-written-'));

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  run(program: string, ...args: readonly string[]): Ran {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: this.folder, encoding: 'utf8' });
    return { code: status, output: stdout + stderr };
  }
}

/** Whether there is such a compiler here. */
export function has(compiler: string): boolean {
  return spawnSync(compiler, ['--version']).status === 0;
}
