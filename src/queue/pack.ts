import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { digest } from '../cache/entry.ts';
import type { ModuleText, Program, Target } from '../load/link/program.ts';
import { WASM } from '../load/link/wasm-file.ts';
import { portablePath, portableUrl } from './portable-path.ts';

/** A program as it travels: texts by digest, one of which, `digest`, names all the others. */
export interface Packed {
  readonly digest: string;
  readonly texts: ReadonlyMap<string, string>;
}

/** What a program is made of, by digest. */
export interface Contents {
  /** By portable path. */
  readonly entries: Readonly<Record<string, string>>;
  /** The digest of each module's text. */
  readonly modules: readonly string[];
  /** The digest of the text of each file on disk, of which messages show lines; by portable path. */
  readonly sources: Readonly<Record<string, string>>;
}

/** The sources of compiled code, of which messages show lines where they lie beside it; in bytes, at most. */
const SOURCES = /\.(?:c|h|rs|cc|cpp|hpp|zig)$/;
const MOST_SOURCE_BYTES = 2 ** 20;

/** Packs programs, each module once: those of one run share nearly all. */
export class Packer {
  readonly #modules = new WeakMap<ModuleText, readonly [digest: string, text: string]>();
  readonly #sources = new Map<string, string | null>();
  readonly #programs = new WeakMap<Program, Packed>();

  pack(program: Program): Packed {
    const known = this.#programs.get(program) ?? this.#pack(program);
    this.#programs.set(program, known);
    return known;
  }

  #pack({ entries, modules }: Program): Packed {
    const texts = new Map<string, string>();
    const sources: Record<string, string> = {};
    const add = (text: string): string => {
      const name = digest(text);
      texts.set(name, text);
      return name;
    };
    const addSource = (path: string): void => {
      const text = this.#sourceOf(path);
      if (text !== null) sources[portablePath(path)] = add(text);
    };
    const names = Object.values(modules).map((module) => {
      const [name, text] = this.#packModule(module);
      texts.set(name, text);
      if (extname(module.path) === WASM) sourcesBeside(module.path).forEach(addSource);
      else addSource(module.path);
      return name;
    });
    const contents: Contents = {
      entries: Object.fromEntries(
        Object.entries(entries).map((pair) => pair.map(portablePath)),
      ) as Contents['entries'],
      modules: names,
      sources,
    };
    return { digest: add(JSON.stringify(contents)), texts };
  }

  #packModule(module: ModuleText): readonly [digest: string, text: string] {
    const known = this.#modules.get(module);
    if (known !== undefined) return known;
    const targets = Object.entries(module.targets).map(
      ([specifier, target]) => [specifier, portable(target)] as const,
    );
    const text = JSON.stringify({
      ...module,
      path: portablePath(module.path),
      targets: Object.fromEntries(targets),
    });
    const made = [digest(text), text] as const;
    this.#modules.set(module, made);
    return made;
  }

  /** `null` for a module that is no file. */
  #sourceOf(path: string): string | null {
    const known = this.#sources.get(path);
    if (known !== undefined) return known;
    const text = readText(path);
    this.#sources.set(path, text);
    return text;
  }
}

function portable(target: Target): Target {
  if (target.kind === 'module') return { ...target, path: portablePath(target.path) };
  return target.kind === 'tool' ? { ...target, url: portableUrl(target.url) } : target;
}

function sourcesBeside(path: string): readonly string[] {
  const folder = dirname(path);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => SOURCES.test(name) && !/(^|[\\/])node_modules[\\/]/.test(name))
    .map((name) => join(folder, name))
    .filter((each) => statSync(each).size <= MOST_SOURCE_BYTES);
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
