import type { CheckOptions, SolverName } from '../proof/options.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import type { CrossCheck, ProofResult } from '../proof/verdict.ts';
import { nativeVersion } from '../solver/native.ts';
import type { Encoding } from '../solver/lower.ts';
import type { Solver } from '../solver/solver.ts';
import { Terms } from '../term/terms.ts';
import { exploreProof } from './attempt.ts';
import { violation } from './discharge.ts';
import { Prover } from './prover.ts';
import { withSolver } from './solvers.ts';

/** Wall clock and steps for one claim put to one second opinion. */
const LIMITS = { timeoutMs: 10_000, rlimit: 60_000_000 };

/**
 * Puts every claim of a proof, explored afresh without rewriting, to a second opinion: cvc5 first, then native Z3, then
 * the embedded Z3 on bit-vectors; each is asked what the ones before it left open. An answer that contradicts the
 * verdict makes it an error; no answer is counted as none.
 */
export async function crossCheck(
  proof: Proof,
  model: Model | null,
  options: CheckOptions,
  result: ProofResult,
): Promise<ProofResult> {
  const checks: CrossCheck[] = [];
  for (const { solver, encoding } of secondOpinions(options)) {
    const { confirmed, unconfirmed, contradicted } = await withSolver(solver, (start) =>
      ask(proof, model, start, encoding),
    );
    checks.push({ solver: `${solver} (${encoding})`, confirmed, unconfirmed });
    const agrees =
      result.verdict === 'proved' ? contradicted.length === 0 : unconfirmed > 0 || contradicted.length > 0;
    if (!agrees) {
      return {
        ...result,
        crossChecks: checks,
        verdict: 'error',
        failure: {
          message: `${solver} (${encoding}) contradicts the verdict '${result.verdict}'`,
          details: contradicted.map((name) => `It refutes '${name}'.`),
          hints: ['One of the two is wrong: report it with the proof file.'],
        },
      };
    }
    if (result.verdict === 'proved' && unconfirmed === 0) break;
  }
  return { ...result, crossChecks: checks };
}

function secondOpinions({
  solver,
  encoding,
}: CheckOptions): readonly { solver: SolverName; encoding: Encoding }[] {
  const all: readonly { solver: SolverName; encoding: Encoding }[] = [
    { solver: 'cvc5', encoding: 'int' },
    { solver: 'z3', encoding: 'int' },
    { solver: 'wasm', encoding: 'bv' },
  ];
  return all
    .filter((opinion) => opinion.solver !== solver || opinion.encoding !== encoding)
    .filter((opinion) => opinion.solver === 'wasm' || nativeVersion(opinion.solver) !== undefined);
}

interface Opinion {
  readonly confirmed: number;
  readonly unconfirmed: number;
  /** Names of claims that the second opinion refutes. */
  readonly contradicted: readonly string[];
}

function ask(proof: Proof, model: Model | null, solver: () => Solver, encoding: Encoding): Opinion {
  const prover = new Prover(new Terms({ rewriting: false }), solver, encoding);
  const { obligations } = exploreProof(proof, model, prover, { inputs: new Map(), memories: new Set() });
  let confirmed = 0;
  const contradicted: string[] = [];
  for (const obligation of obligations) {
    const broken = violation(prover, obligation);
    if (prover.refutes(broken, LIMITS)) confirmed += 1;
    else if (prover.satisfy(broken, LIMITS).status === 'sat') contradicted.push(obligation.name);
  }
  return { confirmed, unconfirmed: obligations.length - confirmed - contradicted.length, contradicted };
}
