import { relative } from 'node:path';
import { PathEnd } from '../explore/errors.ts';
import { GuidedRun } from '../explore/guided-run.ts';
import type { Obligation, StepOutcome } from '../explore/path.ts';
import type { CheckOptions, Encoding } from '../prover/options.ts';
import type { CrossCheck, Failure } from '../result/verdict.ts';
import { keepQuestion } from '../cache/questions.ts';
import { lower } from '../solver/lower.ts';
import { Terms } from '../term/terms.ts';
import { startSolver } from '../prover/solvers.ts';
import { opinions, ROUNDS } from './opinions.ts';
import { SymbolicContext } from '../context/symbolic-context.ts';
import type { Subject } from './subject.ts';

/** The results of the second opinions on a proof. */
export interface SecondOpinions {
  readonly checks: readonly CrossCheck[];
  /** An opinion that contradicts the verdict `proved`; `null` where none does. */
  readonly failure: Failure | null;
}

/**
 * Puts all that a proof rests on to second opinions: every claim, and every answer that rewriting or a solver gave on the
 * way, on the paths that were found, with terms that no rule has touched. cvc5 is asked first, then bit-vectors, then native Z3;
 * each only what is still open. All are asked briefly before any is given more time. A missing answer counts as
 * none. `broken`: names of assertions that were seen to break, which need no second answer.
 */
export async function crossCheck(
  subject: Subject,
  options: CheckOptions,
  runs: readonly (readonly StepOutcome[])[],
  broken: ReadonlySet<string> = new Set(),
): Promise<SecondOpinions> {
  const terms = new Terms({ rewriting: false });
  const all = claims(subject, terms, runs).filter(({ name }) => !broken.has(name));
  const asked = opinions(options);
  const confirmed = new Map<string, number>();
  let open: readonly Obligation[] = all;
  for (const round of ROUNDS) {
    for (const { solver, encoding } of asked) {
      if (open.length === 0) break;
      const started = await startSolver(solver);
      const before = open.length;
      const { contradicted, unanswered } = round(open, { terms, solver: started, encoding });
      open = unanswered;
      const name = `${started.name} on ${inWords(encoding)}`;
      confirmed.set(name, (confirmed.get(name) ?? 0) + before - open.length - contradicted.length);
      if (contradicted.length > 0) {
        const files = keepBoth(subject, options, encoding, terms, contradicted);
        return {
          checks: inOrder(confirmed, all.length),
          failure: contradiction(name, contradicted, files),
        };
      }
    }
  }
  return { checks: inOrder(confirmed, all.length), failure: null };
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

/** How many each confirmed, and how many it and those before it left open. */
function inOrder(confirmed: ReadonlyMap<string, number>, all: number): readonly CrossCheck[] {
  let left = all;
  return [...confirmed].map(([solver, count]) => {
    left -= count;
    return { solver, confirmed: count, unconfirmed: left };
  });
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
