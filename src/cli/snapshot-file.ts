import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { isCode, writeAtomically } from '../cache/atomic-write.ts';
import type { CliIo } from '../session/io.ts';
import { notEmpty } from '../session/options.ts';
import { UsageError } from '../session/usage-error.ts';
import { checked } from '../shape/check.ts';
import type { Shape } from '../shape/shape.ts';
import { parseJsonText } from '../text/json-text.ts';

/** The choice of a snapshot. */
export interface SnapshotOptions {
  readonly snapshot?: string;
  readonly update?: boolean;
}

/** What snapshots of a kind are, and what they are called. */
export interface SnapshotKind<T> {
  readonly shape: Shape<T>;
  readonly name: string;
}

const UPDATE = 'write it with --update';

/** Gives a command `--snapshot` and `--update`. `fails`: when the first of them fails; `written`: what the second one writes. */
export function addSnapshotOptions(command: Command, fails: string, written: string): void {
  command
    .addOption(new Option('--snapshot <file>', fails).argParser(notEmpty))
    .option('--update', `write ${written} into the file of --snapshot`);
}

/** The snapshot to compare with; `null` where there is none, or it is to be written. Throws a `UsageError` as `readSnapshot` does. */
export function snapshotBefore<T>(
  { snapshot, update }: SnapshotOptions,
  kind: SnapshotKind<T>,
  io: Pick<CliIo, 'cwd'>,
): T | null {
  if (snapshot === undefined && update === true)
    throw new UsageError('--update writes the file of --snapshot <file>: name it');
  return snapshot === undefined || update === true ? null : readSnapshot(snapshot, kind, io);
}

/** Reads a snapshot. Throws a `UsageError` that names the file, the place in it and what to do. */
function readSnapshot<T>(file: string, { shape, name }: SnapshotKind<T>, { cwd }: Pick<CliIo, 'cwd'>): T {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT'))
      throw new UsageError(`--snapshot ${file}: there is no such file yet; ${UPDATE}`);
    throw new UsageError(`--snapshot ${file}: ${messageOf(error)}`);
  }
  try {
    return checked(shape, parseJsonText(text), '');
  } catch (error) {
    throw new UsageError(`--snapshot ${file}: it is no snapshot of ${name}: ${messageOf(error)}; ${UPDATE}`);
  }
}

/** Writes a snapshot, whole or not at all. Throws a `UsageError` where that fails. */
export function writeSnapshot(file: string, text: string, { cwd }: Pick<CliIo, 'cwd'>): void {
  try {
    writeAtomically(resolve(cwd, file), text);
  } catch (error) {
    throw new UsageError(`--snapshot ${file}: it cannot be written: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
