import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest } from '../../cache/entry.ts';
import { transformsFolder } from '../../cache/folder.ts';
import { KeptValues } from '../../cache/kept-values.ts';
import { builtTransform } from './shipped-transforms.ts';
import { transformSource, type Transformed } from './transform.ts';

/** Transforms files, and keeps what came of each text; in memory only where there is no folder. */
export class Transforms {
  readonly #kept: KeptValues | null;
  readonly #isWritable: boolean;

  /** `cache` is a cache folder, as a whole; `null` for none. */
  constructor(cache: string | null, isWritable: boolean) {
    this.#isWritable = isWritable;
    this.#kept = cache === null ? null : new KeptValues(transformsFolder(cache));
  }

  async of(path: string, source: string): Promise<Transformed> {
    const ofBuild = builtTransform(path, source);
    if (ofBuild !== undefined) return ofBuild;
    if (this.#kept === null) return transformSource(path, source);
    const key = digest(JSON.stringify([transformDigest(), extname(path), source]));
    const found = this.#kept.find(key);
    if (isTransformed(found)) return found;
    const made = await transformSource(path, source);
    if (this.#isWritable) this.#kept.keep(key, made);
    return made;
  }
}

/** Whether an entry is one that was kept above: a checksum says so, and accidents are kept out besides. */
function isTransformed(value: unknown): value is Transformed {
  if (typeof value !== 'object' || value === null) return false;
  const lists = ['maps', 'imports'].every((name) => Array.isArray(Reflect.get(value, name)));
  return lists && typeof Reflect.get(value, 'code') === 'string' && 'exports' in value && 'fault' in value;
}

let ownDigest: string | null = null;

/** A digest of what turns a file into what is evaluated: the modules of this folder, and the packages that they use. */
function transformDigest(): string {
  ownDigest ??= digest(JSON.stringify([ownTexts(), packageTexts()]));
  return ownDigest;
}

function ownTexts(): readonly string[] {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file) && !/\.(test|fixture|d)\.ts$/.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

function packageTexts(): readonly string[] {
  const { resolve } = createRequire(import.meta.url);
  return ['esbuild', 'acorn', 'acorn-walk', '@jridgewell/sourcemap-codec'].map((name) =>
    readFileSync(resolve(`${name}/package.json`), 'utf8'),
  );
}
