import type { SolverName } from '../proof/options.ts';
import { nativeSolver } from '../solver/native.ts';
import type { Solver } from '../solver/solver.ts';
import { startEmbeddedZ3 } from '../solver/z3-wasm.ts';

const started = new Map<SolverName, Promise<Solver>>();

/** The solver of a name, started once per process. Rejects with a `SolverError` where it is not installed. */
export function startSolver(name: SolverName): Promise<Solver> {
  const known = started.get(name);
  if (known !== undefined) return known;
  const solver = name === 'wasm' ? startEmbeddedZ3() : Promise.resolve().then(() => nativeSolver(name));
  started.set(name, solver);
  return solver;
}

/**
 * Runs `work` with a solver that is started only if it is asked for. A decision in the middle of a body can not wait for
 * a solver to start, so the work is done over from the beginning once it has.
 */
export async function withSolver<T>(name: SolverName, work: (solver: () => Solver) => T): Promise<T> {
  let solver: Solver | undefined;
  for (;;) {
    try {
      return work(() => {
        if (solver === undefined) throw new SolverNeeded();
        return solver;
      });
    } catch (error) {
      if (!(error instanceof SolverNeeded)) throw error;
      solver = await startSolver(name);
    }
  }
}

class SolverNeeded extends Error {
  override readonly name = 'SolverNeeded';
}
