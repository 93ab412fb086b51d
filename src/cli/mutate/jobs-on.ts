import { LOAD_LIMIT_MS, loadCatalogue } from '../../runner/load-catalogue.ts';
import { lacking, type Job } from '../../runner/jobs.ts';
import type { WorkerPool } from '../../runner/pool.ts';
import type { Plan } from '../../session/plan.ts';
import type { RunSettings } from '../../session/settings.ts';
import { proofsOfText } from './proofs-of-texts.ts';
import { refused, type Applied, type Refused } from './apply-mutant.ts';

/**
 * The proofs that are asked of the models of a mutant: those of the models as they are, which may have lost members. Those about no model
 * that are made of the changed file come with them.
 */
export async function jobsOn(
  { program, models, path, at: { line } }: Applied,
  plan: Pick<Plan, 'jobs' | 'program'>,
  pool: WorkerPool,
  deadline: RunSettings['deadline'],
  cwd: string,
): Promise<readonly Job[] | Refused> {
  const modules = [...new Set(models.map(({ module }) => module))];
  const files = modules.map((path) => ({ path, exports: 'models' as const }));
  const loaded = await loadCatalogue(pool, files, program, LOAD_LIMIT_MS, deadline);
  const [failure] = loaded.failures;
  // What could not be loaded for want of time says nothing of the mutant.
  if (failure !== undefined && deadline?.leftMs === 0)
    return { fate: { outcome: 'undecided', proofs: [] }, line };
  if (failure !== undefined) return refused('cannot-be-loaded', `${failure.file}: ${failure.message}`, line);
  const jobs = plan.jobs.filter(({ model }) => model !== null && models.includes(model));
  for (const { proof, model } of jobs) {
    const changed = loaded.models.find(({ name, kind }) => name === model?.name && kind === model.kind);
    if (changed === undefined)
      return refused('cannot-be-loaded', `${model?.name ?? ''} is exported no more`, line);
    const [lost] = lacking(proof, changed);
    if (lost !== undefined) return refused('lacks-members', `${changed.name} has no ${lost} any more`, line);
  }
  return [...jobs, ...proofsOfText(path, plan, cwd)];
}
