import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ModuleText, Program, Target } from '../load/link/program.ts';
import type { Contents } from './pack.ts';
import { ownUrl, pathBelow } from './portable-path.ts';

/** How many programs are kept: jobs of some mutants come one among the other. */
const MOST_PROGRAMS = 64;

/** Fetches texts by their digests, in that order. Rejects where one is missing, or is not what its digest says. */
export type FetchTexts = (digests: readonly string[]) => Promise<readonly string[]>;

/** Puts programs together again, and lays out their files in a folder. */
export class Unpacker {
  readonly #folder: string;
  readonly #fetch: FetchTexts;
  readonly #modules = new Map<string, ModuleText>();
  readonly #programs = new Map<string, Promise<Program>>();

  constructor(folder: string, fetch: FetchTexts) {
    this.#folder = folder;
    this.#fetch = fetch;
  }

  program(digest: string): Promise<Program> {
    const known = this.#programs.get(digest);
    if (known !== undefined) return known;
    const made = this.#unpack(digest);
    this.#programs.set(digest, made);
    const [oldest] = this.#programs.keys();
    if (this.#programs.size > MOST_PROGRAMS && oldest !== undefined) this.#programs.delete(oldest);
    return made;
  }

  async #unpack(digest: string): Promise<Program> {
    const [text = ''] = await this.#fetch([digest]);
    // The digest says that it is what a run of the same build has written.
    const { entries, modules, sources } = JSON.parse(text) as Contents;
    const at = (path: string): string => pathBelow(this.#folder, path);
    const files = Object.entries(sources).filter(([path]) => !existsSync(at(path)));
    const missing = modules.filter((each) => !this.#modules.has(each));
    const wanted = [...new Set([...missing, ...files.map(([, each]) => each)])];
    const fetched = wanted.length === 0 ? [] : await this.#fetch(wanted);
    const texts = new Map(wanted.map((each, i) => [each, fetched[i] ?? '']));
    for (const [path, each] of files) {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), texts.get(each) ?? '');
    }
    for (const each of missing) this.#modules.set(each, moduleFrom(texts.get(each) ?? '', at));
    const found = modules.flatMap((each) => this.#modules.get(each) ?? []);
    return {
      modules: Object.fromEntries(found.map((module) => [module.path, module])),
      entries: Object.fromEntries(Object.entries(entries).map(([from, to]) => [at(from), at(to)])),
    };
  }
}

function moduleFrom(text: string, at: (path: string) => string): ModuleText {
  // As above.
  const module = JSON.parse(text) as ModuleText;
  const placed = (target: Target): Target => {
    if (target.kind === 'module') return { ...target, path: at(target.path) };
    return target.kind === 'tool' ? { ...target, url: ownUrl(target.url) } : target;
  };
  const targets = Object.entries(module.targets).map(
    ([specifier, target]) => [specifier, placed(target)] as const,
  );
  return { ...module, path: at(module.path), targets: Object.fromEntries(targets) };
}
