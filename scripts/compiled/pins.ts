import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What the committed modules of a folder were built with, and the hash of each by its file's name. */
export interface Pins {
  readonly compiler: string;
  readonly sha256: Readonly<Record<string, string>>;
}

/** The SHA-256 of a file, in hex. */
export function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** The `pins.json` of a folder. */
export function readPins(folder: string): Pins {
  // Our own file: a test compares it with the modules.
  return JSON.parse(readFileSync(join(folder, 'pins.json'), 'utf8')) as Pins;
}

export function writePins(folder: string, compiler: string, modules: readonly string[]): void {
  const sha256 = Object.fromEntries(modules.map((path) => [basename(path), hashOf(path)]));
  writeFileSync(join(folder, 'pins.json'), `${JSON.stringify({ compiler, sha256 }, null, 2)}\n`);
}
