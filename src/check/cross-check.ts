import { PathEnd } from '../explore/errors.ts';
import { GuidedRun } from '../explore/guided-run.ts';
import type { Answer, Obligation } from '../explore/path.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import type { CheckOptions, Encoding, SolverName } from '../proof/options.ts';
import type { CrossCheck, Failure } from '../proof/verdict.ts';
import { nativeVersion } from '../solver/native.ts';
import type { Solver } from '../solver/solver.ts';
import { Terms } from '../term/terms.ts';
import { runBody } from './attempt.ts';
import { violation } from './discharge.ts';
import { Prover } from './prover.ts';
import { startSolver } from './solvers.ts';
import { SymbolicContext } from './symbolic-context.ts';

/** Wall clock and steps for one claim put to one second opinion. */
const LIMITS = { timeoutMs: 3_000, rlimit: 30_000_000 };

/** What the second opinions on a proof came to. */
export interface SecondOpinions {
  readonly checks: readonly CrossCheck[];
  /** An opinion that contradicts the verdict `proved`; `null` where none does. */
  readonly failure: Failure | null;
}

/**
 * Puts all that a proof rests on to second opinions: every claim, and every answer that rewriting or a solver gave on the
 * way, on the paths that were found, with terms that no rule has touched. cvc5 is asked first, then the embedded Z3
 * on bit-vectors, then native Z3; each what the ones before it left open. No answer is counted as none.
 */
export async function crossCheck(
  proof: Proof,
  model: Model | null,
  options: CheckOptions,
  runs: readonly (readonly Answer[])[],
): Promise<SecondOpinions> {
  const terms = new Terms({ rewriting: false });
  let open = claims(proof, model, terms, runs);
  const checks: CrossCheck[] = [];
  for (const { solver, encoding } of opinions(options)) {
    const started = await startSolver(solver);
    const before = open.length;
    const { contradicted, unanswered } = ask(open, terms, started, encoding);
    open = unanswered;
    const name = `${started.name} on ${encoding === 'int' ? 'integers' : 'bit-vectors'}`;
    checks.push({
      solver: name,
      confirmed: before - open.length - contradicted.length,
      unconfirmed: open.length,
    });
    if (contradicted.length > 0) return { checks, failure: contradiction(name, contradicted) };
    if (open.length === 0) break;
  }
  return { checks, failure: null };
}

/** All that the runs rest on, each claim once. */
function claims(
  proof: Proof,
  model: Model | null,
  terms: Terms,
  runs: readonly (readonly Answer[])[],
): readonly Obligation[] {
  const found = new Map<string, Obligation>();
  runs.forEach((answers, path) => {
    const run = new GuidedRun(terms, path, answers);
    try {
      runBody(proof, model, new SymbolicContext(terms, run));
    } catch (error) {
      // What a body throws was found to be on a path where nothing gets to: that is a claim like any other.
      if (!(error instanceof PathEnd)) run.unreachable();
    }
    for (const claim of run.obligations) {
      const key = [...claim.premise, claim.goal].map(({ id }) => id).join();
      if (!found.has(key)) found.set(key, claim);
    }
  });
  return [...found.values()];
}

function opinions({ solver, encoding }: CheckOptions): readonly { solver: SolverName; encoding: Encoding }[] {
  const all: readonly { solver: SolverName; encoding: Encoding }[] = [
    { solver: 'cvc5', encoding: 'int' },
    { solver: 'wasm', encoding: 'bv' },
    { solver: 'z3', encoding: 'int' },
    { solver: 'wasm', encoding: 'int' },
  ];
  return all
    .filter((opinion) => opinion.solver !== solver || opinion.encoding !== encoding)
    .filter((opinion) => opinion.solver === 'wasm' || nativeVersion(opinion.solver) !== undefined);
}

function ask(
  open: readonly Obligation[],
  terms: Terms,
  solver: Solver,
  encoding: Encoding,
): { contradicted: readonly Obligation[]; unanswered: readonly Obligation[] } {
  const prover = new Prover(terms, () => solver, encoding);
  const answers = open.map((claim) => ({ claim, status: prover.decide(violation(prover, claim), LIMITS) }));
  const of = (status: string): readonly Obligation[] =>
    answers.filter((answer) => answer.status === status).map(({ claim }) => claim);
  return { contradicted: of('sat'), unanswered: of('unknown') };
}

function contradiction(solver: string, contradicted: readonly Obligation[]): Failure {
  return {
    message: `${solver} contradicts the verdict 'proved'`,
    details: contradicted.map(({ name }) => `It refutes '${name}'.`),
    hints: ['One of the two is wrong: report it with the proof file, and do not rely on the verdict.'],
  };
}
