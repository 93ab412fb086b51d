import { replay } from '../replay/replay.ts';
import { MisuseError } from '../domain/misuse.ts';
import { explore, type Exploration } from '../explore/explore.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import { isTrapAssertion } from '../proof/calls.ts';
import { checkFinding, findingOf, ownProofFinding } from '../proof/finding.ts';
import type { AssertionKind, Standing } from '../proof/standing.ts';
import type { AssertionResult, CoverResult, Counterexample, Failure, Verdict } from '../result/verdict.ts';
import type { Solver } from '../solver/solver.ts';
import { Terms } from '../term/terms.ts';
import type { Encoding } from '../solver/lower.ts';
import { askedAssertions, assertionResults, contractOf } from './asked.ts';
import { decode } from '../prover/decode.ts';
import { discharge, violation } from '../prover/discharge.ts';
import {
  lostCase,
  openCases,
  outOfContract,
  staleFinding,
  staleIn,
  undecided,
  vacuity,
  withStale,
} from './failures.ts';
import { mayName } from './names-in-text.ts';
import { Prover } from '../prover/prover.ts';
import { refute, refutedBy, findSpurious, type Refutation, type Replayed } from './refutation.ts';
import { SymbolicContext, type Declarations, type DeclaredInput } from '../context/symbolic-context.ts';
import { probe, reachAssertions, reachCovers } from './vacuity.ts';
import { Witnesses } from './witnesses.ts';

/** What one attempt at a proof found out. */
export interface Attempt {
  readonly verdict: Verdict;
  readonly failure: Failure | null;
  readonly counterexample: Counterexample | null;
  readonly exploration: Exploration;
  readonly covers: readonly CoverResult[];
  readonly assertions: readonly AssertionResult[];
  /** Names of the assertions that are not of the contract. */
  readonly leftOut: readonly string[];
  readonly decidedByRewriting: number;
  readonly prover: Prover;
  readonly exploringMs: number;
  readonly declared: Declared;
}

/** What a proof declared, and its body over all of its paths. */
export interface Declared extends Declarations {
  readonly inputs: Map<string, DeclaredInput>;
  readonly memories: Set<string>;
  /** By input: the paths on which it is declared. */
  readonly paths: Map<string, Set<number>>;
}

export interface AttemptOptions {
  readonly encoding: Encoding;
  /** Only assertions of these kinds are asked; all where left out. */
  readonly contract?: readonly AssertionKind[];
  readonly solver: () => Solver;
  /** Called with the text of each question to the solver. */
  readonly onQuery?: ((text: string) => void) | undefined;
  /**
   * Called with the first counterexample to what is expected to hold as soon as it was replayed, and with each smaller one before
   * the last.
   */
  readonly onRefuted?: ((found: Refuted) => void) | undefined;
}

/** A refutation, and what is known of all assertions by then. */
export type Refuted = Refutation & Pick<Attempt, 'assertions' | 'leftOut' | 'covers'>;

/**
 * Explores a body on one model and settles all that it claims: a refutation of one assertion ends none of the others. Throws what
 * the body throws, and a `DeclarationError` for a finding that does not fit the proof.
 */
