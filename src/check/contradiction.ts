import { PathEnd } from '../explore/errors.ts';
import { Run, type Recorder } from '../explore/run.ts';
import { SymbolicContext } from '../context/symbolic-context.ts';
import type { Prover } from '../prover/prover.ts';
import { isSolverNeeded } from '../prover/solvers.ts';
import type { CheckLimits } from '../solver/solver.ts';
import type { BoolTerm } from '../term/term.ts';
import type { Declared } from './exploration.ts';
import { spotOf } from './stack-lines.ts';
import type { Subject } from './subject.ts';

/** Something that holds on a path: an assumption, or the answer of a decision. */
interface Fact {
  readonly condition: BoolTerm;
  readonly place: string | null;
}

/** More facts than these are not searched: the search is to help, and not to take longer than the proof. */
const MOST_FACTS = 64;

const LIMITS: CheckLimits = { rlimit: 300_000, timeoutMs: 1_000 };

/**
 * The assumptions on the first path of a body that contradict each other, with the answers of the decisions before them, as
 * "file:line: text of the line"; none of them could be left out. None if they are not found.
 */
export function contradictingAssumptions(
  subject: Subject,
  prover: Prover,
  declared: Declared,
): readonly string[] {
  const isContradictory = (facts: readonly Fact[]): boolean =>
    prover.isUnsat(prover.terms.and(...facts.map(({ condition }) => condition)), LIMITS);
  let core = firstContradiction(subject, prover, declared, isContradictory);
  for (const fact of core.toReversed()) {
    const rest = core.filter((other) => other !== fact);
    if (isContradictory(rest)) core = rest;
  }
  return [...new Set(core.flatMap(({ place }) => place ?? []))];
}

/** The facts of the first path, up to the assumption that contradicts those before it. */
function firstContradiction(
  subject: Subject,
  { terms }: Prover,
  declared: Declared,
  isContradictory: (facts: readonly Fact[]) => boolean,
): readonly Fact[] {
  const run = new Run({
    ...{ terms, path: 0, prefix: [], feasible: () => 'undecided' },
    ...{ onFork: () => {}, onLate: () => {} },
  });
  const facts: Fact[] = [];
  let found: readonly Fact[] = [];
  const recorder: Recorder = {
    condition: run.condition,
    decide: (condition) => {
      const answer = run.decide(condition);
      const place = placeOf(new Error());
      facts.push({
        condition: answer ? condition : terms.not(condition),
        place: place && `${place} (${answer ? 'yes' : 'no'})`,
      });
      return answer;
    },
    assume: (condition) => {
      facts.push({ condition, place: placeOf(new Error()) });
      if (facts.length > MOST_FACTS) throw new PathEnd('the search ends');
      if (isContradictory(facts)) {
        found = facts;
        throw new PathEnd('the contradiction is found');
      }
      run.assume(condition);
    },
    askEarly: () => {},
    assert: (name, goal) => run.assert(name, goal),
    trapIf: (name, condition) => run.trapIf(name, condition),
    cover: (name, condition) => run.cover(name, condition),
  };
  try {
    subject.run(
      new SymbolicContext(terms, recorder, { ...declared, standings: new Map(), orders: new Map() }),
    );
  } catch (error) {
    // What else a body throws was met when it was explored.
    if (isSolverNeeded(error)) throw error;
  }
  return found;
}

function placeOf(error: Error): string | null {
  const spot = spotOf(error);
  return spot === undefined ? null : `${spot.file}:${spot.line}: ${spot.text.trim()}`;
}
