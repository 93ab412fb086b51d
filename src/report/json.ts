import type { ProofResult } from '../result/verdict.ts';
import type { About, Asked, Contract, LoadProblem, Excluded, NotApplicable, Report } from './reporter.ts';
import { summarise, type Summary } from './summary.ts';

/** The document of `--reporter json`; `report.schema.json` says the same for programs. */
export interface JsonReport {
  readonly tool: 'ringproof';
  readonly version: string;
  readonly summary: Summary;
  readonly proofs: readonly JsonResult[];
  /** What could not be loaded, so that it was not run. */
  readonly loadFailures: readonly LoadProblem[];
  /** What was asked for and not run, since the run was stopped before. */
  readonly notRun: readonly Asked[];
  /** Proofs that are not asked of a model, and why. */
  readonly notApplicable: readonly NotApplicable[];
  /** Proofs that the project's configuration leaves out, and why. */
  readonly excluded: readonly Excluded[];
  /** Which kinds of assertions were asked, and what that leaves out; `null` where it leaves out no kind. */
  readonly contract: Contract | null;
}

/** A result; the file of its counterexample is `null` where there is none. */
export interface JsonResult extends Omit<ProofResult, 'cited' | 'counterexampleFile' | 'page'> {
  readonly counterexampleFile: string | null;
}

/** A run as one JSON document. */
export function jsonDocument(report: Report, { version }: About): string {
  const { results, loadFailures, notRun, notApplicable, excluded, contract } = report;
  const document: JsonReport = {
    ...{ tool: 'ringproof', version, summary: summarise(results), proofs: results.map(inOrder) },
    loadFailures: loadFailures.map(({ file, line, column, message, details, hints }) => ({
      ...{ file, line, column, message, details, hints },
    })),
    notRun: notRun.map(({ id, model }) => ({ id, model })),
    notApplicable: notApplicable.map(({ id, model, reason }) => ({ id, model, reason })),
    excluded: excluded.map(({ id, model, reason }) => ({ id, model, reason })),
    contract,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The documented fields, in the documented order, and no others. */
function inOrder(result: ProofResult): JsonResult {
  const { id, model, title, file, line, requirements, doesNotProve, verdict, expected, finding } = result;
  const { timeMs, solverMs, phases, paths, obligations, decidedByRewriting, covers, bound, cached, solver } =
    result;
  const { assertions, leftOut, counterexample, counterexampleFile = null, failure, crossChecks } = result;
  const own = result.isOwn === true ? { isOwn: result.isOwn } : {};
  return {
    ...{ id, model, title, ...own, file, line, requirements, doesNotProve, verdict, expected, finding },
    ...{ assertions, leftOut },
    ...{ timeMs, solverMs, phases, paths, obligations, decidedByRewriting, covers, bound, cached, solver },
    ...{ counterexample, counterexampleFile, failure, crossChecks },
  };
}
