import { checked, fieldsOf } from '../shape/check.ts';
import type { Of } from '../shape/shape.ts';
import { SHARD_FORMAT, SHARD_RECORD } from './shard-shape.ts';
import { parseJsonText } from '../text/json-text.ts';
import { say } from './say.ts';
import { join, resolve } from 'node:path';
import { digest } from '../cache/entry.ts';
import type { RecordedTimes } from '../cache/times.ts';
import { writeAtomically } from '../cache/atomic-write.ts';
import type { Asked, Report } from '../report/reporter.ts';
import { projectFiles, type ProjectIo } from './project-files.ts';
import { textsDigest } from '../load/link/files-of.ts';
import type { Program } from '../load/link/program.ts';
import { fileProblem } from './file-problem.ts';
import type { CliIo } from './io.ts';
import type { ProveOptions } from './options.ts';
import { toolVersion } from './version.ts';

/** Where the records of shards are looked for in a folder. */
export const SHARD_FILES = '**/ringproof-shard-*-of-*.json';

/** What one shard of a run leaves for the merge. */
export type ShardRecord = Of<typeof SHARD_RECORD>;

/** Writes the results of a shard, if asked for. Reports a failure to write, and resolves to false then. */
export async function keepShardRecord(
  planned: readonly Asked[],
  report: Report,
  patterns: readonly string[],
  program: Program,
  times: RecordedTimes,
  options: ProveOptions,
  { cwd, stderr, ...properties }: ProjectIo & Pick<CliIo, 'stderr'>,
): Promise<boolean> {
  const { shard, output } = options;
  if (shard === null || output === null) return true;
  const configuration = {
    version: toolVersion(),
    files: await filesDigest(program, { cwd, ...properties }),
    patterns: patterns.join(' '),
    model: options.model.join(' '),
    times: options.cache ? times.digest : 'none',
    solver: options.solver.join(),
    encoding: String(options.encoding),
    contract: options.contract.join(),
    'memory-model': options.memoryModel.join(),
    'cross-check': String(options.crossCheck),
    timeout: String(options.timeout),
    rlimit: String(options.rlimit),
    memory: String(options.memory),
    defaults: JSON.stringify(options.configured ?? {}),
  };
  const content = { format: SHARD_FORMAT, shard, configuration, planned, report, digest: '' } as const;
  const { digest: _, ...record } = fieldsOf(SHARD_RECORD, content);
  const name = `ringproof-shard-${shard.index}-of-${shard.count}.json`;
  try {
    const text = JSON.stringify({ ...record, digest: digestOf(record) });
    writeAtomically(join(resolve(cwd, output), name), `${text}\n`);
    return true;
  } catch (error) {
    const why = fileProblem(error, output, '--output');
    say(stderr, `error: what the merge needs of this shard cannot be written: ${why}`);
    return false;
  }
}

/** The same for the same proofs and models, and all that they import; also where one of them cannot be evaluated. */
async function filesDigest(program: Program, io: ProjectIo): Promise<string> {
  const { cwd } = io;
  const files = await projectFiles(io);
  const paths = files.map(({ path }) => [path, resolve(cwd, path)] as const);
  return digest(
    JSON.stringify(
      paths.map(([name, path]) => [
        name,
        textsDigest(program, path, cwd) ?? program.modules[program.entries[path] ?? path]?.digest,
      ]),
    ),
  );
}

/** Reads a record. Throws an `Error` that says what is wrong with one that is not whole: which field, if it is one. */
export function parseShardRecord(text: string): ShardRecord {
  const value = parseJsonText(text);
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== SHARD_FORMAT)
    throw new Error('it is not a shard record of this version of ringproof');
  const { digest: given, ...record } = checked(SHARD_RECORD, value);
  if (record.shard.index > record.shard.count)
    throw new Error(`shard.index: expected at most ${record.shard.count}, got ${record.shard.index}`);
  if (given !== digestOf(record)) throw new Error('it was changed after it was written, or is not whole');
  return { ...record, digest: given };
}

function digestOf(record: Omit<ShardRecord, 'digest'>): string {
  return digest(JSON.stringify(record));
}
