import { givenPath } from '../session/given-path.ts';
import { say } from '../session/say.ts';
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { EXIT, exitCode } from '../report/exit-code.ts';
import { nameOf, type Asked, type Report } from '../report/reporter.ts';
import { joinedContract, nothingAsked } from '../session/contract.ts';
import type { CliIo } from '../session/io.ts';
import { joinedMemoryModels, nothingDefined } from '../session/memory-models.ts';
import type { ProveOptions } from '../session/options.ts';
import { Reporters } from './reporters.ts';
import { keepTimes } from '../session/settings.ts';
import { parseShardRecord, SHARD_FILES, type ShardRecord } from '../session/shard-record.ts';
import { UsageError } from '../session/usage-error.ts';

export type MergeOptions = Pick<
  ProveOptions,
  'reporter' | 'output' | 'cache' | 'cacheDir' | 'frozen' | 'color'
>;

/** A record, and the file that it was found in. */
interface Found extends ShardRecord {
  readonly file: string;
}

/**
 * `ringproof merge`: joins what the shards of a run have left into one verdict and one set of reports; resolves to the exit code.
 * A shard that is missing, there twice or of another run, and a proof that no shard ran, are failures.
 */
export async function mergeCommand(
  folders: readonly string[],
  options: MergeOptions,
  io: CliIo,
): Promise<number> {
  const reporters = new Reporters(options, io);
  const { records, problems } = await findRecords(folders, io);
  const [first] = records;
  if (first === undefined && problems.length === 0) {
    throw new UsageError(
      `no shard record found in ${folders.join(', ')}: looked for ${SHARD_FILES}\n` +
        'A shard writes its record to its --output folder: ringproof prove --shard 1/2 --output <dir>',
    );
  }
  const all = [...problems, ...problemsOf(records)];
  const { planned, report } = joined(records);
  reporters.start(planned);
  for (const result of report.results) reporters.result(result);
  const isWritten = await reporters.end(report);
  for (const problem of all) say(io.stderr, `error: ${problem}`);
  keepTimes(report.results, options, io);
  const { contract, results } = report;
  const isNothingAsked = results.length === 0 && contract !== null && contract.notAsked.length > 0;
  const nothing = nothingDefined(report);
  if (isNothingAsked) say(io.stderr, `error: ${nothingAsked(contract.kinds)}`);
  if (nothing !== null) say(io.stderr, `error: ${nothing}`);
  const code =
    (isNothingAsked || nothing !== null) && report.loadFailures.length === 0 ? EXIT.usage : exitCode(report);
  if (code === EXIT.refuted) return code;
  return all.length > 0 || !isWritten ? EXIT.failed : code;
}

async function findRecords(
  folders: readonly string[],
  { cwd }: CliIo,
): Promise<{ readonly records: readonly Found[]; readonly problems: readonly string[] }> {
  const found = await Promise.all(
    folders.map((folder) => glob(SHARD_FILES, { cwd: resolve(cwd, givenPath(folder, cwd)), absolute: true })),
  );
  const problems: string[] = [];
  // A folder that is given twice, or within another, holds no shard twice.
  const records = [...new Set(found.flat())].flatMap((path): Found[] => {
    const file = relative(cwd, path);
    try {
      return [{ ...parseShardRecord(readFileSync(path, 'utf8')), file }];
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  records.sort((a, b) => a.shard.index - b.shard.index || (a.file < b.file ? -1 : 1));
  return { records, problems };
}

/** What keeps records from being the parts of one run, in sentences. */
function problemsOf(records: readonly Found[]): readonly string[] {
  const [first, ...others] = records;
  if (first === undefined) return [];
  return [
    ...others.flatMap((other) => differences(first, other)),
    ...missingOrDouble(first.shard.count, records),
    ...unrun(records),
  ];
}

function differences(first: Found, other: Found): readonly string[] {
  const pair = `${first.file} and ${other.file} are of different runs`;
  if (other.shard.count !== first.shard.count)
    return [`${pair}: one of ${first.shard.count} shards, the other of ${other.shard.count}`];
  const names = new Set([...Object.keys(first.configuration), ...Object.keys(other.configuration)]);
  const different = [...names].filter((name) => first.configuration[name] !== other.configuration[name]);
  if (different.length > 0) {
    const hint = different.includes('times')
      ? '; restore the same cache folder in all shards, and let only the merge add to it'
      : '';
    return [`${pair}: they differ in ${different.join(', ')}${hint}`];
  }
  return JSON.stringify(first.planned) === JSON.stringify(other.planned)
    ? []
    : [`${pair}: they select different proofs`];
}

function missingOrDouble(count: number, records: readonly Found[]): readonly string[] {
  return Array.from({ length: count }, (_, i) => i + 1).flatMap((index) => {
    const files = records.filter(({ shard }) => shard.index === index).map(({ file }) => file);
    if (files.length === 0)
      return [`shard ${index}/${count} is missing: it failed, or its folder was not given`];
    return files.length === 1 ? [] : [`shard ${index}/${count} is there more than once: ${files.join(', ')}`];
  });
}

/** Proofs that should have been run and were not, beside those that a shard says it was stopped before. */
function unrun(records: readonly Found[]): readonly string[] {
  const { planned, report } = joined(records);
  const notAsked = report.contract?.notAsked ?? [];
  // What no memory model that was asked says anything of was planned, too.
  const done = new Set(
    [...report.results, ...report.notRun, ...notAsked, ...report.notApplicable].map(nameOf),
  );
  const missing = planned.map(nameOf).filter((name) => !done.has(name));
  const stopped = report.notRun.map((asked) => `${nameOf(asked)} was not run: its shard was stopped before`);
  if (missing.length === 0) return stopped;
  return [...stopped, `no shard ran ${missing.slice(0, 10).join(', ')}${missing.length > 10 ? ', ...' : ''}`];
}

/** All shards as one run; what several have is taken once. */
function joined(records: readonly Found[]): { readonly planned: readonly Asked[]; readonly report: Report } {
  const once = <T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] => [
    ...new Map(values.map((value) => [keyOf(value), value])).values(),
  ];
  const whole = (value: unknown): string => JSON.stringify(value);
  const planned = once(
    records.flatMap((record) => record.planned),
    nameOf,
  );
  const order = new Map(planned.map((asked, i) => [nameOf(asked), i]));
  const reports = records.map(({ report }) => report);
  const results = reports
    .flatMap((report) => report.results)
    .toSorted((a, b) => (order.get(nameOf(a)) ?? 0) - (order.get(nameOf(b)) ?? 0));
  const report: Report = {
    results,
    notRun: reports.flatMap(({ notRun }) => notRun),
    loadFailures: once(
      reports.flatMap(({ loadFailures }) => loadFailures),
      whole,
    ),
    notApplicable: once(
      reports.flatMap(({ notApplicable }) => notApplicable),
      whole,
    ),
    excluded: once(
      reports.flatMap(({ excluded }) => excluded),
      whole,
    ),
    contract: joinedContract(reports.map(({ contract }) => contract)),
    ...joinedMemoryModels(reports.map(({ memoryModels }) => memoryModels)),
    // They ran beside each other.
    timeMs: Math.max(0, ...reports.map(({ timeMs }) => timeMs)),
  };
  return { planned, report };
}
