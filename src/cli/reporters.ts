import { say } from '../session/say.ts';
import { join, relative, sep } from 'node:path';
import { DOCUMENT_FILES, isDocumentName, type DocumentName } from '../report/document-names.ts';
import { anchorOf, linkTo } from '../report/html/anchor.ts';
import { githubAnnotations } from '../report/github.ts';
import { PrettyReporter } from '../report/pretty.ts';
import type { Progress } from '../report/progress.ts';
import {
  nameOf,
  type About,
  type Asked,
  type Report,
  type Reporter,
  type Write,
} from '../report/reporter.ts';
import type { ProofResult } from '../result/verdict.ts';
import { CounterexampleFiles } from './counterexample-files.ts';
import { destinationsOf, requireOutputFolder, type Destination } from './document-destinations.ts';
import { fileProblem } from '../session/file-problem.ts';
import type { CliIo, Output } from '../session/io.ts';
import type { OptionValues } from '../session/options.ts';
import { besideProgress, progressOn, type Beside } from './live-terminal.ts';
import { outputStyle } from '../session/style.ts';
import { UsageError } from '../session/usage-error.ts';
import { toolVersion } from '../session/version.ts';

type ReporterOptions = Pick<OptionValues, 'reporter' | 'output' | 'color'>;

/**
 * The reporters that are asked for, as one. `pretty` and `github` write to standard output as the run goes; documents go
 * into the folder of `--output`, else to standard output, which takes one. Counterexamples go into that folder, too, if there
 * is one, as they are found.
 */
export class Reporters {
  readonly #streams: readonly Reporter[];
  readonly #documents: readonly { readonly name: DocumentName; readonly places: readonly Destination[] }[];
  readonly #io: CliIo;
  readonly #output: string;
  readonly #beside: Beside | null;
  readonly #files: CounterexampleFiles | null;
  /** By name, the files of the counterexamples so far. */
  readonly #fileOf = new Map<string, string>();
  /** The file of the page of the run, as people name it; `null` where there is none. */
  readonly #page: string | null;
  readonly #isForPeople: boolean;
  #areFilesWritten = true;

  /** Throws a `UsageError` where there is no place for what is asked for. */
  constructor(options: ReporterOptions, io: CliIo) {
    const names = options.reporter.filter(isDocumentName);
    this.#io = io;
    this.#output = options.output ?? '';
    const progress = progressOn(options, io);
    this.#beside = progress === null || io.stderr.isTTY !== true ? null : besideProgress(io.stderr, progress);
    this.#streams = streamsOf(options, io, progress);
    this.#files = options.output === null ? null : new CounterexampleFiles(options.output, io.cwd);
    if (options.output !== null) requireOutputFolder(options.output, io);
    this.#isForPeople = options.reporter.includes('pretty');
    this.#page = names.includes('html') && options.output !== null ? pageIn(options.output) : null;
    this.#documents = names.map((name) => ({ name, places: destinationsOf(name, options, io) }));
    const toStdout = this.#documents.filter(({ places }) => places.length === 0).map(({ name }) => name);
    if (toStdout.length > 0 && toStdout.length + this.#streams.length > 1) {
      throw new UsageError(
        `--reporter ${options.reporter.join(',')}: standard output takes one of them; ` +
          `say where to write ${toStdout.join(', ')} with --output <dir>`,
      );
    }
  }

  /** Standard error for all who write there while the run goes on: what is drawn on the same terminal stays whole. */
  get stderr(): Output {
    return this.#beside?.output ?? this.#io.stderr;
  }

