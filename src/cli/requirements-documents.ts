import { join, resolve } from 'node:path';
import { writeAtomically } from '../cache/atomic-write.ts';
import type { Answered } from '../report/requirements/answered.ts';
import {
  isRequirementDocument,
  REQUIREMENT_FILES,
  type RequirementDocument,
  type RequirementFormat,
} from '../report/requirements/document-names.ts';
import { duvetReport } from '../report/requirements/duvet.ts';
import { requirementsJson } from '../report/requirements/json.ts';
import { requirementsMarkdown } from '../report/requirements/markdown.ts';
import { needsJson } from '../report/requirements/needs.ts';
import { requirementsPage } from '../report/requirements/page.ts';
import type { BoundEvidence } from '../report/requirements/record.ts';
import { reqif } from '../report/requirements/reqif.ts';
import { fileProblem } from '../session/file-problem.ts';
import type { CliIo } from '../session/io.ts';
import { say } from '../session/say.ts';
import { UsageError } from '../session/usage-error.ts';
import { toolVersion } from '../session/version.ts';
import { requireOutputFolder } from './document-destinations.ts';

interface Options {
  readonly reporter: readonly RequirementFormat[];
  readonly output?: string;
}

/** The documents that are asked for, and where they go. */
export class RequirementDocuments {
  readonly #names: readonly RequirementDocument[];
  readonly #output: string | null;
  readonly #io: CliIo;

  /** Throws a `UsageError` where there is no place for what is asked for. */
  constructor({ reporter, output = '' }: Options, io: CliIo) {
    this.#names = reporter.filter(isRequirementDocument);
    this.#output = output === '' ? null : output;
    this.#io = io;
    if (this.#output !== null) requireOutputFolder(this.#output, io);
    else if (this.#names.length > 0 && reporter.length > 1)
      throw new UsageError(
        `--reporter ${reporter.join(',')}: standard output takes one of them; ` +
          `say where to write ${this.#names.join(', ')} with --output <dir>`,
      );
  }

  /** Writes them; false where one could not be written, which is then told. */
  write(answered: Answered, evidence: BoundEvidence | null): boolean {
    let isWritten = true;
    for (const name of this.#names) {
      const text = rendered(name, answered, evidence);
      if (this.#output === null) {
        this.#io.stdout.write(text);
        continue;
      }
      try {
        writeAtomically(join(resolve(this.#io.cwd, this.#output), REQUIREMENT_FILES[name]), text);
      } catch (error) {
        isWritten = false;
        const why = fileProblem(error, this.#output, '--output');
        say(this.#io.stderr, `error: the ${name} document cannot be written: ${why}`);
      }
    }
    return isWritten;
  }
}

function rendered(name: RequirementDocument, answered: Answered, evidence: BoundEvidence | null): string {
  switch (name) {
    case 'json':
      return requirementsJson(answered, toolVersion());
    case 'markdown':
      return requirementsMarkdown(answered);
    case 'html':
      return requirementsPage(answered, toolVersion());
    case 'needs':
      return needsJson(bound(evidence));
    case 'reqif':
      return reqif(bound(evidence));
    case 'duvet':
      return duvetReport(bound(evidence));
  }
}

function bound(evidence: BoundEvidence | null): BoundEvidence {
  if (evidence === null) throw new TypeError('evidence is gathered before it is written');
  return evidence;
}
