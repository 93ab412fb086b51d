import type { Catalogue, ModelEntry } from '../../load/catalogue.ts';
import { EXIT } from '../../report/exit-code.ts';
import type { Job } from '../../runner/jobs.ts';
import { matchingIds } from '../../runner/patterns.ts';
import type { WorkerPool } from '../../runner/pool.ts';
import type { JobFences } from '../../session/fences-job.ts';
import type { CliIo } from '../../session/io.ts';
import type { ProveOptions } from '../../session/options.ts';
import { makePlan, withPool, type Plan } from '../../session/plan.ts';
import { parseProveOptions } from '../../session/prove-options.ts';
import { runSettings } from '../../session/settings.ts';
import { outputStyle } from '../../session/style.ts';
import { UsageError } from '../../session/usage-error.ts';
import { toolVersion } from '../../session/version.ts';
import { ASSERTION_KINDS } from '../../proof/standing.ts';
import { didYouMean } from '../../text/nearest.ts';
import { snapshotBefore } from '../snapshot-file.ts';
import { requirePlace, writeFences } from './fence-documents.ts';
import { judgedFences } from './fence-judgement.ts';
import type { FencesOptions } from './fence-options.ts';
import { fenceRun } from './fence-run.ts';
import { FENCE_SNAPSHOT } from './fence-snapshot.ts';
import { fenceTable, type Episode } from './fence-table.ts';
import type { FencesDocument, TabledFence } from './fences-shape.ts';
import { writtenOrderings } from './written-orderings.ts';

/** The proofs about orders of accesses that come with the tool: exploring all others for nothing would take long. */
const ORDERS = 'order/*';

/** Milliseconds for all questions of a proof on a model, each of which has a limit of its own, if none are given. */
const PATIENCE_MS = 600_000;

/**
 * `ringproof fences`: says of each fence and ordered access that proofs about orders of accesses meet which weaker ordering would do, and
 * what breaks with it; resolves to the exit code. Throws a `UsageError` for names that stand for nothing, and for
 * a snapshot that cannot be used.
 */
export async function fencesCommand(
  patterns: readonly string[],
  given: FencesOptions,
  io: CliIo,
): Promise<number> {
  requirePlace(given.reporter, given.output, io);
  const before = snapshotBefore(given, { shape: FENCE_SNAPSHOT, name: 'fences' }, io);
  const { reporter: formats, output, ...limits } = given;
  // A contract would leave claims out that a place is needed for.
  const options: ProveOptions = {
    ...{ ...(await parseProveOptions([], io)), ...limits, reporter: ['pretty'], output: null },
    timeout: given.timeout ?? PATIENCE_MS,
    ...{ crossCheck: false, shard: null, contract: ASSERTION_KINDS },
  };
  const settings = await runSettings(options, io);
  const run = async (pool: WorkerPool): Promise<number> => {
    const asked = patterns.length === 0 ? [ORDERS] : patterns;
    const plan = await makePlan(pool, asked, { ...options, model: [] }, io, settings);
    const jobs = plan.jobs.filter(takesPart(given.model, plan));
    const found = await fenceRun(pool, jobs, settings, plan.program, options.jobs, io);
    const document = documentOf(found, plan, given, io.cwd);
    const isWritten = writeFences(document, formats, output, outputStyle(io.stdout, given.color, io), io);
    const code = judgedFences(document, given, before, io);
    return isWritten ? code : EXIT.failed;
  };
  return withPool(io, run, settings.memoryBytes);
}

/** Whether a job is of a model that is named, or of a pair in which one takes part; all if none is named. */
function takesPart(names: readonly string[], { jobs, loadFailures }: Plan): (job: Job) => boolean {
  const known = [...new Set(jobs.flatMap(({ model }) => sidesOf(model)))];
  for (const name of names) {
    if (known.includes(name) || loadFailures.length > 0) continue;
    throw new UsageError(`unknown model '${name}'${didYouMean(name, known)} (known: ${known.join(', ')})`);
  }
  return ({ model }) => names.length === 0 || sidesOf(model).some((side) => names.includes(side));
}

/** "spec-driver+spec", and the two that it is made of. */
function sidesOf(model: ModelEntry | null): readonly string[] {
  return model === null ? [] : [...new Set([model.name, ...model.name.split('+')])];
}

function documentOf(
  found: readonly JobFences[],
  { catalogue, program, loadFailures }: Plan,
  { memoryModel }: FencesOptions,
  cwd: string,
): FencesDocument {
  const all = found.map(({ job, places, problem }): Episode & { readonly job: Job } => ({
    ...{ proof: job.proof.id, model: job.model?.name ?? null, places, problem, job },
  }));
  // What makes no claim about an order is no episode.
  const episodes = all.filter(({ places, problem }) => places.length > 0 || problem !== null);
  const met = fenceTable({
    episodes,
    proofs: proofsAbout(all, episodes, catalogue),
    sectionOf: (id) => catalogue.requirements[id]?.section,
  });
  const models = modelsOf(
    episodes.flatMap(({ job: { model } }) => model ?? []),
    catalogue,
  );
  const missed = writtenOrderings(program, models, cwd).filter(
    ({ file, line }) => !met.some((one) => one.file === file && one.line === line),
  );
  const fences = [...met, ...missed.map(notExecuted)].sort(inOrder);
  const count = (verdict: TabledFence['verdict']): number =>
    fences.filter((one) => one.verdict === verdict).length;
  return {
    ...{ tool: 'ringproof', version: toolVersion(), memoryModels: memoryModel, fences },
    episodes: episodes.map(({ proof, model, problem }) => ({ proof, model, problem })),
    summary: {
      ...{ needed: count('needed'), stronger: count('stronger') },
      ...{ open: count('open'), notExecuted: count('not-executed') },
    },
    loadFailures,
  };
}

/** Ids of the proofs about orders that there are of the families of episodes, selected or not. */
function proofsAbout(
  all: readonly Episode[],
  episodes: readonly (Episode & { readonly job: Job })[],
  { proofs }: Catalogue,
): readonly string[] {
  const families = new Set(episodes.map(({ job: { proof } }) => proof.family));
  const ofFamilies = proofs.filter(({ family }) => families.has(family)).map(({ id }) => id);
  const run = new Set(all.map(({ proof }) => proof));
  const asked = new Set(episodes.map(({ proof }) => proof));
  // What was run and makes no claim about an order says nothing of a place.
  const others = matchingIds(ORDERS, ofFamilies).filter((id) => !run.has(id));
  return [...asked, ...others];
}

/** The models that pairs are made of, where the project has them by name; else the pairs. */
function modelsOf(pairs: readonly ModelEntry[], { models }: Catalogue): readonly ModelEntry[] {
  return pairs.flatMap((pair) => {
    const names = pair.name.split('+');
    const sides = models.filter(({ name, kind }) => kind !== pair.kind && names.includes(name));
    return names.every((name) => sides.some((side) => side.name === name)) ? sides : [pair];
  });
}

function notExecuted(place: ReturnType<typeof writtenOrderings>[number]): TabledFence {
  return {
    ...{ ...place, function: '', side: null, verdict: 'not-executed', suffices: [], under: [] },
    ...{ sections: [], requirements: [], breaks: [], episodes: [], reasons: [] },
  };
}

function inOrder(a: TabledFence, b: TabledFence): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
