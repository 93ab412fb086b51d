import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job } from '../runner/jobs.ts';
import { fileGraph, type FileGraph } from '../load/link/files-of.ts';
import type { Program } from '../load/link/program.ts';
import { changesSince } from './git-changes.ts';

/** Files from the working directory that may change any verdict: other packages, other ways to load. */
const FOR_ALL = new Set([
  ...['package.json', 'package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock'],
  'tsconfig.json',
]);

/** The modules of a program that jobs need, with the files that each is made of. */
export function jobGraph(jobs: readonly Job[], program: Program, cwd: string): FileGraph {
  const modules = jobs.flatMap(modulesOf).map((module) => [module, resolve(cwd, module)] as const);
  return fileGraph(program, new Map(modules), cwd);
}

function modulesOf({ proof, model }: Job): readonly string[] {
  return model === null ? [proof.module] : [proof.module, model.module];
}

/** The jobs whose proof or model is made of a file that `isTouched`, or of unknown files. */
export function touchedJobs(
  jobs: readonly Job[],
  graph: FileGraph,
  isTouched: (file: string) => boolean,
): readonly Job[] {
  const isTouchedModule = (module: string): boolean => {
    const files = graph.get(module) ?? null;
    return files === null || [...files].some(isTouched);
  };
  return jobs.filter((job) => modulesOf(job).some(isTouchedModule));
}

/** The jobs that something has changed for since a git reference. Throws a `UsageError` where there is none. */
export async function jobsChangedSince(
  reference: string,
  jobs: readonly Job[],
  program: Program,
  cwd: string,
): Promise<readonly Job[]> {
  const { changed, tracked } = await changesSince(reference, cwd);
  if ([...changed].some((file) => touchesAll(file, cwd))) return jobs;
  const graph = jobGraph(jobs, program, cwd);
  // A file that git does not track may have changed.
  return touchedJobs(jobs, graph, (file) => changed.has(file) || !tracked.has(file));
}

/** Whether a file matters to every proof: it says which packages there are, or is the tool's own source. */
export function touchesAll(file: string, cwd: string): boolean {
  const name = file.split('/').at(-1) ?? '';
  if (FOR_ALL.has(name) && !file.includes('node_modules/')) return true;
  const tool = relative(cwd, toolRoot()).split(sep).join('/');
  return (
    !tool.includes('node_modules') &&
    ['src', 'dist'].some((part) => file.startsWith(joined(tool, `${part}/`)))
  );
}

function joined(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** The folder of the package that is running. */
function toolRoot(): string {
  return dirname(fileURLToPath(new URL('../../package.json', import.meta.url)));
}