  start(asked: readonly Asked[]): void {
    this.#files?.start(asked);
    for (const stream of this.#streams) stream.start(asked);
  }

  running(asked: Asked): void {
    for (const stream of this.#streams) stream.running(asked);
  }

  result(result: ProofResult): void {
    const kept = this.#onPage(this.#keep(result));
    for (const stream of this.#streams) stream.result(kept);
  }

  /** The result, with the file that its counterexample is in. A file that cannot be written is reported. */
  #keep(result: ProofResult): ProofResult {
    try {
      const kept = this.#files?.keep(result) ?? result;
      if (kept.counterexampleFile !== undefined) this.#fileOf.set(nameOf(kept), kept.counterexampleFile);
      return kept;
    } catch (error) {
      this.#areFilesWritten = false;
      const why = fileProblem(error, this.#output, '--output');
      say(
        this.stderr,
        `error: the file of the counterexample to ${nameOf(result)} cannot be written: ${why}`,
      );
      return result;
    }
  }

  #onPage(result: ProofResult): ProofResult {
    return this.#page === null ? result : { ...result, page: this.#page + linkTo(anchorOf(result)) };
  }

  #withFile(result: ProofResult): ProofResult {
    const counterexampleFile = this.#fileOf.get(nameOf(result));
    return counterexampleFile === undefined ? result : { ...result, counterexampleFile };
  }

  /** Tells of the whole run. Resolves to false where something could not be written, which is then told. */
  async end(ended: Report): Promise<boolean> {
    const report = { ...ended, results: ended.results.map((result) => this.#withFile(result)) };
    for (const stream of this.#streams) stream.end(report);
    this.#beside?.flush();
    if (this.#documents.length === 0) return this.#areFilesWritten;
    const { RENDER } = await import('../report/documents.ts');
    let isWritten = this.#areFilesWritten;
    const attempt = async (
      name: DocumentName,
      work: () => void | Promise<void>,
      problem: (error: unknown) => string,
    ): Promise<void> => {
      try {
        await work();
      } catch (error) {
        isWritten = false;
        say(this.#io.stderr, `error: the ${name} report cannot be written: ${problem(error)}`);
      }
    };
    for (const { name, places } of this.#documents) {
      const make = async (): Promise<void> => {
        const text = RENDER[name](report, aboutRun(this.#io));
        if (places.length === 0) this.#io.stdout.write(text);
        // Where one is not to be had, the others are served all the same.
        for (const place of places)
          await attempt(
            name,
            () => place.put(text),
            (error) => place.problem(error),
          );
      };
      await attempt(name, make, String);
    }
    if (isWritten && this.#page !== null && this.#isForPeople)
      say(this.#io.stdout, `as a page: ${this.#page}`);
    return isWritten;
  }
}

/** The file of the page in the folder of `--output`, with forward slashes. */
function pageIn(output: string): string {
  return join(output, DOCUMENT_FILES.html).split(sep).join('/');
}

function streamsOf(
  { reporter, color }: ReporterOptions,
  io: CliIo,
  progress: Progress | null,
): readonly Reporter[] {
  const write: Write = (text) => void io.stdout.write(text);
  return [
    ...(reporter.includes('pretty')
      ? [new PrettyReporter(outputStyle(io.stdout, color, io), write, progress)]
      : []),
    ...(reporter.includes('github') ? [annotationsAtTheEnd(write, io)] : []),
  ];
}

function annotationsAtTheEnd(write: Write, io: CliIo): Reporter {
  return {
    start: () => {},
    running: () => {},
    result: () => {},
    end: (report) => write(githubAnnotations(report, aboutRun(io))),
  };
}

/** Where CI services say that the repository is. */
const REPOSITORY_VARIABLES = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR'];

/** What documents say of the run beside its results. */
export function aboutRun({ cwd, env }: Pick<CliIo, 'cwd' | 'env'>): About {
  const roots = REPOSITORY_VARIABLES.map((name) => env[name]).filter(
    (root) => root !== undefined && root !== '',
  );
  const paths = roots.map((root) =>
    relative(root ?? cwd, cwd)
      .split(sep)
      .join('/'),
  );
  const path = paths.find((candidate) => !candidate.startsWith('..') && !candidate.includes(':'));
  return { version: toolVersion(), pathPrefix: path === undefined || path === '' ? '' : `${path}/` };
}
