import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** What a committed module was built with, and what it is. */
export interface Pin {
  readonly compiler: string;
  readonly sha256: string;
}

/** The SHA-256 of a file, in hex. */
export function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** The pin beside a module: `queue.wasm` has `queue.wasm.json`. */
export function readPin(wasm: string): Pin {
  // Our own file: a test compares it with the module.
  return JSON.parse(readFileSync(`${wasm}.json`, 'utf8')) as Pin;
}

export function writePin(wasm: string, compiler: string): void {
  const pin: Pin = { compiler, sha256: hashOf(wasm) };
  writeFileSync(`${wasm}.json`, `${JSON.stringify(pin, null, 2)}\n`);
}
