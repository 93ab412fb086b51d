import type { ProofResult } from '../result/verdict.ts';
import { fileProblem } from '../session/file-problem.ts';
import type { CliIo } from '../session/io.ts';
import type { PairedFiles } from '../session/pair-file.ts';
import { operationOf } from '../session/pair-plan.ts';
import { say } from '../session/say.ts';
import { CounterexampleFiles } from './counterexample-files.ts';
import { comparisonOf, type Comparison } from './diff-comparison.ts';

/** What the results of a run of `diff` come to; their counterexamples are written into a folder where one is given. */
export class DiffResults {
  /** Whether all files have been written that were to be. */
  areFilesWritten = true;
  readonly #output: string | null;
  readonly #files: CounterexampleFiles | null;
  readonly #stderr: CliIo['stderr'];
  readonly #comparisons = new Map<string, Comparison>();

  /** `output`: the folder, from the working directory. `compared`: what the results are about. */
  constructor(output: string | null, compared: PairedFiles, { cwd, stderr }: Pick<CliIo, 'cwd' | 'stderr'>) {
    this.#output = output;
    this.#files = output === null ? null : new CounterexampleFiles(output, cwd, compared);
    this.#stderr = stderr;
  }

  /** The comparison that a result is. A file that cannot be written is reported. */
  comparison(result: ProofResult): Comparison {
    const known = this.#comparisons.get(result.id);
    if (known !== undefined) return known;
    const made = comparisonOf(this.#keep(result));
    this.#comparisons.set(result.id, made);
    return made;
  }

  #keep(result: ProofResult): ProofResult {
    try {
      return this.#files?.keep(result) ?? result;
    } catch (error) {
      this.areFilesWritten = false;
      const why = fileProblem(error, this.#output ?? '', '--output');
      say(this.#stderr, `error: the counterexample to ${operationOf(result.id)} cannot be written: ${why}`);
      return result;
    }
  }
}
