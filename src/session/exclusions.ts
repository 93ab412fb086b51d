import { didYouMean } from '../text/nearest.ts';
import { matchingIds } from '../runner/patterns.ts';
import type { Excluded } from '../report/reporter.ts';
import type { Catalogue } from '../load/catalogue.ts';
import type { Job } from '../runner/jobs.ts';
import { CONFIGURATION_FILE, readConfiguration } from './configuration.ts';
import { UsageError } from './usage-error.ts';

/** The key of the configuration file under which proofs are left out. */
export const EXCLUSIONS_KEY = 'exclude';

/** Proofs that a project does not want to be asked, and why. */
export interface Exclusion {
  /** An id, a part of ids, or a form with `*`. */
  readonly proof: string;
  /** On this model only; on all where it is left out. */
  readonly model?: string;
  readonly reason: string;
}

/** What the configuration file excludes. Throws a `UsageError` that names the entry and the field that makes no sense. */
export function readExclusions(cwd: string): readonly Exclusion[] {
  const given: unknown = Reflect.get(readConfiguration(cwd), EXCLUSIONS_KEY) ?? [];
  if (!Array.isArray(given)) throw problem('', 'expected a list', given);
  return given.map((entry: unknown, i) => exclusionOf(entry, `[${i}]`));
}

function exclusionOf(entry: unknown, where: string): Exclusion {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    throw problem(where, 'expected an object with proof and reason', entry);
  const fields = new Map<string, unknown>(Object.entries(entry));
  const unknown = [...fields.keys()].find((name) => !['proof', 'model', 'reason'].includes(name));
  if (unknown !== undefined) throw problem(where, 'expected proof, model and reason only', unknown);
  const text = (name: string): string => {
    const value = fields.get(name);
    if (typeof value === 'string' && value.trim() !== '') return value;
    throw problem(`${where}.${name}`, 'expected text', value);
  };
  const model = fields.has('model') ? { model: text('model') } : {};
  return { proof: text('proof'), ...model, reason: text('reason') };
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

function problem(where: string, what: string, got: unknown): UsageError {
  return new UsageError(
    `${CONFIGURATION_FILE}: ${EXCLUSIONS_KEY}${where}: ${what}; got ${got === undefined ? 'nothing' : JSON.stringify(got)}`,
  );
}
