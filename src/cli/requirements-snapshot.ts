import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isCode, writeAtomically } from '../cache/atomic-write.ts';
import { SNAPSHOT, snapshotOf, snapshotText, type Snapshot } from '../requirement/snapshot.ts';
import type { Row } from '../requirement/table.ts';
import type { CliIo } from '../session/io.ts';
import { UsageError } from '../session/usage-error.ts';
import { checked } from '../shape/check.ts';
import { parseJsonText } from '../text/json-text.ts';

const UPDATE = 'write it with --update';

/** Reads a snapshot. Throws a `UsageError` that names the file, the place in it and what to do. */
export function readSnapshot(file: string, { cwd }: Pick<CliIo, 'cwd'>): Snapshot {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT'))
      throw new UsageError(`--snapshot ${file}: there is no such file yet; ${UPDATE}`);
    throw new UsageError(`--snapshot ${file}: ${messageOf(error)}`);
  }
  try {
    return checked(SNAPSHOT, parseJsonText(text), '');
  } catch (error) {
    throw new UsageError(
      `--snapshot ${file}: it is no snapshot of requirements: ${messageOf(error)}; ${UPDATE}`,
    );
  }
}

/** Writes a snapshot, whole or not at all. Throws a `UsageError` where that fails. */
export function writeSnapshot(file: string, rows: readonly Row[], { cwd }: Pick<CliIo, 'cwd'>): void {
  try {
    writeAtomically(resolve(cwd, file), snapshotText(snapshotOf(rows)));
  } catch (error) {
    throw new UsageError(`--snapshot ${file}: it cannot be written: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
