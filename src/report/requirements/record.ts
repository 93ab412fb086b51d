import type { Cell } from '../../requirement/answer.ts';
import type { Row } from '../../requirement/table.ts';
import type { ProofResult } from '../../result/verdict.ts';

/** What a proof on a model assumes, beside what its model declares. */
export interface Assumptions {
  /** Inputs with what each stands for: "len: every value from 0 to 4294967295". */
  readonly inputs: readonly string[];
  /** Lines that assume something, as "file:line: text". */
  readonly lines: readonly string[];
}

/** What answers are bound to. */
export interface Binding {
  readonly version: string;
  /** The commit that the files are of; null outside of a repository. */
  readonly commit: string | null;
  /** Whether files differ from that commit. */
  readonly isChanged: boolean;
  /** When the commit was made, or else now; ISO 8601. */
  readonly created: string;
  /** Where the specification is. */
  readonly project: string;
  readonly digestOf: (result: ProofResult) => string | null;
  readonly assumptionsOf: (result: ProofResult) => Assumptions | null;
}

/** Answers, and what they are bound to. */
export interface BoundEvidence {
  readonly rows: readonly Row[];
  readonly binding: Binding;
}

/** What an answer rests on, as flat text. */
export interface EvidenceRecord {
  readonly model: string;
  readonly answer: Cell['answer'];
  readonly reason: string;
  readonly assertions: readonly string[];
  readonly commit: string;
  readonly tool: string;
  /** Name and version of each solver that was asked. */
  readonly solvers: readonly string[];
  /** For each proof, the digest of all that its verdict depends on: its text, the model's, the tool's, the solvers' and the options'. */
  readonly queries: readonly string[];
  readonly assumptions: readonly string[];
  readonly doesNotProve: readonly string[];
  /** Where the proofs are declared, as file:line. */
  readonly places: readonly string[];
}

/** What stands for the solver of a proof that needed none. */
const NO_SOLVER = 'none, rewriting decided all';

/** The record of a cell. */
export function recordOf(cell: Cell, binding: Binding): EvidenceRecord {
  const { results } = cell;
  const { version, commit, isChanged, digestOf, assumptionsOf } = binding;
  return {
    model: cell.model ?? 'no model',
    answer: cell.answer,
    reason: cell.reason ?? '',
    assertions: cell.assertions,
    commit: commit === null ? 'not in a repository' : isChanged ? `${commit} with changes` : commit,
    tool: `ringproof ${version}`,
    solvers: [...new Set(results.map(({ solver }) => solver ?? NO_SOLVER))].sort(),
    queries: results.map((result) => `${result.id}: ${digestOf(result) ?? 'none'}`),
    assumptions: results.flatMap((result) => {
      const { id, bound } = result;
      const bounds = bound === null ? [] : [`${id}: only ${bound.what} up to ${bound.limit}`];
      const found = assumptionsOf(result);
      if (found === null) return [...bounds, `${id}: not found out within the limits`];
      return [...bounds, ...[...found.inputs, ...found.lines].map((line) => `${id}: ${line}`)];
    }),
    doesNotProve: results.map(({ id, doesNotProve }) => `${id}: ${doesNotProve}`),
    places: results.map(({ file, line }) => `${file}:${line}`),
  };
}

/** An id of capitals, digits and underscores, such as tools for requirements take. */
export function evidenceId(...parts: readonly string[]): string {
  return parts.map((part) => part.toUpperCase().replace(/[^A-Z0-9]+/g, '_')).join('__');
}
