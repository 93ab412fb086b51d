import { relative, sep } from 'node:path';
import { SymbolicContext } from '../context/symbolic-context.ts';
import { operationAt, visits } from '../domain/visits.ts';
import { explore } from '../explore/explore.ts';
import type { Run } from '../explore/run.ts';
import type { Proof } from '../proof/declare.ts';
import type { Model } from '../proof/model.ts';
import { Prover } from '../prover/prover.ts';
import type { CheckOptions } from '../prover/options.ts';
import { inSession } from '../prover/solvers.ts';
import { codeLine } from '../replay/code-line.ts';
import type { CompiledPlace, ReachedPlaces } from '../result/reached.ts';
import type { Failure } from '../result/verdict.ts';
import { SolverCrash, type Solver } from '../solver/solver.ts';
import type { BoolTerm } from '../term/term.ts';
import { Terms } from '../term/terms.ts';
import { MarkingRecorder } from './marking-recorder.ts';
import { thrown } from './failures.ts';
import { declarationOf } from './record.ts';
import { Subject } from './subject.ts';

/** What a proof enters, and why not all of its paths were followed; `null` where they were. */
export interface Reached extends ReachedPlaces {
  readonly failure: Failure | null;
}

/** The budget of the question whether a path has any state. */
const LIMITS = { rlimit: 40_000_000, timeoutMs: 10_000 };

/**
 * Runs a proof on a model along all of its paths, and says what of the model it enters in some state that a claim is made of. Asks a
 * solver which paths have a state, and proves nothing. Places have to be recorded by then.
 */
export async function reachedBy(proof: Proof, model: Model | null, options: CheckOptions): Promise<Reached> {
  const entered = new Set<string>();
  const visited = new Set<string>();
  let failure: Failure | null = null;
  try {
    const subject = new Subject(proof, model);
    await inSession(options, (asked) => follow(subject, () => asked, options, entered, visited));
  } catch (error) {
    if (error instanceof SolverCrash) throw error;
    failure = thrown(error, declarationOf(proof));
  }
  visits.take();
  const placesIn = (ids: ReadonlySet<string>): readonly string[] =>
    [...ids].filter((id) => operationAt(id) === null);
  const operations = [...entered].flatMap((id) => operationAt(id) ?? []);
  return {
    places: placesIn(entered),
    visited: placesIn(visited),
    operations,
    compiled: compiledPlaces(),
    failure,
  };
}

/** Adds what the paths of a body enter to `entered` where a claim is made of it, and to `visited` in any case. */
function follow(
  subject: Subject,
  solver: () => Solver,
  { encoding }: CheckOptions,
  entered: Set<string>,
  visited: Set<string>,
): void {
  const terms = new Terms();
  const prover = new Prover(terms, solver, encoding);
  const { covers, requirements, contract, memoryModels } = subject;
  const declared = { covers, requirements, contract, memoryModels, standings: new Map(), orders: new Map() };
  const faults: TypeError[] = [];
  const onPath = (run: Run): void => {
    visits.take();
    const recorder = new MarkingRecorder(run, () => visits.count);
    const context = new SymbolicContext(terms, recorder, declared);
    try {
      subject.run(context);
    } finally {
      if (context.fault !== null) faults.push(context.fault);
      // What comes after the last claim, nothing is said of.
      const { count, premise } = recorder.lastClaim;
      const met = visits.take();
      for (const place of met) visited.add(place);
      add(met.slice(0, count), premise);
    }
  };
  const add = (met: readonly string[], premise: readonly BoolTerm[]): void => {
    const news = met.filter((place) => !entered.has(place));
    if (news.length === 0 || !hasState(prover, premise)) return;
    for (const place of news) entered.add(place);
  };
  explore(onPath, { terms, feasible: (conditions) => prover.feasible(conditions), runsOnce: true });
  const [fault] = faults;
  if (fault !== undefined) throw fault;
}

function hasState(prover: Prover, condition: readonly BoolTerm[]): boolean {
  if (prover.models.known(condition) ?? prover.models.near(condition)) return true;
  return prover.decide(prover.terms.and(...condition), LIMITS) === 'sat';
}

function compiledPlaces(): readonly CompiledPlace[] {
  return visits.declared.map(({ id, name, module, source }) => {
    if (source === null)
      return { id, name, file: relative(process.cwd(), module).split(sep).join('/'), line: null };
    const { file, line } = codeLine(source);
    return { id, name, file, line };
  });
}
