import { didYouMean } from '../text/nearest.ts';
import { matchingIds } from '../runner/patterns.ts';
import type { Excluded } from '../report/reporter.ts';
import type { Catalogue } from '../load/catalogue.ts';
import type { Job } from '../runner/jobs.ts';
import { CONFIGURATION_FILE, readConfiguration } from './configuration.ts';
import { EXCLUSIONS_KEY, type Exclusion } from './configuration-shape.ts';
import { UsageError } from './usage-error.ts';

/** What the configuration file excludes. Throws a `UsageError` that names the entry and the field that makes no sense. */
export function readExclusions(cwd: string): readonly Exclusion[] {
  return readConfiguration(cwd)[EXCLUSIONS_KEY] ?? [];
}

/**
 * Takes the excluded ones out of some jobs, and says of each why. Throws a `UsageError` for an exclusion that no proof or model of
 * the project is meant by, unless something could not be loaded: it would go on hiding what is added later.
 */
export function withoutExcluded(
  jobs: readonly Job[],
  exclusions: readonly Exclusion[],
  { proofs, models, failures }: Catalogue,
): { readonly jobs: readonly Job[]; readonly excluded: readonly Excluded[] } {
  const ids = proofs.filter(({ isOwn }) => isOwn !== true).map(({ id }) => id);
  const own = proofs.filter(({ isOwn }) => isOwn === true).map(({ id }) => id);
  const names = models.map(({ name }) => name);
  const meant = exclusions.map(({ proof, model, reason }, i) => {
    const matches = new Set(matchingIds(proof, ids));
    if (matches.size === 0 && failures.length === 0) {
      if (matchingIds(proof, own).length > 0)
        throw problem(
          `[${i}].proof`,
          "the tool's own proofs cannot be excluded, since no other verdict on a model means anything while one fails",
          proof,
        );
      throw problem(`[${i}].proof`, `no proof matches${didYouMean(proof, ids)}`, proof);
    }
    if (model !== undefined && !names.includes(model) && failures.length === 0)
      throw problem(`[${i}].model`, `there is no such model${didYouMean(model, names)}`, model);
    return { matches, model, reason };
  });
  const reasonOf = ({ proof, model }: Job): string | undefined =>
    meant.find((one) => one.matches.has(proof.id) && (one.model === undefined || one.model === model?.name))
      ?.reason;
  return {
    jobs: jobs.filter((job) => reasonOf(job) === undefined),
    excluded: jobs.flatMap((job) => {
      const reason = reasonOf(job);
      return reason === undefined ? [] : [{ id: job.proof.id, model: job.model?.name ?? null, reason }];
    }),
  };
}

function problem(where: string, what: string, got: string): UsageError {
  return new UsageError(
    `${CONFIGURATION_FILE}: ${EXCLUSIONS_KEY}${where}: ${what}; got ${JSON.stringify(got)}`,
  );
}
