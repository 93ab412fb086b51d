import type { Of } from '../../shape/shape.ts';
import type { FAULT, IMPORT, TRANSFORMED } from './transformed-shape.ts';

/** Why a module cannot be evaluated, with the place that is to blame. Serialisable. */
export type Fault = Of<typeof FAULT>;

/** What one import of a module stands for. */
export type Target =
  /** A module of the program, by its path. */
  | { readonly kind: 'module'; readonly path: string }
  /** A module of the running tool, by its URL: never a second instance of it. */
  | { readonly kind: 'tool'; readonly url: string }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** An import, and the names that it takes. */
export type Import = Of<typeof IMPORT>;

/** A module's text as it is evaluated, whatever file it is from. Serialisable. */
export type Transformed = Of<typeof TRANSFORMED>;

/** A module as it is evaluated. Serialisable. */
export interface ModuleText extends Transformed {
  /** After all links. */
  readonly path: string;
  /** Of the file's own text. */
  readonly digest: string;
  /** By specifier. */
  readonly targets: Readonly<Record<string, Target>>;
  /** Where the text reports which places it enters: what each is reported as, by its index. */
  readonly reports?: readonly string[];
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
