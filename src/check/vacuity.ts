import type { Exploration } from '../explore/explore.ts';
import type { Cover, Obligation } from '../explore/path.ts';
import type { CoverResult } from '../result/verdict.ts';
import type { CheckLimits } from '../solver/solver.ts';
import { anyOf } from '../term/any-of.ts';
import type { BoolTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';
import { ENDS, endOf, simplestFirst, type InputAt, type Reached, type Witnesses } from './witnesses.ts';

/** The budget of one question about all paths of a cover: one by one they may be the quicker ones. */
const ANY_PATH_LIMITS: CheckLimits = { rlimit: 300_000, timeoutMs: 1_000 };
/** The budget of the simplest path of a cover: the embedded solver's first attempt, which is not lost where it is asked for more. */
const FIRST_PATH_LIMITS: CheckLimits = { rlimit: 1_000_000, timeoutMs: 2_000 };

/** Whether each declared cover is reached on some path. One that no path reaches is not. */
export function reachCovers(
  witnesses: Witnesses,
  t: Terms,
  declared: readonly string[],
  covers: readonly Cover[],
): readonly CoverResult[] {
  return declared.map((name) => {
    const conditions = covers
      .filter((cover) => cover.name === name)
      .map(({ premise, condition }) => t.and(...premise, condition));
    // What is known costs nothing: all of it before the first question. That is about all paths, most of which never are.
    if (conditions.some((condition) => witnesses.knows(condition))) return { name, reached: true };
    const inOrder = simplestFirst(conditions);
    if (conditions.length > 1) {
      const any = soon(witnesses, t, inOrder, FIRST_PATH_LIMITS);
      if (any !== null) return { name, reached: any };
    }
    let result: Reached = false;
    for (const condition of inOrder) {
      const here = witnesses.possible(condition);
      if (here === true) return { name, reached: true };
      if (here === null) result = null;
    }
    return { name, reached: result };
  });
}

/**
 * Whether some state satisfies any of some conditions, as far as a small budget can show: the first of them, or, where it cannot
 * hold, all at once. Where the first gives no answer, all together would hardly.
 */
function soon(
  witnesses: Witnesses,
  t: Terms,
  conditions: readonly BoolTerm[],
  limitsOfFirst = ANY_PATH_LIMITS,
): Reached {
  const [first] = conditions.length > 1 ? conditions : [];
  const answer = first === undefined ? false : witnesses.possible(first, limitsOfFirst);
  return answer === false ? witnesses.possible(anyOf(t, conditions), ANY_PATH_LIMITS) : answer;
}

/**
 * Whether some state reaches an assertion, as far as could be decided, by its name. Those of `important`, and all where nothing
 * is known of any, are asked for with all the budget there is.
 */
export function reachAssertions(
  witnesses: Witnesses,
  t: Terms,
  obligations: readonly Obligation[],
  important: ReadonlySet<string>,
): (name: string) => Reached {
  const premises = new Map<string, Set<BoolTerm>>();
  for (const { name, premise } of obligations)
    premises.set(name, (premises.get(name) ?? new Set()).add(t.and(...premise)));
  // Assertions that the same paths make have one answer, also where it is none.
  const answers = new Map<BoolTerm, Reached>();
  const reachedSoon = ([...of]: ReadonlySet<BoolTerm>): Reached => {
    const any = t.or(...of);
    const known = answers.get(any);
    if (known !== undefined) return known;
    const answer = of.some((premise) => witnesses.knows(premise)) || soon(witnesses, t, simplestFirst(of));
    answers.set(any, answer);
    return answer;
  };
  const reached = new Map([...premises].map(([name, of]) => [name, reachedSoon(of)]));
  const isNoneKnown = [...reached.values()].every((one) => one !== true);
  const thorough = (of: ReadonlySet<BoolTerm>): Reached => {
    const each = [...of].map((premise) => witnesses.reached(premise));
    return each.includes(true) || (each.includes(null) ? null : false);
  };
  for (const [name, of] of premises) {
    if (reached.get(name) === null && (isNoneKnown || important.has(name))) reached.set(name, thorough(of));
  }
  return (name) => reached.get(name) ?? null;
}

/** One end of a declared input that no state of the proof takes, although it was declared. */
export interface UnreachedEnd {
  readonly input: string;
  readonly end: 'least' | 'greatest';
  readonly value: string;
  /** Whether it is a field of a part of the model, rather than an input that the proof declares. */
  readonly isField: boolean;
}

/** What is wrong with the states of a proof: there are none, or fewer than its inputs declare. */
export interface Vacuity {
  /** No state satisfies the assumptions. */
  readonly contradiction: boolean;
  readonly unreached: readonly UnreachedEnd[];
}

type End = UnreachedEnd & InputAt;

/**
 * Whether some state gets through the body, and whether each input reaches both of its declared ends in some, on the paths
 * that declare it.
 */
export function probe(
  witnesses: Witnesses,
  t: Terms,
  { paths, survived, survivedOn }: Exploration,
  inputs: ReadonlyMap<string, DeclaredInput>,
  declaredOn: ReadonlyMap<string, ReadonlySet<number>>,
): Vacuity {
  const through = paths.map(({ condition }) => t.and(...condition));
  witnesses.seek(through, survived);
  if (witnesses.reached(survived) === false) return { contradiction: true, unreached: [] };
  const groups = new Map<string, { on: ReadonlySet<number>; ends: End[] }>();
  for (const [name, input] of inputs) {
    if (input.input.kind !== 'integer' && input.input.isProbed === false) continue;
    const on = declaredOn.get(name) ?? new Set<number>();
    const key = [...on].join();
    const group = groups.get(key) ?? { on, ends: [] };
    group.ends.push(...endsOf(t, input));
    groups.set(key, group);
  }
  const unreached = [...groups.values()].flatMap(({ on, ends }) => {
    const all = on.size === paths.length;
    const followed = through.filter((_, path) => on.has(path));
    return stuckEnds(witnesses, t, { survived: all ? survived : survivedOn(on), followed }, ends);
  });
  return {
    contradiction: false,
    unreached: unreached.map(({ input, end, value, isField }) => ({ input, end, value, isField })),
  };
}

/** Some paths: the states that they carry through, or to a trap, and the condition of each. */
interface Paths {
  readonly survived: BoolTerm;
  readonly followed: readonly BoolTerm[];
}

/** The ends that no state of some paths takes. None, where no state is on these paths at all. */
function stuckEnds(
  witnesses: Witnesses,
  t: Terms,
  { survived, followed }: Paths,
  ends: readonly End[],
): readonly End[] {
  // Nothing is assumed or decided: inputs are independent, and every one of their values is a state.
  if (survived === t.true) return [];
  if (witnesses.reached(survived) === false) return [];
  return ENDS.flatMap((which) => {
    const open = ends.filter((end) => end.end === which).filter((end) => !witnesses.knowsAt(survived, end));
    const reached = (condition: BoolTerm): Reached => {
      const any = t.and(survived, condition);
      witnesses.seek(
        followed.map((path) => t.and(path, condition)),
        any,
      );
      return witnesses.reached(any);
    };
    // Most that are left can be taken at once.
    if (open.length > 1 && reached(t.and(...open.map(({ is }) => is))) === true) return [];
    return open.filter((end) => !witnesses.knowsAt(survived, end) && reached(end.is) === false);
  });
}

function endsOf(t: Terms, { input, term }: DeclaredInput): readonly End[] {
  const isField = input.kind !== 'integer' && input.field !== undefined;
  return ENDS.flatMap((end): readonly End[] => {
    const at = endOf(input, end);
    // Of an end that there is not, there is nothing to reach.
    if (at === null) return [];
    const is = term.sort === 'bool' ? t.iff(term, t.truth(at === true)) : t.eq(term, t.const(BigInt(at)));
    return [{ input: input.name, end, at, value: `${at}`, isField, is }];
  });
}