export function attempt(proof: Proof, model: Model | null, options: AttemptOptions): Attempt {
  const terms = new Terms();
  const prover = new Prover(terms, options.solver, options.encoding);
  prover.onQuery = options.onQuery;
  const finding = findingOf(model, proof.id);
  const declared: Declared = {
    ...{ covers: proof.covers(model), requirements: proof.requirements },
    ...{ contract: contractOf(proof, options.contract), standings: new Map<string, Standing>() },
    inputs: new Map(),
    memories: new Set(),
    paths: new Map(),
  };
  if (finding !== null && proof.isOwn === true) throw ownProofFinding(proof.id);
  if (finding !== null) checkFinding(finding, declared.covers);

  const begin = performance.now();
  const exploration = exploreProof(proof, model, prover, declared);
  const exploringMs = performance.now() - begin - prover.times.lowering - prover.times.solving;
  const { obligations } = exploration;
  const claims = askedAssertions(
    obligations,
    declared,
    finding,
    (name) => isTrapAssertion(name) || mayName(proof.text(), name),
  );
  const found = {
    ...{ exploration, prover, exploringMs, declared, leftOut: claims.leftOut },
    ...{ counterexample: null, covers: [], assertions: [], decidedByRewriting: 0 },
  };
  const lost = prover.decide(exploration.uncovered);
  if (lost === 'sat') return { ...found, verdict: 'error', failure: lostCase() };
  if (lost === 'unknown') return { ...found, verdict: 'unknown', failure: openCases() };

  if (claims.asked.length === 0 && claims.missing.length === 0 && claims.leftOut.length > 0)
    return { ...found, verdict: 'vacuous', failure: outOfContract(declared.contract) };
  const replays: Replayed[] = [];
  const question = { proof, model, ...declared, obligations };
  const results = (verdictOf: (name: string) => AssertionResult['verdict']) =>
    assertionResults(claims, declared.standings, verdictOf, (name) =>
      obligations.every((one) => one.name !== name || violation(prover, one) === terms.false),
    );
  const isSurprise = (name: string): boolean =>
    claims.asked.includes(name) && !claims.expectedBroken.has(name);
  const settled = discharge(prover, obligations, ({ obligation: { name }, witness }) => {
    const state = decode(witness, declared.inputs, declared.memories);
    const outcome = replay(proof, model, state);
    const isFirst = replays.every(({ outcome: { violated } }) => !violated.some(isSurprise));
    replays.push({ name, state, outcome });
    const [surprise] = outcome.violated.filter(isSurprise);
    // What a finding names says nothing before all is asked.
    if (isFirst && surprise !== undefined && outcome.violated.includes(name))
      options.onRefuted?.({
        ...{ ...refutedBy(question, [surprise], state, false), leftOut: claims.leftOut, covers: [] },
        assertions: results((one) => (outcome.violated.includes(one) ? 'refuted' : 'unknown')),
      });
    return outcome.violated;
  });
  const { decidedByRewriting, open } = settled;
  const astray = findSpurious(replays);
  if (astray !== undefined) return { ...found, ...astray, decidedByRewriting };

  const broken = new Set(replays.flatMap(({ outcome }) => outcome.violated));
  const witnesses = new Witnesses(prover, declared.inputs, declared.memories);
  for (const { state } of replays) witnesses.learn(state);
  // The states that these find reach most assertions, too.
  const vacuities = probe(witnesses, terms, exploration, declared.inputs, declared.paths);
  const covers = reachCovers(witnesses, terms, declared.covers, exploration.covers);
  const reaches = reachAssertions(witnesses, terms, obligations, claims.expectedBroken);
  const assertions = results((name) => {
    if (broken.has(name)) return 'refuted';
    if (open.some(({ obligation }) => obligation.name === name)) return 'unknown';
    return reaches(name) === false ? 'not-reached' : 'proved';
  });
  const outcome = { ...found, decidedByRewriting, assertions, covers };
  const stale = staleIn(assertions);
  const asked = { ...question, obligations, isExpected: (name: string) => claims.expectedBroken.has(name) };
  const surprising = refute(prover, replays, asked, isSurprise, (smaller) =>
    options.onRefuted?.({ ...outcome, ...smaller, failure: withStale(smaller.failure, stale) }),
  );
  if (surprising !== undefined)
    return { ...outcome, ...surprising, failure: withStale(surprising.failure, stale) };
  const unreached = finding?.unreached ?? [];
  const reached = covers.filter((cover) => cover.reached === true && unreached.includes(cover.name));
  const vacuous = vacuity(vacuities, {
    covers: covers.filter(({ name }) => !unreached.includes(name)),
    met: new Set(exploration.covers.map(({ name }) => name)),
    assertions,
    isPart: claims.leftOut.length > 0,
  });
  if (vacuous !== null) return { ...outcome, verdict: 'vacuous', failure: vacuous };
  const outdated = [...stale, ...reached.map(({ name }) => `the cover '${name}' is reached`)];
  if (open.length > 0)
    return { ...outcome, verdict: 'unknown', failure: withStale(undecided(open), outdated) };
  const isStale = outdated.length > 0;
  const refuted = (found: Refutation): Refutation =>
    isStale ? { ...found, failure: staleFinding(outdated, found.failure) } : found;
  const isKnown = (name: string): boolean => claims.expectedBroken.has(name);
  const expected = refute(prover, replays, asked, isKnown, (smaller) =>
    options.onRefuted?.({ ...outcome, ...refuted(smaller) }),
  );
  if (expected !== undefined) return { ...outcome, ...refuted(expected) };
  return { ...outcome, verdict: 'proved', failure: isStale ? staleFinding(outdated) : null };
}

/** All paths of a proof's body, with what it declared on them. */
function exploreProof(proof: Proof, model: Model | null, prover: Prover, declared: Declared): Exploration {
  const { terms } = prover;
  const faults: TypeError[] = [];
  const explored = explore(
    (run) => {
      const context = new SymbolicContext(terms, run, declared);
      try {
        runBody(proof, model, context);
      } finally {
        if (context.fault !== null) faults.push(context.fault);
        // Also of a path that its assumptions end.
        for (const name of [...context.memories.keys(), ...context.contents]) declared.memories.add(name);
        for (const [name, input] of context.inputs) {
          if (!declared.inputs.has(name)) declared.inputs.set(name, input);
        }
      }
      for (const [name, { term }] of context.inputs) {
        declared.paths.set(name, (declared.paths.get(name) ?? new Set()).add(run.path));
        if (declared.inputs.get(name)?.term === term) continue;
        throw new MisuseError(
          `input '${name}' is declared in two ways on two paths`,
          'Give each a name of its own, or declare it once, in front of the decision.',
        );
      }
    },
    { terms, feasible: (conditions) => prover.feasible(conditions) },
  );
  const [fault] = faults;
  if (fault !== undefined) throw fault;
  return explored;
}

/** One run of a proof's body on terms. */
export function runBody(proof: Proof, model: Model | null, context: SymbolicContext): void {
  const finished: unknown = proof.body(context, model);
  context.checkAlive();
  if (!(finished instanceof Promise)) return;
  // Whatever becomes of it: the body is wrong already.
  finished.catch(() => {});
  throw new MisuseError(
    'the body is asynchronous: it returns before its work is done',
    'Take async and await out of it; what it needs from files, read at the top of its module.',
  );
}
