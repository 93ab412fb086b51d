import { rmSync, writeFileSync } from 'node:fs';
import { pendingText } from '../cache/questions.ts';
import { FileAnswers } from '../cache/answers.ts';
import type { CheckOptions, OneSolver, SolverName } from './options.ts';
import { identityOf } from '../solver/identity.ts';
import { nativeSolver, nativeVersion } from '../solver/native.ts';
import { NATIVE_SOLVER_NAMES, nativeRecord } from '../solver/natives.ts';
import { SolverSession, type Stage } from '../solver/session.ts';
import type { CheckLimits, Solver } from '../solver/solver.ts';
import { startEmbeddedZ3 } from '../solver/z3-wasm.ts';

const started = new Map<OneSolver, Promise<Solver>>();
/** Those of them that some session had to wait for. */
const running = new Map<OneSolver, Solver>();

/** The solver of a name, started once per process. Rejects with a `SolverError` where it is not installed. */
export function startSolver(name: OneSolver): Promise<Solver> {
  const known = started.get(name);
  if (known !== undefined) return known;
  const solver = name === 'wasm' ? startEmbeddedZ3() : Promise.resolve().then(() => nativeSolver(name));
  started.set(name, solver);
  return solver;
}

/** The options of a check that a session of questions needs. */
export type SessionOptions = Pick<
  CheckOptions,
  'solver' | 'encoding' | 'rlimit' | 'cache' | 'frozen' | 'pending'
>;

/**
 * Runs `work` with solvers that are started only for questions without a known answer. A decision in the middle of a body
 * cannot wait for a solver to start, so `work` is run again from the beginning once the solver has started: once in a process, not
 * once in a session.
 */
export async function inSession<T>(
  options: SessionOptions,
  work: (session: SolverSession) => T,
): Promise<{ readonly value: T; readonly session: SolverSession }> {
  const store = options.cache === null ? null : new FileAnswers(options.cache, options.frozen);
  for (;;) {
    const session = new SolverSession({
      stages: stagesOf(options).map((name, i, all) => stageOf(name, i, all.length)),
      store,
      rlimit: options.rlimit,
      onAsk: (text) => note(options.pending, text),
    });
    try {
      return { value: work(session), session };
    } catch (error) {
      if (!(error instanceof SolverNeeded)) throw error;
      running.set(error.solver, await startSolver(error.solver));
    }
  }
}

/** Runs `work` with one solver that is started only if it is asked. */
export async function withSolver<T>(name: SolverName, work: (solver: () => Solver) => T): Promise<T> {
  const options: SessionOptions = {
    ...{ solver: name, encoding: 'int', rlimit: null },
    ...{ cache: null, frozen: false, pending: null },
  };
  return (await inSession(options, (session) => work(() => session))).value;
}

/** The solvers that a name stands for, in the order in which they are asked. */
function stagesOf({ solver, encoding, rlimit }: SessionOptions): readonly OneSolver[] {
  if (solver !== 'auto') return [solver];
  // Native solvers limit themselves by the clock: with them the verdict could differ from run to run.
  if (rlimit !== null) return ['wasm'];
  const natives = NATIVE_SOLVER_NAMES.filter(
    (name) => nativeRecord(name).encodings.includes(encoding) && nativeVersion(name) !== undefined,
  );
  return natives.length === 0 ? ['wasm'] : ['wasm', ...natives, 'wasm'];
}

/** The limits of each but the last of several solvers on one question, some seconds, before the next is asked. */
const STAGE_LIMITS: CheckLimits = { rlimit: 20_000_000, timeoutMs: 20_000 };

function stageOf(name: OneSolver, position: number, stages: number): Stage {
  return {
    identity: identityOf(name),
    countsSteps: name === 'wasm',
    limited: position === 0,
    limits: position < stages - 1 ? STAGE_LIMITS : {},
    solver: () => {
      const solver = running.get(name);
      if (solver === undefined) throw new SolverNeeded(name);
      return solver;
    },
  };
}

/** Records the pending question, or that there is none. */
function note(file: string | null, text: string | null): void {
  if (file === null) return;
  try {
    if (text === null) rmSync(file, { force: true });
    else writeFileSync(file, pendingText(text));
  } catch {
    // It is only shown if the proof is stopped, and is no part of a verdict.
  }
}

/** Whether an error only asks for a solver to be started. */
export function isSolverNeeded(error: unknown): boolean {
  return error instanceof SolverNeeded;
}

class SolverNeeded extends Error {
  override readonly name = 'SolverNeeded';
  readonly solver: OneSolver;

  constructor(solver: OneSolver) {
    super(`the solver ${solver} has to be started`);
    this.solver = solver;
  }
}
