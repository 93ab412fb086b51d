import { join } from 'node:path';
import { makeProject } from '../../runner/project.fixture.ts';
import { linkProgram } from '../link/link.ts';
import { userFrame } from '../load-error.ts';
import { Evaluator, type Exports } from './evaluator.ts';

/** A folder of files that are evaluated in this process. */
export interface EvaluatedProject {
  readonly cwd: string;
  readonly import: (path: string) => Promise<Exports>;
}

/** Reads these files as they are now. */
export async function evaluatedProject(files: Readonly<Record<string, string>>): Promise<EvaluatedProject> {
  const { cwd } = makeProject(files);
  const paths = Object.keys(files).map((path) => join(cwd, path));
  const evaluator = new Evaluator(await linkProgram(paths, null));
  return { cwd, import: (path) => evaluator.import(join(cwd, path)) };
}

/** What a function throws, and the line of the user's files that it is thrown in; `null` where it throws nothing. */
export function thrownBy(
  work: () => unknown,
  cwd: string,
): { readonly error: Error; readonly line: number | null } | null {
  try {
    work();
    return null;
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(`no error: ${String(thrown)}`);
    return { error, line: userFrame(error.stack ?? '', cwd)?.line ?? null };
  }
}

/** A function that a module exports. Throws where it exports none. */
export function functionOf(exports: Exports, name: string): (...args: readonly unknown[]) => unknown {
  const value = exports[name];
  if (typeof value !== 'function') throw new Error(`${name} is no function`);
  return (...args) => Reflect.apply(value, undefined, args) as unknown;
}
