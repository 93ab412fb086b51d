import { execFile } from 'node:child_process';
import { makeProject } from '../runner/project.fixture.ts';
import { MAIN } from '../built.fixture.ts';
import type { Outcome } from './real-engine.fixture.ts';

/** A folder of a user's in which commands run in processes of their own: for those that load a user's files themselves. */
export function separateWorkspace(files: Readonly<Record<string, string>>): {
  readonly cwd: string;
  readonly ringproof: (args: readonly string[]) => Promise<Outcome>;
} {
  const { cwd } = makeProject(files);
  const env = { ...process.env, FORCE_COLOR: '' };
  const ringproof = (args: readonly string[]): Promise<Outcome> =>
    new Promise((resolve) => {
      const child = execFile(process.execPath, [MAIN, ...args], { cwd, env }, (_, out, err) =>
        resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });
  return { cwd, ringproof };
}
