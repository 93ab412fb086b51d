/** Why a module cannot be evaluated, with the place that is to blame. Serialisable. */
export interface Fault {
  readonly message: string;
  /** Counted from 1; `null` where only the file is known. */
  readonly line: number | null;
  readonly column: number | null;
  /** Further errors in the same file, each a sentence with its place. */
  readonly details: readonly string[];
  readonly hint: string;
}

/** What one import of a module stands for. */
export type Target =
  /** A module of the program, by its path. */
  | { readonly kind: 'module'; readonly path: string }
  /** A module of the running tool, by its URL: never a second instance of it. */
  | { readonly kind: 'tool'; readonly url: string }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** An import, and the names that it takes. */
export interface Import {
  readonly specifier: string;
  readonly names: readonly string[];
}

/** A module as it is evaluated. Serialisable. */
export interface ModuleText {
  /** After all links. */
  readonly path: string;
  /** Of the file's own text. */
  readonly digest: string;
  /** The body of a function of `exports`, `module`, `require` and what else the evaluation hands it. */
  readonly code: string;
  /** Source maps from `code` back to the file, the last rewriting first. */
  readonly maps: readonly string[];
  /** Lines at the top of `code` that the file has nothing to do with. */
  readonly preludeLines: number;
  readonly imports: readonly Import[];
  /** By specifier. */
  readonly targets: Readonly<Record<string, Target>>;
  /** What it exports by name, and the specifiers of what it exports whole; `null` where only a run can tell. */
  readonly exports: { readonly names: readonly string[]; readonly stars: readonly string[] } | null;
  /** Why it cannot be evaluated; `null` where it can. */
  readonly fault: Fault | null;
}

/** The texts of all modules that some files are made of, as they were when they were read. Serialisable. */
export interface Program {
  readonly modules: Readonly<Record<string, ModuleText>>;
  /** The paths after all links of the files that were asked for. */
  readonly entries: Readonly<Record<string, string>>;
}

/** The program of no files. */
export const EMPTY_PROGRAM: Program = { modules: {}, entries: {} };

/** The paths of all modules that one is made of, itself included, in the order in which they are found. */
export function closureOf(program: Program, path: string): readonly ModuleText[] {
  const found = new Set([path]);
  const modules: ModuleText[] = [];
  // The set grows while it is gone through.
  for (const each of found) {
    const module = program.modules[each];
    if (module === undefined) continue;
    modules.push(module);
    for (const target of Object.values(module.targets)) if (target.kind === 'module') found.add(target.path);
  }
  return modules;
}
