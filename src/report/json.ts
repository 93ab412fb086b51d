import type { ProofResult } from '../proof/verdict.ts';
import type { LoadProblem, Report, Reporter, Write } from './reporter.ts';
import { summarise, type Summary } from './summary.ts';

/** The document that `--reporter json` prints. */
export interface JsonReport {
  readonly tool: 'ringproof';
  readonly version: string;
  readonly summary: Summary;
  readonly proofs: readonly ProofResult[];
  /** What could not be loaded, so that it was not run. */
  readonly loadFailures: readonly LoadProblem[];
}

/** Prints one JSON document when the run is over, and nothing before. */
export class JsonReporter implements Reporter {
  readonly #version: string;
  readonly #write: Write;

  constructor(version: string, write: Write) {
    this.#version = version;
    this.#write = write;
  }

  start(): void {}

  result(): void {}

  end({ results, loadFailures }: Report): void {
    const proofs = results.map(inOrder);
    const summary = summarise(results);
    const report: JsonReport = { tool: 'ringproof', version: this.#version, summary, proofs, loadFailures };
    this.#write(`${JSON.stringify(report, null, 2)}\n`);
  }
}

/** The documented fields, in the documented order, and no others. */
function inOrder(result: ProofResult): ProofResult {
  const { id, model, title, file, line, requirements, doesNotProve, verdict, expected, finding } = result;
  const { timeMs, solverMs, phases, paths, obligations, decidedByRewriting, covers, bound, cached, solver } =
    result;
  const { counterexample, failure, crossChecks } = result;
  return {
    ...{ id, model, title, file, line, requirements, doesNotProve, verdict, expected, finding },
    ...{ timeMs, solverMs, phases, paths, obligations, decidedByRewriting, covers, bound, cached, solver },
    ...{ counterexample, failure, crossChecks },
  };
}
