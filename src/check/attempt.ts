import { replay } from '../counterexample/replay.ts';
import { MisuseError } from '../domain/misuse.ts';
import { explore, type Exploration } from '../explore/explore.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import type { CoverResult, Counterexample, Failure, Verdict } from '../proof/verdict.ts';
import type { Solver } from '../solver/solver.ts';
import { Terms } from '../term/terms.ts';
import type { Encoding } from '../solver/lower.ts';
import { decode } from './decode.ts';
import { discharge } from './discharge.ts';
import { lostCase, openCases, undecided, vacuity } from './failures.ts';
import { Prover } from './prover.ts';
import { refute, refutedBy, type Refutation, type Replayed } from './refutation.ts';
import { SymbolicContext, type DeclaredInput } from './symbolic-context.ts';
import { isAnythingAsserted, probe, reachCovers } from './vacuity.ts';
import { Witnesses } from './witnesses.ts';

/** What one attempt at a proof found out. */
export interface Attempt {
  readonly verdict: Verdict;
  readonly failure: Failure | null;
  readonly counterexample: Counterexample | null;
  readonly exploration: Exploration;
  readonly covers: readonly CoverResult[];
  readonly decidedByRewriting: number;
  readonly prover: Prover;
  readonly exploringMs: number;
  readonly declared: Declared;
}

/** What a proof declared, and its body over all of its paths. */
export interface Declared {
  /** Names of the covers that have to be reached. */
  readonly covers: readonly string[];
  readonly inputs: Map<string, DeclaredInput>;
  readonly memories: Set<string>;
  /** By input: the paths on which it is declared. */
  readonly paths: Map<string, Set<number>>;
}

export interface AttemptOptions {
  readonly encoding: Encoding;
  readonly solver: () => Solver;
  /** Called with the text of each question to the solver. */
  readonly onQuery?: ((text: string) => void) | undefined;
  /** Called with the first counterexample as soon as it was replayed, and with each smaller one before the last. */
  readonly onRefuted?: ((found: Refutation) => void) | undefined;
}

/** Explores a body on one model and settles all that it claims. Throws what the body throws. */
export function attempt(proof: Proof, model: Model | null, options: AttemptOptions): Attempt {
  const terms = new Terms();
  const prover = new Prover(terms, options.solver, options.encoding);
  prover.onQuery = options.onQuery;
  const declared: Declared = {
    covers: proof.covers(model),
    inputs: new Map(),
    memories: new Set(),
    paths: new Map(),
  };

  const begin = performance.now();
  const exploration = exploreProof(proof, model, prover, declared);
  const exploringMs = performance.now() - begin - prover.times.lowering - prover.times.solving;
  const found = {
    ...{ exploration, prover, exploringMs, declared },
    ...{ counterexample: null, covers: [], decidedByRewriting: 0 },
  };

  const lost = prover.decide(exploration.uncovered);
  if (lost === 'sat') return { ...found, verdict: 'error', failure: lostCase() };
  if (lost === 'unknown') return { ...found, verdict: 'unknown', failure: openCases() };
  const replays: Replayed[] = [];
  const question = { proof, model, ...declared, obligations: exploration.obligations };
  const { onRefuted = () => {} } = options;
  const settled = discharge(prover, exploration.obligations, ({ obligation: { name }, witness }) => {
    const state = decode(witness, declared.inputs, declared.memories);
    const outcome = replay(proof, model, state);
    replays.push({ name, state, outcome });
    if (replays.length === 1 && outcome.violated.includes(name))
      onRefuted(refutedBy(question, [name], state, false));
    return outcome.violated;
  });
  const { decidedByRewriting } = settled;
  const refuted = refute(prover, replays, question, onRefuted);
  if (refuted !== undefined) return { ...found, ...refuted, decidedByRewriting };
  const witnesses = new Witnesses(prover, declared.inputs, declared.memories);
  const vacuities = probe(witnesses, terms, exploration, declared.inputs, declared.paths);
  const covers = reachCovers(witnesses, terms, declared.covers, exploration.covers);
  const vacuous = vacuity(vacuities, {
    covers,
    met: new Set(exploration.covers.map(({ name }) => name)),
    asserts: isAnythingAsserted(witnesses, terms, exploration.obligations),
  });
  const outcome = { ...found, decidedByRewriting, covers };
  if (vacuous !== null) return { ...outcome, verdict: 'vacuous', failure: vacuous };
  if (settled.open.length > 0) return { ...outcome, verdict: 'unknown', failure: undecided(settled.open) };
  return { ...outcome, verdict: 'proved', failure: null };
}

/** All paths of a proof's body, with what it declared on them. */
function exploreProof(proof: Proof, model: Model | null, prover: Prover, declared: Declared): Exploration {
  const { terms } = prover;
  const faults: TypeError[] = [];
  const explored = explore(
    (run) => {
      const context = new SymbolicContext(terms, run, declared.covers);
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
