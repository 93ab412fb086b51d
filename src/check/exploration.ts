import { SymbolicContext, type DeclaredInput, type Declarations } from '../context/symbolic-context.ts';
import { MisuseError } from '../domain/misuse.ts';
import { PathLimitError } from '../explore/errors.ts';
import { explore, type Exploration, type ExploreOptions } from '../explore/explore.ts';
import type { Run } from '../explore/run.ts';
import type { Standing } from '../proof/standing.ts';
import type { Prover } from '../prover/prover.ts';
import { Forks, locatedLimit, type Forking } from './forks.ts';
import type { Subject } from './subject.ts';

/** What a body declares over all of its paths. */
export interface Declared extends Declarations {
  readonly inputs: Map<string, DeclaredInput>;
  readonly memories: Set<string>;
  /** By input: the paths on which it is declared. */
  readonly paths: Map<string, Set<number>>;
}

/** All paths of a body, what it declares on them, and the time it took without the solver's. */
export interface Explored {
  readonly exploration: Exploration;
  readonly declared: Declared;
  readonly exploringMs: number;
  /** Whether, on some path, an order of accesses means nothing under all memory models that are asked. */
  readonly isOrderUndefined: boolean;
}

/** Makes the context of a run. */
export type ContextOf = (run: Run, declared: Declared) => SymbolicContext;

/**
 * Runs a body on all of its paths. Throws what the body throws. `onProgress`: called now and then where it has many, and with
 * `null` once it is done. `maxAnswers`: as in `RunOptions`.
 */
export function exploreBody(
  subject: Subject,
  prover: Prover,
  onProgress: (forking: Forking | null) => void,
  contextOf: ContextOf = (run, declared) => new SymbolicContext(prover.terms, run, declared),
  maxAnswers?: number,
): Explored {
  const { covers, requirements, contract, memoryModels } = subject;
  const declared: Declared = {
    ...{ covers, requirements, contract, memoryModels },
    ...{ standings: new Map<string, Standing>(), orders: new Map() },
    ...{ inputs: new Map(), memories: new Set(), paths: new Map() },
  };
  const { terms } = prover;
  const faults: TypeError[] = [];
  let isOrderUndefined = false;
  const begin = performance.now();
  const forks = new Forks(onProgress);
  const onPath = (run: Run): void => {
    const context = contextOf(run, declared);
    try {
      subject.run(context);
    } finally {
      if (context.fault !== null) faults.push(context.fault);
      isOrderUndefined ||= context.isOrderUndefined;
      // Also of a path that its assumptions end.
      collect(declared, context);
    }
    place(declared, context, run.path);
  };
  const exploration = explored(onPath, forks, {
    ...{ terms, maxAnswers },
    feasible: (conditions) => prover.feasible(conditions),
  });
  if (forks.areMany) onProgress(null);
  const [fault] = faults;
  if (fault !== undefined) throw fault;
  const { lowering, solving } = prover.times;
  const exploringMs = performance.now() - begin - lowering - solving;
  return { exploration, declared, exploringMs, isOrderUndefined };
}

/** Explores, and names the line that forks most where there are too many paths. */
function explored(onPath: (run: Run) => void, forks: Forks, options: ExploreOptions): Exploration {
  try {
    return explore(onPath, { ...options, onFork: (progress) => forks.count(progress) });
  } catch (error) {
    throw error instanceof PathLimitError ? locatedLimit(error, forks.report()) : error;
  }
}

function collect({ inputs, memories }: Declared, context: SymbolicContext): void {
  for (const name of [...context.memories.keys(), ...context.contents]) memories.add(name);
  for (const [name, input] of context.inputs) {
    if (!inputs.has(name)) inputs.set(name, input);
  }
}

/** Notes which inputs a path declares. Throws a `MisuseError` for one that another path declares otherwise. */
function place({ inputs, paths }: Declared, context: SymbolicContext, path: number): void {
  for (const [name, { term }] of context.inputs) {
    paths.set(name, (paths.get(name) ?? new Set()).add(path));
    if (inputs.get(name)?.term === term) continue;
    throw new MisuseError(
      `input '${name}' is declared in two ways on two paths`,
      'Give each a name of its own, or declare it once, before the decision.',
    );
  }
}
