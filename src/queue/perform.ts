import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { relativePath } from '../load/paths.ts';
import { PACKAGE_ROOT } from '../load/shipped.ts';
import { loadFiles } from '../runner/load-catalogue.ts';
import { StoppedError, type WorkerPool } from '../runner/pool.ts';
import { race } from '../runner/race.ts';
import type { JobOptions } from '../runner/run-job.ts';
import { reachOf } from '../session/reach-job.ts';
import type { PortableAnswer, PortableJob, PortableOptions } from './job-text.ts';
import { pathBelow } from './portable-path.ts';
import type { Unpacker } from './unpack.ts';

/** Where a run is worked for: a folder that stands for the root of the machine that fills it, and the working directory in it. */
export interface Place {
  readonly root: string;
  readonly cwd: string;
  /** The folder of the tool on that machine, from the working directory; empty where it is the same. */
  readonly tool: string;
}

/** Does a job in a pool that is used for nothing else meanwhile. Resolves to the answer's text. */
export async function perform(
  job: PortableJob,
  pool: WorkerPool,
  unpacker: Unpacker,
  place: Place,
): Promise<string> {
  pool.program = await unpacker.program(job.program);
  const answer = await answerTo(job, pool, place);
  const text = JSON.stringify(answer);
  const portable: PortableAnswer = {
    answer: JSON.parse(withPathsThere(text, place)) as unknown,
    questions: questionsIn(text, job, place),
  };
  return JSON.stringify(portable);
}

/** The same JSON with paths as they are on the machine that fills the run. */
function withPathsThere(json: string, { root, cwd, tool }: Place): string {
  const inJson = (path: string): string => JSON.stringify(path).slice(1, -1);
  const toolHere = relativePath(PACKAGE_ROOT, cwd);
  return json
    .replaceAll(inJson(`${toolHere}/`), tool === '' ? '' : inJson(`${tool}/`))
    .replaceAll(inJson(root), '');
}

async function answerTo(job: PortableJob, pool: WorkerPool, place: Place): Promise<unknown> {
  switch (job.kind) {
    case 'load':
      return loadFiles(pool, job.files);
    case 'reach':
      return reachOf(pool, job.job, optionsHere(job.options, place));
    case 'prove': {
      const [first, ...others] = job.portfolio;
      const portfolio = [
        optionsHere(first, place),
        ...others.map((each) => optionsHere(each, place)),
      ] as const;
      const result = await race(pool, job.job, portfolio, () => false);
      if (result === null) throw new StoppedError();
      return result;
    }
  }
}

function optionsHere({ check, ...limits }: PortableOptions, { root, cwd }: Place): JobOptions {
  const questions = check.questions === null ? null : pathBelow(root, check.questions);
  return { ...limits, check: { ...check, questions }, cwd, deadline: null };
}

/** The questions that an answer names as kept. */
function questionsIn(text: string, job: PortableJob, { root }: Place): PortableAnswer['questions'] {
  const kept = job.kind === 'prove' ? job.portfolio[0].check.questions : null;
  if (kept === null || !existsSync(pathBelow(root, kept))) return {};
  const folder = pathBelow(root, kept);
  const named = readdirSync(folder).filter((name) => text.includes(name));
  return Object.fromEntries(named.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
