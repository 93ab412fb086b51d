import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest } from '../../cache/entry.ts';
import { transformsFolder } from '../../cache/folder.ts';
import { KeptValues } from '../../cache/kept-values.ts';
import type { Transformed } from './program.ts';
import { builtTransform } from './shipped-transforms.ts';
import { transformSource } from './transform.ts';
import { TRANSFORMED } from './transformed-shape.ts';

/** Transforms files, and keeps what came of each text; in memory only where there is no folder. */
export class Transforms {
  readonly #kept: KeptValues<Transformed> | null;
  readonly #isWritable: boolean;

  /** `cache` is a cache folder, as a whole; `null` for none. */
  constructor(cache: string | null, isWritable: boolean) {
    this.#isWritable = isWritable;
    this.#kept = cache === null ? null : new KeptValues(transformsFolder(cache), TRANSFORMED);
  }

  async of(path: string, source: string): Promise<Transformed> {
    const ofBuild = builtTransform(path, source);
    if (ofBuild !== undefined) return ofBuild;
    if (this.#kept === null) return transformSource(path, source);
    const key = digest(JSON.stringify([transformDigest(), extname(path), source]));
    const found = this.#kept.find(key);
    if (found !== undefined) return found;
    const made = await transformSource(path, source);
    if (this.#isWritable) this.#kept.keep(key, made);
    return made;
  }
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
