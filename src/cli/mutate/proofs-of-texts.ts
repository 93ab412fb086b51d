import { resolve } from 'node:path';
import { closureOf } from '../../load/link/program.ts';
import { selectJobs, type Job } from '../../runner/jobs.ts';
import { readExclusions, withoutExcluded } from '../../session/exclusions.ts';
import type { Plan } from '../../session/plan.ts';
import { realPath } from './apply-mutant.ts';
import type { Mutant } from './mutant.ts';

/**
 * A plan that has the proofs of all models, and those about no model, of which some enter a part of one by themselves: names of models
 * say which mutants are wanted, and a file may be a part of others, too.
 */
export function withAllProofs(plan: Plan, cwd: string): Plan {
  const { catalogue } = plan;
  // Why there is none was reported.
  if (catalogue.proofs.length === 0) return plan;
  const { jobs } = withoutExcluded(selectJobs(catalogue, [], []).jobs, readExclusions(cwd), catalogue);
  return { ...plan, jobs };
}

/** The proofs of the models that mutants are of, and those about no model that are made of a changed file. */
export function jobsAbout(
  mutants: readonly Mutant[],
  plan: Pick<Plan, 'jobs' | 'program'>,
  cwd: string,
): readonly Job[] {
  const named = new Set(mutants.flatMap(({ models }) => models));
  const files = new Set(mutants.map(({ file }) => realPath(resolve(cwd, file))));
  const ofTexts = [...files].flatMap((path) => (path === null ? [] : proofsOfText(path, plan, cwd)));
  const ofModels = plan.jobs.filter(({ model }) => model !== null && named.has(model.name));
  return [...ofModels, ...new Set(ofTexts)];
}

/** The proofs about no model that are made of a file: its path is the one after all links. */
export function proofsOfText(
  path: string,
  { jobs, program }: Pick<Plan, 'jobs' | 'program'>,
  cwd: string,
): readonly Job[] {
  return jobs.filter(({ proof, model }) => {
    if (model !== null) return false;
    const at = resolve(cwd, proof.module);
    return closureOf(program, program.entries[at] ?? at).some((each) => each.path === path);
  });
}
