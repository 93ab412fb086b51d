import type { BoolTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';

/** What a solver is asked: is there an assignment under which all assertions hold? */
export interface Query {
  readonly terms: Terms;
  readonly assertions: readonly BoolTerm[];
  /**
   * Whether every definition is to be exact. Without it a remainder by a variable is over-approximated, which is much
   * faster: `unsat` then still means unsat, but `sat` need not mean sat.
   */
  readonly exact: boolean;
  /** Whether the values that make up a model are to be named, so that they can be read back. */
  readonly observed: boolean;
}

/** A query as SMT-LIB text, with what there is to be read from a model of it. */
export interface LoweredQuery {
  /** Declarations, definitions and assertions; no logic, no check. */
  readonly text: string;
  /** Whether `sat` is exact. */
  readonly exact: boolean;
  readonly observables: Observables;
}

/** Names of the constants that hold the values of a model, and what they stand for. */
export interface Observables {
  readonly ints: readonly { readonly symbol: string; readonly name: string }[];
  readonly bools: readonly { readonly symbol: string; readonly name: string }[];
  readonly bytes: readonly { readonly memory: string; readonly address: string; readonly value: string }[];
  readonly points: readonly PointSymbols[];
}

export interface PointSymbols {
  readonly layout: string;
  readonly address: string;
  readonly mapped: string | undefined;
  readonly facts: Readonly<Record<string, string>>;
}

/** The symbols of all observables, in order. */
export function observableSymbols({ ints, bools, bytes, points }: Observables): readonly string[] {
  return [
    ...ints.map(({ symbol }) => symbol),
    ...bools.map(({ symbol }) => symbol),
    ...bytes.flatMap(({ address, value }) => [address, value]),
    ...points.flatMap(({ address, mapped, facts }) => [
      address,
      ...(mapped === undefined ? [] : [mapped]),
      ...Object.values(facts),
    ]),
  ];
}
