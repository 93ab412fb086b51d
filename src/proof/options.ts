import type { Encoding } from '../solver/lower.ts';

export type { Encoding };

/** Solvers a proof can be put to: Z3 embedded as WebAssembly, or native ones found on PATH. */
export type SolverName = 'wasm' | 'z3' | 'cvc5';

/** How one proof is to be checked. Serialisable: it crosses to a worker process. */
export interface CheckOptions {
  readonly solver: SolverName;
  readonly encoding: Encoding;
  /** Ask a second solver, without rewriting, to confirm every obligation. */
  readonly crossCheck: boolean;
}

export const DEFAULT_CHECK_OPTIONS: CheckOptions = { solver: 'wasm', encoding: 'int', crossCheck: false };
