import { resolve } from 'node:path';
import type { LoadFailure, ModelEntry } from '../load/catalogue.ts';
import { linkProgram } from '../load/link/link.ts';
import type { Program } from '../load/link/program.ts';
import { lacking, type Job } from '../runner/jobs.ts';
import { LOAD_LIMIT_MS, loadCatalogue } from '../runner/load-catalogue.ts';
import { matchingIds, nearIds } from '../runner/patterns.ts';
import type { WorkerPool } from '../runner/pool.ts';
import type { CliIo } from './io.ts';
import { PAIR_FILE, pairText, type PairedFiles } from './pair-file.ts';
import type { RunSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** An operation that is not compared, and why. */
export interface NotCompared {
  readonly operation: string;
  /** "spec has no save". */
  readonly reason: string;
}

/** What is to be compared, and what could not be loaded. */
export interface PairPlan {
  /** The two models as one; `null` where they cannot be loaded. */
  readonly pair: ModelEntry | null;
  readonly jobs: readonly Job[];
  readonly notCompared: readonly NotCompared[];
  readonly failures: readonly LoadFailure[];
  /** The texts that all of it is about. */
  readonly program: Program;
}

/**
 * Loads two models as one, and selects the operations that match any of the patterns, all if there are none. Throws a `UsageError` for
 * models that cannot be compared, and for a pattern that matches nothing.
 */
export async function makePairPlan(
  files: PairedFiles,
  patterns: readonly string[],
  pool: WorkerPool,
  { cwd }: CliIo,
  { deadline, cache, isCacheWritable }: Pick<RunSettings, 'deadline' | 'cache' | 'isCacheWritable'>,
): Promise<PairPlan> {
  const path = resolve(cwd, PAIR_FILE);
  const program = await linkProgram([path], cache, isCacheWritable, new Map([[path, pairText(files)]]));
  return pairPlanIn(program, patterns, pool, deadline);
}

/** The same of a program that has the module which stands for the two models. */
export async function pairPlanIn(
  program: Program,
  patterns: readonly string[],
  pool: WorkerPool,
  deadline: RunSettings['deadline'],
): Promise<PairPlan> {
  const file = { path: PAIR_FILE, exports: 'models' } as const;
  const { models, proofs, failures } = await loadCatalogue(pool, [file], program, LOAD_LIMIT_MS, deadline);
  for (const { message } of failures) {
    const [, why] = /^DeclarationError: (.*)$/s.exec(message) ?? [];
    if (why !== undefined) throw new UsageError(why);
  }
  const [pair = null] = models;
  if (pair === null) return { pair, jobs: [], notCompared: [], failures, program };
  const all = proofs.filter(({ family }) => family === pair.kind);
  const ids = all.map(({ id }) => operationOf(id));
  const wanted = wantedOf(patterns, ids);
  const selected = all.filter(({ id }) => wanted.has(operationOf(id)));
  return {
    ...{ pair, failures, program },
    jobs: selected
      .filter((proof) => lacking(proof, pair).length === 0)
      .map((proof) => ({ proof, model: pair })),
    notCompared: selected.flatMap((proof) => {
      const lack = new Set(lacking(proof, pair).map(modelIn));
      const operation = operationOf(proof.id);
      return lack.size === 0 ? [] : [{ operation, reason: lackInWords([...lack], operation) }];
    }),
  };
}

/** The operation that a comparison is of: "add-used" of "split-device/diff/add-used". */
export function operationOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** The model of "save of spec". */
function modelIn(member: string): string {
  return member.slice(member.indexOf(' of ') + ' of '.length);
}

function lackInWords(models: readonly string[], operation: string): string {
  return models.length > 1 ? `neither has ${operation}` : `${models.join('')} has no ${operation}`;
}

function wantedOf(patterns: readonly string[], ids: readonly string[]): ReadonlySet<string> {
  if (patterns.length === 0) return new Set(ids);
  return new Set(
    patterns.flatMap((pattern) => {
      const matches = pattern.trim() === '' ? [] : matchingIds(pattern, ids);
      if (matches.length > 0) return matches;
      throw new UsageError(
        [
          `no operation matches '${pattern}'; the nearest:`,
          ...nearIds(pattern, ids).map((id) => `  ${id}`),
        ].join('\n'),
      );
    }),
  );
}
