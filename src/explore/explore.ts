import type { MisuseError } from '../domain/misuse.ts';
import type { BoolTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import { PathMemory } from './path-memory.ts';
import { NonDeterminismError, PathEnd, PathLimitError } from './errors.ts';
import type { StepOutcome, Cover, Obligation, Path, Step } from './path.ts';
import { Run, type Feasibility, type RunOptions } from './run.ts';

export interface Exploration {
  /** Paths that ran to the end of the body. */
  readonly paths: readonly Path[];
  /** The answers of every run, also of those that ended in an assumption that contradicts them, or in a trap. */
  readonly runs: readonly (readonly StepOutcome[])[];
  /** Each claim once, however many re-executions met it. */
  readonly obligations: readonly Obligation[];
  readonly covers: readonly Cover[];
  /**
   * Holds in exactly the states that no path accounts for, neither followed nor assumed away. Has to be unsatisfiable:
   * anything else would mean that exploration lost a case.
   */
  readonly uncovered: BoolTerm;
  /**
   * Holds in exactly the states that no assumption excludes: some path carries them through to the end of the body, or to a
   * trap, which it claims that there is none of.
   */
  readonly survived: BoolTerm;
  /** The same of some paths only, by index. */
  readonly survivedOn: (paths: ReadonlySet<number>) => BoolTerm;
  /** The first use of a run after its body returned, which is not part of the claims; `null` for none so far. */
  readonly late: () => MisuseError | null;
}

export interface ExploreOptions {
  readonly terms: Terms;
  readonly feasible: (conditions: readonly BoolTerm[]) => Feasibility;
  readonly maxPaths?: number;
  /** As in `RunOptions`. */
  readonly maxAnswers?: number | undefined;
  /** Whether each path is run once, and not a second time to see that it claims the same. */
  readonly runsOnce?: boolean;
  /** Called from within each decision that goes on with both answers. */
  readonly onFork?: (progress: Progress) => void;
}

/** How far an exploration is. */
export interface Progress {
  /** Paths that were followed to their end. */
  readonly paths: number;
  /** Paths that are waiting to be followed. */
  readonly open: number;
}

const DEFAULT_MAX_PATHS = 20_000;

/**
 * Up to how many paths, and decisions on a path, no solver is asked whether they are feasible. A condition that rewriting
 * leaves open is nearly always feasible, so that asking costs more than a few infeasible paths, whose claims hold trivially.
 * Not so of compiled code, whose runs say so: of that, only while there are few paths.
 */
const UNASKED = { paths: 256, fewPaths: 16, decisions: 64 };

/**
 * Runs a body along all of its paths, by executing it again for each answer that a decision can have. Rethrows what the body
 * throws, except on a path that ends in contradictory assumptions.
 */
export function explore(body: (run: Run) => void, options: ExploreOptions): Exploration {
  const { terms, feasible, maxPaths = DEFAULT_MAX_PATHS, maxAnswers, onFork } = options;
  const open: (readonly Step[])[] = [[]];
  const paths: Path[] = [];
  const obligations = new Map<string, Obligation>();
  const covers = new Map<string, Cover>();
  const endings: Ending[] = [];
  const memory = new PathMemory(terms);
  let late: MisuseError | null = null;
  const onLate = (error: MisuseError): void => void (late ??= error);
  for (let prefix = open.pop(); prefix !== undefined; prefix = open.pop()) {
    if (endings.length >= maxPaths) throw new PathLimitError(`the body has more than ${maxPaths} paths`);
    const areFew = (): boolean =>
      endings.length + open.length < (run.asksEarly ? UNASKED.fewPaths : UNASKED.paths);
    const ask = (conditions: readonly BoolTerm[]): Feasibility =>
      areFew() && conditions.length < UNASKED.decisions ? 'undecided' : feasible(conditions);
    const run: Run = new Run({
      ...{ terms, memory, path: paths.length, prefix },
      feasible: ask,
      onFork: (steps) => {
        open.push(steps);
        onFork?.({ paths: endings.length, open: open.length });
      },
      ...(maxAnswers !== undefined && { maxAnswers }),
      onLate,
    });
    try {
      body(run);
      run.finish();
    } catch (error) {
      run.finish();
      // An error on a path that no state takes is not the body's fault.
      // Nothing that happens after a trap counts either.
      if (!(error instanceof PathEnd) && !run.trapped && feasible(run.condition) !== 'infeasible')
        throw error;
      run.ended = true;
    }
    for (const claim of run.obligations)
      obligations.set(keyOf(terms, claim.name, claim.premise, claim.goal), claim);
    for (const cover of run.covers)
      covers.set(keyOf(terms, cover.name, cover.premise, cover.condition), cover);
    endings.push({
      path: run.ended ? null : run.path,
      ...{ steps: run.steps, answers: run.answers, survives: !run.ended || run.trapped, isWanted: true },
    });
    if (options.runsOnce !== true) repeat(body, options, run, memory, onLate);
    if (!run.ended) paths.push({ index: paths.length, steps: run.steps, condition: run.condition });
  }
  return {
    paths,
    runs: endings.map(({ answers }) => answers),
    obligations: [...obligations.values()],
    covers: [...covers.values()],
    late: () => late,
    uncovered: terms.not(states(terms, endings, 0, 'accounted')),
    survived: states(terms, endings, 0, 'survived'),
    survivedOn: (wanted) =>
      states(
        terms,
        endings.map((ending) => {
          const isWanted = ending.path !== null && wanted.has(ending.path);
          return { ...ending, isWanted, survives: ending.survives && isWanted };
        }),
        0,
        'survived',
      ),
  };
}

/** Runs a path a second time: a body whose claims differ depends on more than its inputs. */
function repeat(
  body: (run: Run) => void,
  { terms, feasible }: ExploreOptions,
  first: Run,
  memory: PathMemory,
  onLate: RunOptions['onLate'],
): void {
  const { path, steps: prefix } = first;
  const run = new Run({ terms, memory, path, prefix, feasible, onFork: () => {}, onLate });
  try {
    body(run);
  } catch (error) {
    // If the first run ended here, so does this one: the claims up to this point are compared.
    if (!first.ended && error instanceof PathEnd)
      throw new NonDeterminismError('the body is not deterministic: its path ends when it is run again');
    if (!first.ended) throw error;
  }
  run.finish();
  if (claimsSame(run, first)) return;
  throw new NonDeterminismError(
    'the body is not deterministic: it makes different claims when it is run again',
  );
}

/** Whether two runs claim the same, in the same order. Terms are interned, so the same ones are one object. */
function claimsSame(a: Run, b: Run): boolean {
  return (
    isSameList(a.obligations, b.obligations, (x, y) => x.goal === y.goal && isSameClaim(x, y)) &&
    isSameList(a.covers, b.covers, (x, y) => x.condition === y.condition && isSameClaim(x, y))
  );
}

function isSameClaim(a: Obligation | Cover, b: Obligation | Cover): boolean {
  return a.name === b.name && isSameList(a.premise, b.premise, (x, y) => x === y);
}

function isSameList<T>(a: readonly T[], b: readonly T[], isSame: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((x, i) => isSame(x, b[i] ?? x));
}

function keyOf(t: Terms, name: string, premise: readonly BoolTerm[], condition: BoolTerm): string {
  return `${name} ${t.and(...premise).id} ${condition.id}`;
}

/** How a path ended: through the body, in assumptions that contradict it, or in a trap. */
interface Ending {
  /** `null` where it did not get through. */
  readonly path: number | null;
  readonly steps: readonly Step[];
  readonly answers: readonly StepOutcome[];
  readonly survives: boolean;
  /** Whether states that trap on the way count as well. */
  readonly isWanted: boolean;
}

/**
 * The states that some paths with the same steps up to `depth` account for, or carry through. What is assumed away is
 * accounted for, and does not survive; what traps is accounted for by the claim that it does not, and survives.
 */
function states(
  t: Terms,
  endings: readonly Ending[],
  depth: number,
  which: 'accounted' | 'survived',
): BoolTerm {
  const here = endings.find(({ steps }) => steps.length === depth);
  if (here !== undefined) return t.truth(which === 'accounted' || here.survives);
  const step = endings[0]?.steps[depth];
  if (step === undefined) return t.false;
  const after = (answer: boolean): BoolTerm => {
    const taken = endings.filter(({ steps }) => steps[depth]?.answer === answer);
    // No state is on the side of a forced decision that no path follows.
    if (taken.length === 0) return t.truth(which === 'survived' && step.forced);
    return states(t, taken, depth + 1, which);
  };
  if (step.kind === 'decision') return t.iteBool(step.condition, after(true), after(false));
  const isEnough =
    which === 'accounted' || (step.kind === 'trap' && endings.some(({ isWanted }) => isWanted));
  return isEnough ? t.or(t.not(step.condition), after(true)) : t.and(step.condition, after(true));
}
