import { stale, unlisted } from '../requirement/acceptance.ts';
import {
  changeInWords,
  changesSince,
  isOf,
  snapshotOf,
  snapshotText,
  type Snapshot,
} from '../requirement/snapshot.ts';
import { EXIT } from '../report/exit-code.ts';
import type { Answered } from '../report/requirements/answered.ts';
import { CONFIGURATION_FILE } from '../session/configuration.ts';
import { ACCEPTANCES_KEY } from '../session/configuration-shape.ts';
import type { CliIo } from '../session/io.ts';
import { say } from '../session/say.ts';
import type { RequirementsOptions } from './requirements.ts';
import type { RequirementsRun } from './requirements-run.ts';
import { writeSnapshot } from './snapshot-file.ts';

/** Says what is not as it has to be, and writes the snapshot if that is asked for; the exit code. `before`: the snapshot to compare with. */
export function judged(
  patterns: readonly string[],
  given: RequirementsOptions,
  run: RequirementsRun,
  answered: Answered,
  before: Snapshot | null,
  io: CliIo,
): number {
  const isAll = patterns.length === 0 && given.section.length === 0 && given.model.length === 0;
  const problems = [
    ...(isAll && run.loadFailures.length === 0 && !run.isCutOff ? staleLines(run, answered) : []),
    ...openLines(answered),
    ...(given.snapshot === undefined ? [] : snapshotLines(given.snapshot, given, run, before, io)),
  ];
  for (const problem of problems) say(io.stderr, `error: ${problem}`);
  if (problems.length > 0) return EXIT.refuted;
  return run.loadFailures.length > 0 ? EXIT.failed : EXIT.expected;
}

function staleLines({ rows }: RequirementsRun, { acceptances }: Answered): readonly string[] {
  if (rows.length === 0) return [];
  return stale(rows, acceptances).map(({ requirement, model }) => {
    const where = model === undefined ? '' : ` on ${model}`;
    return `${CONFIGURATION_FILE}: ${ACCEPTANCES_KEY}: nothing that is open is meant by ${requirement}${where}; take the entry out`;
  });
}

function openLines({ rows, acceptances }: Answered): readonly string[] {
  const open = unlisted(rows, acceptances);
  const lines = open.map(
    ({ row: { entry }, cell: { model, reason } }) =>
      `${entry.level} ${entry.id} on ${model ?? 'no model'} is open: ${reason ?? ''}`,
  );
  const [faults, others] = [true, false].map((wanted) => open.some(({ cell }) => cell.isFault === wanted));
  if (faults === true)
    lines.push('fix what breaks, or declare it as a finding of the model; no reason makes up for it');
  if (others === true)
    lines.push(
      `answer them, or list them with a reason in ${CONFIGURATION_FILE}: ` +
        `{ "${ACCEPTANCES_KEY}": [{ "requirement": "<id>", "model": "<name>", "reason": "<why>" }] }`,
    );
  return lines;
}

function snapshotLines(
  file: string,
  { update }: RequirementsOptions,
  { rows, loadFailures, isCutOff }: RequirementsRun,
  before: Snapshot | null,
  io: CliIo,
): readonly string[] {
  if (update === true) {
    if (loadFailures.length > 0)
      return [`--snapshot ${file}: it is not written, since not all could be loaded`];
    if (isCutOff) return [`--snapshot ${file}: it is not written, since not all was run`];
    writeSnapshot(file, snapshotText(snapshotOf(rows)), io);
  }
  if (before === null) return [];
  const changes = changesSince(before, rows);
  if (changes.length > 0)
    return [
      ...changes.map((change) => `changed: ${changeInWords(change)}`),
      `${changes.length} answers are not what ${file} says; if that is right, write it with --update`,
    ];
  return isOf(before, rows)
    ? []
    : [`--snapshot ${file}: it is not as --update writes it, perhaps after a merge: write it with --update`];
}
