import { stale, unlisted } from '../requirement/acceptance.ts';
import { changeInWords, changesSince } from '../requirement/snapshot.ts';
import { narrowed } from '../requirement/table.ts';
import { EXIT } from '../report/exit-code.ts';
import { EVIDENCE_DOCUMENTS, type RequirementFormat } from '../report/requirements/document-names.ts';
import { requirementsText } from '../report/requirements/pretty.ts';
import type { Answered } from '../report/requirements/answered.ts';
import { readConfiguration, CONFIGURATION_FILE } from '../session/configuration.ts';
import { ACCEPTANCES_KEY } from '../session/configuration-shape.ts';
import { columnsOf, type CliIo } from '../session/io.ts';
import type { OptionValues, ProveOptions, RunOptionValues } from '../session/options.ts';
import { withPool } from '../session/plan.ts';
import { parseProveOptions } from '../session/prove-options.ts';
import { say } from '../session/say.ts';
import { runSettings } from '../session/settings.ts';
import { outputStyle } from '../session/style.ts';
import { UsageError } from '../session/usage-error.ts';
import { ASSERTION_KINDS } from '../proof/standing.ts';
import { RequirementDocuments } from './requirements-documents.ts';
import { gatherEvidence } from './requirements-evidence.ts';
import { runRequirements, type RequirementsRun } from './requirements-run.ts';
import { readSnapshot, writeSnapshot } from './requirements-snapshot.ts';

/** Options of `ringproof requirements`. */
export type RequirementsOptions = RunOptionValues &
  Pick<OptionValues, 'model' | 'compiled'> & {
    readonly section: readonly string[];
    readonly open?: boolean;
    readonly reporter: readonly RequirementFormat[];
    /** A folder for documents; left out for standard output. */
    readonly output?: string;
    readonly snapshot?: string;
    readonly update?: boolean;
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
  // A contract leaves assertions out, and with them answers.
  const options: ProveOptions = {
    ...{ ...(await parseProveOptions([], io)), ...given },
    ...{ reporter: given.reporter.includes('pretty') ? ['pretty'] : ['json'] },
    ...{ output: null, crossCheck: false, shard: null, contract: ASSERTION_KINDS },
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
      const code = judged(given, run, answered, before, io);
      return isWritten || code === EXIT.refuted ? code : EXIT.failed;
    },
    settings.memoryBytes,
  );
}

/** What has to be read before an hour of proving: the configuration, and the snapshot unless it is to be written. */
function filesBefore({ snapshot, update }: RequirementsOptions, io: CliIo) {
  const acceptances = readConfiguration(io.cwd)[ACCEPTANCES_KEY] ?? [];
  const before = snapshot === undefined || update === true ? null : readSnapshot(snapshot, io);
  return { acceptances, before };
}

function checkSnapshotOptions(
  patterns: readonly string[],
  { snapshot, update, section, model, open }: RequirementsOptions,
): void {
  if (snapshot === undefined) {
    if (update === true) throw new UsageError('--update writes the file of --snapshot <file>: name it');
    return;
  }
  if (patterns.length > 0 || section.length > 0 || model.length > 0 || open === true)
    throw new UsageError(
      '--snapshot is of all requirements and models: leave out patterns, --section, --model and --open',
    );
}

/** Says what is not as it has to be; the exit code for that. */
function judged(
  given: RequirementsOptions,
  run: RequirementsRun,
  { rows, acceptances }: Answered,
  before: ReturnType<typeof filesBefore>['before'],
  io: CliIo,
): number {
  const problems: string[] = [];
  const isWhole = given.section.length === 0 && given.model.length === 0 && run.loadFailures.length === 0;
  if (isWhole && run.rows.length > 0) {
    for (const { requirement, model } of stale(run.rows, acceptances)) {
      const where = model === undefined ? '' : ` on ${model}`;
      problems.push(
        `${CONFIGURATION_FILE}: ${ACCEPTANCES_KEY}: nothing that is open is meant by ${requirement}${where}; take the entry out`,
      );
    }
  }
  for (const { row, cell } of unlisted(rows, acceptances)) {
    const { id, level } = row.entry;
    problems.push(`${level} ${id} on ${cell.model ?? 'no model'} is open: ${cell.reason ?? ''}`);
  }
  if (problems.some((line) => !line.startsWith(CONFIGURATION_FILE)))
    problems.push(
      `answer them, or list them with a reason in ${CONFIGURATION_FILE}: ` +
        `{ "${ACCEPTANCES_KEY}": [{ "requirement": "<id>", "model": "<name>", "reason": "<why>" }] }`,
    );
  const { snapshot } = given;
  if (snapshot !== undefined && given.update === true) {
    if (run.loadFailures.length > 0)
      problems.push(`--snapshot ${snapshot}: it is not written, since not all could be loaded`);
    else writeSnapshot(snapshot, run.rows, io);
  }
  if (snapshot !== undefined && before !== null) {
    const changes = changesSince(before, run.rows);
    for (const change of changes) problems.push(`changed: ${changeInWords(change)}`);
    if (changes.length > 0)
      problems.push(
        `${changes.length} answers are not what ${snapshot} says; if that is right, write it with --update`,
      );
  }
  for (const problem of problems) say(io.stderr, `error: ${problem}`);
  if (problems.length > 0) return EXIT.refuted;
  return run.loadFailures.length > 0 ? EXIT.failed : EXIT.expected;
}
