import { SNAPSHOT } from '../requirement/snapshot.ts';
import { narrowed } from '../requirement/table.ts';
import { EXIT } from '../report/exit-code.ts';
import { EVIDENCE_DOCUMENTS, type RequirementFormat } from '../report/requirements/document-names.ts';
import { requirementsText } from '../report/requirements/pretty.ts';
import type { Answered } from '../report/requirements/answered.ts';
import { readConfiguration } from '../session/configuration.ts';
import { ACCEPTANCES_KEY } from '../session/configuration-shape.ts';
import { columnsOf, type CliIo } from '../session/io.ts';
import type { OptionValues, ProveOptions, RunOptionValues } from '../session/options.ts';
import { withPool } from '../session/plan.ts';
import { parseProveOptions } from '../session/prove-options.ts';
import { runSettings } from '../session/settings.ts';
import { outputStyle } from '../session/style.ts';
import { UsageError } from '../session/usage-error.ts';
import { MEMORY_MODELS } from '../proof/ordered.ts';
import { ASSERTION_KINDS } from '../proof/standing.ts';
import { RequirementDocuments } from './requirements-documents.ts';
import { gatherEvidence } from './requirements-evidence.ts';
import { judged } from './requirements-judgement.ts';
import { runRequirements } from './requirements-run.ts';
import { snapshotBefore, type SnapshotOptions } from './snapshot-file.ts';

/** Options of `ringproof requirements`. */
export type RequirementsOptions = RunOptionValues &
  Pick<OptionValues, 'model' | 'compiled'> &
  SnapshotOptions & {
    readonly section: readonly string[];
    readonly open?: boolean;
    readonly reporter: readonly RequirementFormat[];
    /** A folder for documents; left out for standard output. */
    readonly output?: string;
  };

/**
 * `ringproof requirements`: says of each sentence of the specification whether each model keeps it; resolves to the exit code. Throws a
 * `UsageError` for names that stand for nothing, and for a snapshot or a folder that cannot be used.
 */
export async function requirementsCommand(
  patterns: readonly string[],
  given: RequirementsOptions,
  io: CliIo,
): Promise<number> {
  checkSnapshotOptions(patterns, given);
  const { acceptances, before } = filesBefore(given, io);
  const documents = new RequirementDocuments(given, io);
  // A contract or a choice of memory models leaves assertions out, and with them answers.
  const options: ProveOptions = {
    ...{ ...(await parseProveOptions([], io)), ...given },
    ...{ reporter: given.reporter.includes('pretty') ? ['pretty'] : ['json'] },
    ...{ output: null, crossCheck: false, shard: null, contract: ASSERTION_KINDS },
    memoryModel: MEMORY_MODELS,
  };
  const settings = await runSettings(options, io);
  return withPool(
    io,
    async (pool) => {
      pool.startOne();
      const choice = { patterns, sections: given.section };
      const run = await runRequirements(choice, options, settings, pool, io);
      const rows = narrowed(run.rows, { models: given.model, isOpenOnly: given.open === true });
      const answered: Answered = { rows, acceptances, loadFailures: run.loadFailures };
      const isEvidence = given.reporter.some((name) => EVIDENCE_DOCUMENTS.includes(name));
      const evidence = isEvidence ? await gatherEvidence(rows, run, settings, options, pool, io) : null;
      if (given.reporter.includes('pretty')) {
        const columns = io.stdout.isTTY === true ? columnsOf(io.stdout) : Infinity;
        io.stdout.write(requirementsText(answered, columns, outputStyle(io.stdout, given.color, io)));
      }
      const isWritten = documents.write(answered, evidence);
      const code = judged(patterns, given, run, answered, before, io);
      return isWritten || code === EXIT.refuted ? code : EXIT.failed;
    },
    settings.memoryBytes,
  );
}

/** What has to be read before an hour of proving: the configuration, and the snapshot unless it is to be written. */
function filesBefore(given: RequirementsOptions, io: CliIo) {
  const acceptances = readConfiguration(io.cwd)[ACCEPTANCES_KEY] ?? [];
  const before = snapshotBefore(given, { shape: SNAPSHOT, name: 'requirements' }, io);
  return { acceptances, before };
}

function checkSnapshotOptions(
  patterns: readonly string[],
  { snapshot, section, model, open }: RequirementsOptions,
): void {
  if (snapshot === undefined) return;
  if (patterns.length > 0 || section.length > 0 || model.length > 0 || open === true)
    throw new UsageError(
      '--snapshot is of all requirements and models: leave out patterns, --section, --model and --open',
    );
}
