import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { makeProject } from '../runner/project.fixture.ts';
import type { Outcome } from './real-engine.fixture.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const LOADER = ['--conditions=ringproof-source', '--import', import.meta.resolve('tsx')];

/** A folder of a user's in which commands run in processes of their own: for those that load a user's files themselves. */
export function separateWorkspace(files: Readonly<Record<string, string>>): {
  readonly cwd: string;
  readonly ringproof: (args: readonly string[]) => Promise<Outcome>;
} {
  const { cwd } = makeProject(files);
  const env = { ...process.env, FORCE_COLOR: '' };
  const ringproof = (args: readonly string[]): Promise<Outcome> =>
    new Promise((resolve) => {
      const child = execFile(process.execPath, [...LOADER, MAIN, ...args], { cwd, env }, (_, out, err) =>
        resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });
  return { cwd, ringproof };
}
