import { InvalidArgumentError } from 'commander';
import { DEFAULT_CHECK_OPTIONS, type SolverName } from '../prover/options.ts';
import { NATIVE_SOLVER_NAMES } from '../solver/natives.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Shard } from '../runner/shards.ts';
import { parseSize, SizeError } from '../text/size.ts';

/** Whom proofs can be put to. */
export const SOLVER_NAMES: readonly SolverName[] = ['wasm', ...NATIVE_SOLVER_NAMES, 'auto'];

export const DEFAULT_SOLVERS: readonly SolverName[] = [DEFAULT_CHECK_OPTIONS.solver];

/** The most that a budget of steps can be: solvers count in 32 bits. */
const MOST_STEPS = 2 ** 32 - 1;

/** Bytes of "2g". */
export function memory(text: string): number {
  try {
    return parseSize(text);
  } catch (error) {
    throw error instanceof SizeError ? new InvalidArgumentError(error.message) : error;
  }
}

/** A budget of steps: "5000000", "5_000_000" or "5M". */
export function steps(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:_\d+)*)([kM]?)$/.exec(text.trim()) ?? [];
  const value = Number(digits.replaceAll('_', '')) * (unit === 'M' ? 1e6 : unit === 'k' ? 1e3 : 1);
  if (digits !== '' && value >= 1 && value <= MOST_STEPS) return value;
  throw new InvalidArgumentError(
    `'${text}' is not a number of steps from 1 to ${MOST_STEPS}; write for example 5000000 or 5M`,
  );
}

/** "2/3": the second of three parts. */
export function shard(text: string): Shard {
  const [, index = '', count = ''] = /^(\d+)\/(\d+)$/.exec(text.trim()) ?? [];
  const value = { index: Number(index), count: Number(count) };
  if (value.index >= 1 && value.index <= value.count && value.count <= 1024) return value;
  throw new InvalidArgumentError(
    `'${text}' is not a part of a run; write for example 1/3 for the first of three`,
  );
}

/** "z3,wasm": solvers that race. */
export function solvers(text: string): readonly SolverName[] {
  const names = text.split(',').map((name) => {
    const known = SOLVER_NAMES.find((candidate) => candidate === name.trim());
    if (known !== undefined) return known;
    throw new InvalidArgumentError(
      `Choose one of ${SOLVER_NAMES.join(', ')}${didYouMean(name, SOLVER_NAMES)}; several, comma-separated, race`,
    );
  });
  return [...new Set(names)];
}
