import { dirname, extname } from 'node:path';
import { compileFunction } from 'node:vm';
import { pathToFileURL } from 'node:url';
import { closureOf, type Import, type ModuleText, type Program, type Target } from '../link/program.ts';
import { staleIn } from '../link/program-change.ts';
import { isOwnFile } from '../link/resolve.ts';
import { placeCode } from '../../domain/code-folders.ts';
import { engineObject } from '../../domain/engine-part.ts';
import { WASM } from '../link/wasm-file.ts';
import { visits } from '../../domain/visits.ts';
import { Constants, type Loading } from '../hermetic/constants.ts';
import { globalsOfUser } from '../hermetic/globals.ts';
import { KEEPER_NAME, LOADING_NAME } from '../hermetic/rewrite.ts';
import { ENTER_NAME } from '../reach/mark-places.ts';
import { CHECKED_GLOBALS } from '../truth/collections.ts';
import { GUARD_NAME, guard } from '../truth/guard.ts';
import { checkNames, exportedNames } from './check-names.ts';
import { LinkError } from './link-error.ts';
import { mapPositionsOf } from './positions.ts';

/** What a module exports, by name; of any type. */
export type Exports = Readonly<Record<string, unknown>>;

interface Evaluated {
  exports: unknown;
}

/** What stands around the text: a block, so that a file may declare a name that is refused otherwise. */
const [HEAD, TAIL] = ['"use strict";{', '\n}'];

/** Runs the modules of a program in this process, once each, as CommonJS does. */
export class Evaluator {
  readonly #program: Program;
  readonly #evaluated = new Map<string, Evaluated>();
  /** What the evaluation of a module threw: it is not run again. */
  readonly #thrown = new Map<string, { readonly error: unknown }>();
  readonly #ofTool = new Map<string, Exports>();
  /** What each module has entered while it was loaded. */
  readonly #whileLoading = new Map<string, Set<string>>();
  /** The modules that are being evaluated, the innermost last. */
  readonly #running: string[] = [];
  readonly #constants: Constants;
  readonly #globals: Readonly<Record<string, unknown>>;

  /**
   * `before`: the evaluator of another program. What it has evaluated stands where no module of it has changed: what modules make is
   * constant once they are loaded, and which program they were loaded for shows in nothing.
   */
  constructor(program: Program, before: Evaluator | null = null) {
    this.#program = program;
    if (before !== null) {
      const stale = staleIn(before.#program, program);
      // What was entered while it was loaded may not have been recorded.
      const stands = ([path]: readonly [string, unknown]): boolean =>
        !stale.has(path) && program.modules[path]?.reports === undefined;
      this.#evaluated = new Map([...before.#evaluated].filter(stands));
      this.#thrown = new Map([...before.#thrown].filter(stands));
      this.#ofTool = before.#ofTool;
    }
    // One for all: it knows what is constant.
    this.#constants = before === null ? new Constants() : before.#constants;
    this.#globals = {
      ...globalsOfUser(),
      ...CHECKED_GLOBALS,
      [GUARD_NAME]: guard,
      [KEEPER_NAME]: this.#constants,
    };
  }

