import type { Explanation } from '../check/explain.ts';
import type { Row } from '../requirement/table.ts';
import { evidenceId, type Assumptions, type BoundEvidence } from '../report/requirements/record.ts';
import { SPECIFICATION_TITLE } from '../report/requirements/specification.ts';
import type { ProofResult } from '../result/verdict.ts';
import type { Job } from '../runner/jobs.ts';
import type { WorkerPool } from '../runner/pool.ts';
import { commitOf } from '../session/commit.ts';
import type { CliIo } from '../session/io.ts';
import type { ProveOptions } from '../session/options.ts';
import type { RunSettings } from '../session/settings.ts';
import { UsageError } from '../session/usage-error.ts';
import { toolVersion } from '../session/version.ts';
import type { RequirementsRun } from './requirements-run.ts';

/** Finds out what answers are bound to: the commit, the digests of what was asked, and what each proof assumes. */
export async function gatherEvidence(
  rows: readonly Row[],
  { jobs, digests }: RequirementsRun,
  settings: RunSettings,
  { jobs: workers }: Pick<ProveOptions, 'jobs'>,
  pool: WorkerPool,
  io: CliIo,
): Promise<BoundEvidence> {
  requireDistinctIds(rows);
  const wanted = new Set(
    rows.flatMap(({ cells }) => cells.flatMap(({ results }) => results.map((result) => nameOf(result)))),
  );
  const asked = jobs.filter(({ proof, model }) =>
    wanted.has(nameOf({ id: proof.id, model: model?.name ?? null })),
  );
  const found = new Map<string, Assumptions | null>();
  const queue = asked.values();
  const work = async (): Promise<void> => {
    for (const job of queue) {
      const name = nameOf({ id: job.proof.id, model: job.model?.name ?? null });
      found.set(name, await assumptionsOf(job, settings, pool));
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  const { commit, isChanged, created } = await commitOf(io.cwd);
  return {
    rows,
    binding: {
      ...{ version: toolVersion(), commit, isChanged, created, project: SPECIFICATION_TITLE },
      digestOf: digests(),
      assumptionsOf: (result) => found.get(nameOf(result)) ?? null,
    },
  };
}

/** Throws a `UsageError` where two ids of the ledger, or names of models, come to one in the formats that take few characters. */
function requireDistinctIds(rows: readonly Row[]): void {
  const known = new Map<string, string>();
  const names = rows.flatMap(({ entry: { id }, cells }) => [
    { name: id, short: evidenceId('REQ', id) },
    ...cells.map(({ model }) => ({
      name: `${id} on ${model ?? 'no model'}`,
      short: evidenceId('EV', id, model ?? 'no model'),
    })),
  ]);
  for (const { name, short } of names) {
    const other = known.get(short);
    if (other !== undefined)
      throw new UsageError(`'${other}' and '${name}' would be one in evidence, ${short}: rename one of them`);
    known.set(short, name);
  }
}

function nameOf({ id, model }: Pick<ProofResult, 'id' | 'model'>): string {
  return JSON.stringify([id, model]);
}

/** What a proof on a model assumes; null where that cannot be found out within its limits. */
async function assumptionsOf(
  { proof, model }: Job,
  { optionsOf }: RunSettings,
  pool: WorkerPool,
): Promise<Assumptions | null> {
  const [{ check, timeoutMs, memoryBytes }] = optionsOf({ proof, model });
  const request = { type: 'explain', task: { proof, model }, options: check } as const;
  const limits = { timeMs: timeoutMs, memoryBytes };
  const ending = await pool.lend((worker) => worker.ask(request, limits, () => null));
  pool.throwIfStopped();
  if (ending.kind !== 'answered' || ending.answer.type !== 'explained') return null;
  return assumptionsIn(ending.answer.explanation);
}

function assumptionsIn({ inputs, parts, assumptions }: Explanation): Assumptions {
  return {
    inputs: [
      ...parts.map((part) => `what the model declares of its ${part}: schema, invariant, phase`),
      ...inputs.map(({ name, values }) => `${name}: ${values}`),
    ],
    lines: assumptions.map(({ file, line, text }) => `${file}:${line}: ${text}`),
  };
}
