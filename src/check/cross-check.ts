import { relative } from 'node:path';
import { PathEnd } from '../explore/errors.ts';
import { GuidedRun } from '../explore/guided-run.ts';
import type { Obligation, StepOutcome } from '../explore/path.ts';
import type { CheckOptions, Encoding, OneSolver } from '../prover/options.ts';
import type { CrossCheck, Failure } from '../result/verdict.ts';
import { keepQuestion } from '../cache/questions.ts';
import { lower } from '../solver/lower.ts';
import { nativeVersion } from '../solver/native.ts';
import type { Solver } from '../solver/solver.ts';
import type { BoolTerm } from '../term/term.ts';
import { Terms } from '../term/terms.ts';
import { violation } from '../prover/discharge.ts';
import { decideAll } from '../prover/decide-all.ts';
import { startSolver } from '../prover/solvers.ts';
import { SymbolicContext } from '../context/symbolic-context.ts';
import type { Subject } from './subject.ts';

/** Wall clock and steps for one claim put to one second opinion. */
const LIMITS = { timeoutMs: 3_000, rlimit: 4_000_000 };
/** The same for claims of one path as one, which mostly hold together, */
const GROUP_LIMITS = { timeoutMs: 1_000, rlimit: 1_000_000 };
/** and how many they are at most. */
const MOST_TOGETHER = 64;

/** The results of the second opinions on a proof. */
export interface SecondOpinions {
  readonly checks: readonly CrossCheck[];
  /** An opinion that contradicts the verdict `proved`; `null` where none does. */
  readonly failure: Failure | null;
}

/**
 * Puts all that a proof rests on to second opinions: every claim, and every answer that rewriting or a solver gave on the
 * way, on the paths that were found, with terms that no rule has touched. cvc5 is asked first, then native Z3,
 * then bit-vectors; each what the ones before it left open. A missing answer counts as none. `broken`: names of assertions that
 * were seen to break, which need no second answer.
 */
export async function crossCheck(
  subject: Subject,
  options: CheckOptions,
  runs: readonly (readonly StepOutcome[])[],
  broken: ReadonlySet<string> = new Set(),
): Promise<SecondOpinions> {
  const terms = new Terms({ rewriting: false });
  let open: readonly Obligation[] = claims(subject, terms, runs).filter(({ name }) => !broken.has(name));
  const checks: CrossCheck[] = [];
  for (const { solver, encoding } of opinions(options)) {
    const started = await startSolver(solver);
    const before = open.length;
    const { contradicted, unanswered } = ask(open, terms, started, encoding);
    open = unanswered;
    const name = `${started.name} on ${inWords(encoding)}`;
    checks.push({
      solver: name,
      confirmed: before - open.length - contradicted.length,
      unconfirmed: open.length,
    });
    if (contradicted.length > 0) {
      const files = keepBoth(subject, options, encoding, terms, contradicted);
      return { checks, failure: contradiction(name, contradicted, files) };
    }
    if (open.length === 0) break;
  }
  return { checks, failure: null };
}

/** All that the runs rest on, each claim once. */
function claims(
  subject: Subject,
  terms: Terms,
  runs: readonly (readonly StepOutcome[])[],
): readonly Obligation[] {
  const found = new Map<string, Obligation>();
  const { covers, requirements, contract, memoryModels } = subject;
  runs.forEach((answers, path) => {
    const run = new GuidedRun(terms, path, answers);
    const declared = {
      covers,
      requirements,
      contract,
      memoryModels,
      standings: new Map(),
      orders: new Map(),
    };
    try {
      subject.run(new SymbolicContext(terms, run, declared));
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

function opinions({ solver, encoding }: CheckOptions): readonly { solver: OneSolver; encoding: Encoding }[] {
  const first = solver === 'auto' ? 'wasm' : solver;
  const all: readonly { solver: OneSolver; encoding: Encoding }[] = [
    { solver: 'cvc5', encoding: 'int' },
    { solver: 'z3', encoding: 'int' },
    { solver: 'bitwuzla', encoding: 'bv' },
    { solver: 'wasm', encoding: 'bv' },
    { solver: 'wasm', encoding: 'int' },
  ];
  return all
    .filter((opinion) => opinion.solver !== first || opinion.encoding !== encoding)
    .filter((opinion) => opinion.solver === 'wasm' || nativeVersion(opinion.solver) !== undefined);
}

/** Groups first, and of those that may not hold as a whole each claim by itself. */
function ask(
  open: readonly Obligation[],
  terms: Terms,
  solver: Solver,
  encoding: Encoding,
): { contradicted: readonly Obligation[]; unanswered: readonly Obligation[] } {
  const asked = { terms, solver, encoding };
  const broken = (group: readonly Obligation[]): BoolTerm =>
    terms.or(...group.map((claim) => violation(asked, claim)));
  const groups = inGroups(open);
  const together = decideAll({ ...asked, limits: GROUP_LIMITS }, groups.map(broken));
  const left = groups.flatMap((group, i) => (together[i] === 'unsat' ? [] : group));
  const statuses = decideAll(
    { ...asked, limits: LIMITS },
    left.map((claim) => broken([claim])),
  );
  const of = (status: string): readonly Obligation[] => left.filter((_, i) => statuses[i] === status);
  return { contradicted: of('sat'), unanswered: of('unknown') };
}

/** Claims of one path that follow each other: most of their terms are the same. */
function inGroups(claims: readonly Obligation[]): readonly (readonly Obligation[])[] {
  const groups: Obligation[][] = [];
  for (const claim of claims) {
    const last = groups.at(-1);
    if (last !== undefined && last.length < MOST_TOGETHER && last[0]?.path === claim.path) last.push(claim);
    else groups.push([claim]);
  }
  return groups;
}

/** Writes a contradicted claim in both encodings, if there is a folder for that; returns the paths. */
function keepBoth(
  { name }: Subject,
  { encoding, questions }: CheckOptions,
  other: Encoding,
  terms: Terms,
  [claim]: readonly Obligation[],
): readonly string[] {
  if (questions === null || claim === undefined) return [];
  const broken = terms.and(...claim.premise, terms.not(claim.goal));
  const kept = [encoding, other].flatMap((as, i) => {
    const { text } = lower({ terms, assertions: [broken], exact: true, observed: false }, as);
    const about = [
      `A state that breaks '${claim.name}' of ${name}: solvers disagree on whether there is one.`,
      `As ${i === 0 ? 'the verdict' : 'the second opinion'} has it, on ${inWords(as)}.`,
    ];
    try {
      return [keepQuestion(questions, { text, about }, i === 0 ? 'verdict' : 'opinion')];
    } catch {
      // A folder that cannot be written was reported before the run; the disagreement is reported anyway.
      return [];
    }
  });
  return kept.map((path) => relative(process.cwd(), path));
}

function inWords(encoding: Encoding): string {
  return encoding === 'int' ? 'integers' : 'bit-vectors';
}

function contradiction(
  solver: string,
  contradicted: readonly Obligation[],
  files: readonly string[],
): Failure {
  return {
    message: `${solver} contradicts the verdict 'proved'`,
    details: [
      ...contradicted.map(({ name }) => `It refutes '${name}'.`),
      ...files.map((file) => `Kept as ${file}.`),
    ],
    hints: ['One of the two is wrong: report it with the proof file, and do not rely on the verdict.'],
  };
}
