import { parse, type Program } from 'acorn';
import { Edits, type TextMap } from './edits.ts';
import { Rewriter } from './rewriter.ts';

/** What esbuild is to be asked for, besides the format CommonJS and a target of at most ES2023: its output can be rewritten then. */
export const ESBUILD_SUPPORTED = { 'optional-chain': false, 'logical-assignment': false } as const;

/** Rewritten code, and the map from it to the code that was given. */
export interface Rewritten {
  readonly code: string;
  readonly map: TextMap;
}

/**
 * Rewrites a script, as esbuild writes it, so that it asks a guard wherever JavaScript asks for the truth, the identity or the type of
 * a value. The result needs `guard` under the name `GUARD_NAME`, and `CHECKED_GLOBALS` in place of JavaScript's own. It has the same
 * lines, and does the same unless a value of the domain is misused. `source` is what the map calls the code that was given. Throws
 * a `SyntaxError` for code that is no script, and a `MisuseError` where it uses the guard's name.
 */
export function rewriteTruth(code: string, source = 'code.js'): Rewritten {
  const edits = new Edits(code);
  const options = { ecmaVersion: 'latest', sourceType: 'script', allowReturnOutsideFunction: true } as const;
  guardProgram(parse(code, options), code, edits);
  return edits.finish(source);
}

/** Adds to `edits` what guards a program that was parsed from `code` before. */
export function guardProgram(program: Program, code: string, edits: Edits): void {
  new Rewriter(code, edits).visit(program);
}
