import { join, resolve } from 'node:path';
import { writeAtomically } from '../../cache/atomic-write.ts';
import type { Style } from '../../report/style.ts';
import { fileProblem } from '../../session/file-problem.ts';
import type { CliIo } from '../../session/io.ts';
import { say } from '../../session/say.ts';
import { UsageError } from '../../session/usage-error.ts';
import { fieldsOf } from '../../shape/check.ts';
import { requireOutputFolder } from '../document-destinations.ts';
import { FENCE_FILES, type FenceFormat } from './fence-options.ts';
import { FENCES_DOCUMENT, type FencesDocument } from './fences-shape.ts';
import { fencesMarkdown, fencesText } from './format-fences.ts';

/** Throws a `UsageError` where there is no place for the formats that are asked for. */
export function requirePlace(reporter: readonly FenceFormat[], output: string | undefined, io: CliIo): void {
  if (output !== undefined) return requireOutputFolder(output, io);
  if (reporter.length > 1)
    throw new UsageError(
      `--reporter ${reporter.join(',')}: standard output takes one of them; say where to write them with --output <dir>`,
    );
}

/** Writes the formats that are asked for; false where one could not be written, which is then said. */
export function writeFences(
  document: FencesDocument,
  reporter: readonly FenceFormat[],
  output: string | undefined,
  style: Style,
  io: CliIo,
): boolean {
  let isWritten = true;
  for (const format of reporter) {
    const text = rendered(format, document, style);
    if (format === 'pretty' || output === undefined) {
      io.stdout.write(text);
      continue;
    }
    try {
      writeAtomically(join(resolve(io.cwd, output), FENCE_FILES[format]), text);
    } catch (error) {
      isWritten = false;
      const why = fileProblem(error, output, '--output');
      say(io.stderr, `error: the ${format} document cannot be written: ${why}`);
    }
  }
  return isWritten;
}

function rendered(format: FenceFormat, document: FencesDocument, style: Style): string {
  switch (format) {
    case 'pretty':
      return fencesText(document, style);
    case 'markdown':
      return fencesMarkdown(document);
    case 'json':
      return `${JSON.stringify(fieldsOf(FENCES_DOCUMENT, document), null, 2)}\n`;
  }
}
