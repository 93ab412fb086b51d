import { killsOf, type Judged } from './outcome.ts';

/** The mutants of one line of a file. */
export interface MutatedLine {
  /** From the working directory, with forward slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly mutants: readonly Judged[];
  /** Ids of the proofs that catch any of them, sorted. */
  readonly guards: readonly string[];
}

/** Which proofs catch which mutants, as far as they were run. */
export interface KillMatrix {
  /** Ids of the proofs that were run on any mutant, sorted. */
  readonly proofs: readonly string[];
  /** In the order of files and lines. */
  readonly lines: readonly MutatedLine[];
  /** Proofs that were run on mutants and caught none of them. */
  readonly idle: readonly string[];
  /** Lines that one proof alone guards: no other catches any mutant of them. */
  readonly single: readonly MutatedLine[];
}

/** The kill matrix of a run. It is whole only if all proofs were run on each mutant, and none is left out. */
export function killMatrix({ judged }: { readonly judged: readonly Judged[] }): KillMatrix {
  const byLine = new Map<string, readonly Judged[]>();
  for (const one of judged) {
    if (one.line === null || one.ran.length === 0) continue;
    const place = `${one.file}:${one.line}`;
    byLine.set(place, [...(byLine.get(place) ?? []), one]);
  }
  const found = [...byLine.values()].flatMap((mutants): readonly MutatedLine[] => {
    const [first] = mutants;
    if (first === undefined || first.line === null) return [];
    return [{ file: first.file, line: first.line, mutants, guards: sorted(mutants.flatMap(catching)) }];
  });
  const lines = found.toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  const guards = new Set(lines.flatMap((each) => each.guards));
  const proofs = sorted(judged.flatMap(({ ran }) => ran));
  return {
    proofs,
    lines,
    idle: proofs.filter((proof) => !guards.has(proof)),
    single: lines.filter((each) => each.guards.length === 1),
  };
}

/** Ids of the proofs that catch a mutant, each once. */
export function catching({ fate }: Judged): readonly string[] {
  return [...new Set(killsOf(fate).map(({ proof }) => proof))];
}

function sorted(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort();
}
