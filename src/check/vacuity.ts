import type { Cover } from '../explore/path.ts';
import type { Exploration } from '../explore/explore.ts';
import type { CoverResult } from '../proof/verdict.ts';
import type { BoolTerm } from '../term/term.ts';
import { COVER_LIMITS, type Prover } from './prover.ts';
import type { DeclaredInput } from './symbolic-context.ts';

type Reached = CoverResult['reached'];

function reached(prover: Prover, condition: BoolTerm): Reached {
  if (condition === prover.terms.true) return true;
  const { status } = prover.satisfy(condition, COVER_LIMITS);
  return status === 'unknown' ? null : status === 'sat';
}

/** Whether each named cover is reached on some path. */
export function reachCovers(prover: Prover, covers: readonly Cover[]): readonly CoverResult[] {
  const names = [...new Set(covers.map(({ name }) => name))];
  return names.map((name) => {
    let result: Reached = false;
    for (const { premise, condition } of covers.filter((cover) => cover.name === name)) {
      const here = reached(prover, prover.terms.and(...premise, condition));
      if (here === true) return { name, reached: true };
      if (here === null) result = null;
    }
    return { name, reached: result };
  });
}

/** One end of a declared input that no state of the proof takes, although it was declared. */
export interface UnreachedEnd {
  readonly input: string;
  readonly end: 'least' | 'greatest';
  readonly value: string;
}

/** What is wrong with what a proof speaks of: nothing at all, or less than its inputs declare. */
export interface Vacuity {
  /** No state satisfies the assumptions. */
  readonly contradiction: boolean;
  readonly unreached: readonly UnreachedEnd[];
}

interface End extends UnreachedEnd {
  readonly condition: BoolTerm;
}

/**
 * Whether some state gets through the body, and whether each input reaches both of its declared ends in some, on the paths
 * that declare it. All ends of a kind are tried at once; one by one only where that fails.
 */
export function probe(
  prover: Prover,
  { paths, survived, survivedOn }: Exploration,
  inputs: ReadonlyMap<string, DeclaredInput>,
  declaredOn: ReadonlyMap<string, ReadonlySet<number>>,
): Vacuity {
  if (reached(prover, survived) === false) return { contradiction: true, unreached: [] };
  const groups = new Map<string, { on: ReadonlySet<number>; ends: End[] }>();
  for (const [name, input] of inputs) {
    const on = declaredOn.get(name) ?? new Set<number>();
    const key = [...on].join();
    const group = groups.get(key) ?? { on, ends: [] };
    group.ends.push(...endsOf(prover, input));
    groups.set(key, group);
  }
  const unreached = [...groups.values()].flatMap(({ on, ends }) => {
    const all = on.size === paths.length;
    return stuckEnds(prover, all ? survived : survivedOn(on), ends);
  });
  return {
    contradiction: false,
    unreached: unreached.map(({ input, end, value }) => ({ input, end, value })),
  };
}

/** The ends that no state of some paths takes. None, where no state is on these paths at all. */
function stuckEnds(prover: Prover, survived: BoolTerm, ends: readonly End[]): readonly End[] {
  const t = prover.terms;
  // Nothing is assumed or decided: inputs are independent, and every one of their values is a state.
  if (survived === t.true) return [];
  const suspects = (['least', 'greatest'] as const)
    .map((end) => ends.filter((candidate) => candidate.end === end))
    .filter((group) => reached(prover, t.and(survived, ...group.map(({ condition }) => condition))) !== true)
    .flat();
  if (suspects.length === 0 || reached(prover, survived) === false) return [];
  return suspects.filter(({ condition }) => reached(prover, t.and(survived, condition)) === false);
}

function endsOf({ terms: t }: Prover, declared: DeclaredInput): readonly End[] {
  const { input } = declared;
  if (declared.input.kind === 'bool') {
    const { term } = declared as Extract<DeclaredInput, { input: { kind: 'bool' } }>;
    return [
      { input: input.name, end: 'least', value: 'false', condition: t.not(term) },
      { input: input.name, end: 'greatest', value: 'true', condition: term },
    ];
  }
  const { term } = declared as Extract<DeclaredInput, { input: { kind: 'word' } }>;
  const { min, max } = declared.input;
  return [
    { input: input.name, end: 'least', value: `${min}`, condition: t.eq(term, t.const(min)) },
    { input: input.name, end: 'greatest', value: `${max}`, condition: t.eq(term, t.const(max)) },
  ];
}