  /**
   * What the file at this absolute path exports. Rejects with a `LinkError` for what was found before anything ran, and with
   * what the file throws.
   */
  async import(file: string): Promise<Exports> {
    const path = this.#program.entries[file] ?? file;
    if (isOwnFile(path)) return importOwn(pathToFileURL(path).href);
    const modules = closureOf(this.#program, path);
    if (modules.length === 0) throw new Error(`${file} is not part of the program`);
    await this.#importTool(modules);
    // What was evaluated was checked before that.
    for (const module of modules) if (!this.#evaluated.has(module.path)) this.#check(module);
    // A namespace is an object of values of any type; CommonJS may export something else.
    const exports = this.#evaluate(path);
    return typeof exports === 'object' && exports !== null ? (exports as Exports) : { default: exports };
  }

  /** Has this process record from here on which places are entered that texts report. */
  recordsEntered(): void {
    visits.start();
  }

  /** The places that were entered while the file at this absolute path, and all that it imports, were loaded; each once. */
  enteredWhileLoading(file: string): readonly string[] {
    const modules = closureOf(this.#program, this.#program.entries[file] ?? file);
    return modules.flatMap(({ path }) => [...(this.#whileLoading.get(path) ?? [])]);
  }

  async #importTool(modules: readonly ModuleText[]): Promise<void> {
    const targets = modules.flatMap((module) => Object.values(module.targets));
    for (const target of targets) {
      if (target.kind !== 'tool' || this.#ofTool.has(target.url)) continue;
      const exports = await importOwn(target.url);
      Object.values(exports).forEach(markAsOurs);
      this.#ofTool.set(target.url, exports);
    }
  }

  /** Throws where a module cannot be evaluated, or asks for what is not there. A package's CommonJS finds out itself. */
  #check(module: ModuleText): void {
    if (module.fault !== null) throw new LinkError(module.path, module.fault);
    if (module.exports === null) return;
    for (const target of Object.values(module.targets)) {
      if (target.kind === 'fault') throw new LinkError(module.path, target.fault);
    }
    checkNames(module, (each) => this.#namesOf(module, each));
  }

  /** What an import may name; `null` for anything. */
  #namesOf(module: ModuleText, { specifier }: Import): ReadonlySet<string> | null {
    const target = module.targets[specifier];
    if (target?.kind === 'tool') return new Set(Object.keys(this.#ofTool.get(target.url) ?? {}));
    return target?.kind === 'module' ? exportedNames(this.#program, target.path) : null;
  }

  #evaluate(path: string): unknown {
    const known = this.#evaluated.get(path);
    if (known !== undefined) return known.exports;
    const thrown = this.#thrown.get(path);
    if (thrown !== undefined) throw thrown.error;
    const text = this.#program.modules[path];
    if (text === undefined) throw new Error(`${path} is not part of the program`);
    const module: Evaluated = { exports: {} };
    this.#evaluated.set(path, module);
    try {
      this.#run(text, module);
    } catch (error) {
      this.#evaluated.delete(path);
      this.#thrown.set(path, { error });
      throw error;
    }
    return module.exports;
  }

  #run(text: ModuleText, module: Evaluated): void {
    const { path, code, targets } = text;
    mapPositionsOf(text);
    const require = (specifier: string): unknown => this.#require(path, specifier, targets[specifier]);
    const loading: Loading = { isOver: false, held: [() => module.exports] };
    const { reports } = text;
    const reporter = reports === undefined ? {} : { [ENTER_NAME]: reporterOf(reports) };
    const own = { exports: module.exports, module, require, [LOADING_NAME]: loading, ...reporter };
    const parameters = { ...this.#globals, ...own };
    const run = compileFunction(HEAD + code + TAIL, Object.keys(parameters), {
      filename: path,
      columnOffset: -HEAD.length,
    });
    // What a compiled function takes and returns has no type.
    this.#takeEntered();
    this.#running.push(path);
    try {
      this.#constants.load(loading, () => {
        Reflect.apply(run, module.exports, Object.values(parameters));
        if (text.exports !== null && module.exports instanceof Object)
          module.exports = fixedExports(module.exports);
      });
    } finally {
      this.#takeEntered();
      this.#running.pop();
    }
    if (extname(path) === WASM) placeCodeIn(module.exports, dirname(path));
  }

  /** Notes what was entered until now as entered by the module that is being evaluated. */
  #takeEntered(): void {
    const path = this.#running.at(-1);
    const entered = visits.take();
    if (path === undefined || entered.length === 0) return;
    const before = this.#whileLoading.get(path) ?? new Set();
    this.#whileLoading.set(path, before);
    for (const place of entered) before.add(place);
  }

  #require(importer: string, specifier: string, target: Target | undefined): unknown {
    if (target?.kind === 'module') return this.#evaluate(target.path);
    if (target?.kind === 'tool') return this.#ofTool.get(target.url);
    if (target !== undefined) throw new LinkError(importer, target.fault);
    throw new Error(`require of a computed name ('${specifier}') is not available: write the name as text`);
  }
}

/**
 * Exports as values in place of the getters that the transform makes of them: they are read again and again, and what they are read
 * from changes no more.
 */
function fixedExports(exports: object): object {
  const fixed = {};
  for (const name of Object.getOwnPropertyNames(exports)) {
    const isShown = Object.prototype.propertyIsEnumerable.call(exports, name);
    Object.defineProperty(fixed, name, { value: Reflect.get(exports, name), enumerable: isShown });
  }
  return fixed;
}

/** Says in which folder the compiled code is that a module exports. */
function placeCodeIn(exports: unknown, folder: string): void {
  const file: unknown = exports instanceof Object ? Reflect.get(exports, 'default') : undefined;
  if (file instanceof Object) placeCode(file, folder);
}

/** What marked code calls with the index of a place that it enters. */
function reporterOf(reports: readonly string[]): (place: number) => void {
  return (place) => visits.enter(reports[place] ?? '');
}

async function importOwn(url: string): Promise<Exports> {
  const exports: unknown = await import(url);
  // A module namespace is an object of values of any type; that much is certain.
  return exports as Exports;
}

/** Says that something that the tool exports belongs to it, and so do its instances if it is a class. */
function markAsOurs(exported: unknown): void {
  if (typeof exported === 'function') {
    engineObject(exported);
    const prototype: unknown = Reflect.get(exported, 'prototype');
    if (typeof prototype === 'object' && prototype !== null) engineObject(prototype);
  } else if (typeof exported === 'object' && exported !== null) engineObject(exported);
}
