import type { ConcreteState } from '../context/concrete-state.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';
import type { Obligation } from '../explore/path.ts';
import type { CheckLimits } from '../solver/solver.ts';
import { anyOf } from '../term/any-of.ts';
import { subterms } from '../term/children.ts';
import type { BoolTerm, Term } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import { decode, modelOf } from './decode.ts';
import type { Model } from './model.ts';
import type { Prover, Witness } from './prover.ts';

/** A claim that some state breaks, and that state. */
export interface Refuted {
  readonly obligation: Obligation;
  /** The state, as values of what a proof declares. */
  readonly state: (inputs: ReadonlyMap<string, DeclaredInput>, memories: Iterable<string>) => ConcreteState;
}

type Answered =
  | { readonly status: 'sat'; readonly state: Refuted['state'] }
  | { readonly status: 'unsat' }
  | { readonly status: 'unknown'; readonly reason: string };

/** The outcomes of the claims of a proof. */
export interface Discharged {
  readonly decidedByRewriting: number;
  /** Claims that were asked and broken; others of the same states may go unasked. */
  readonly refuted: readonly Refuted[];
  /** Claims without an answer. */
  readonly open: readonly { readonly obligation: Obligation; readonly reason: string }[];
}

/** A claim, and the states that break it. */
interface Pending {
  readonly obligation: Obligation;
  readonly broken: BoolTerm;
}

/** The budget of a question about several paths at once, which saves no more than their own, */
const JOINT_LIMITS: CheckLimits = { rlimit: 200_000, timeoutMs: 500 };
/** and how many terms such a question may have: addresses of different paths are all compared with each other. */
const MOST_TERMS = 200;
/** The budget of a question about several claims at once: what takes longer is quicker in parts. */
const GROUP_LIMITS: CheckLimits = { rlimit: 1_000_000, timeoutMs: 1_000 };
/** So many: one claim that breaks is found with as many questions as in halves, and of what is too hard at once, half is as well. */
const PARTS = 4;
/** The budget of a question in an encoding that may be the slow one of two. */
const FIRST_LIMITS: CheckLimits = { rlimit: 2_000_000, timeoutMs: 1_000 };

/**
 * Proves or refutes each claim. All claims of a path are asked at once first, whether any can be broken, and parted where
 * the answer is not a plain no, those that `mayBreak` expects to break from others first: a path that holds, which is what a gate
 * sees, costs one question. `alsoBroken` names the claims that a state breaks besides: they are refuted already, and not asked.
 * Paths of few terms are asked together, but for claims that are expected to break.
 */
export function discharge(
  prover: Prover,
  obligations: readonly Obligation[],
  alsoBroken: (claim: Refuted) => readonly string[] = () => [],
  mayBreak: (name: string) => boolean = () => false,
): Discharged {
  const open: Discharged['open'][number][] = [];
  const refuted: Discharged['refuted'][number][] = [];
  const { terms } = prover;
  const unsettled = obligations
    .map((obligation) => ({ obligation, broken: violation(prover, obligation) }))
    .filter(({ broken }) => broken !== prover.terms.false);
  // A claim that needs no premise is easier without it.
  const pending = unsettled.filter(
    ({ obligation: { standsAlone, goal } }) => !standsAlone || !prover.isUnsat(terms.not(goal), FIRST_LIMITS),
  );
  const broken = new Set<string>();
  const refute = (obligation: Obligation, state: Refuted['state']): void => {
    const claim = { obligation, state };
    refuted.push(claim);
    for (const name of alsoBroken(claim)) broken.add(name);
  };
  const settle = (group: readonly Pending[]): void => {
    const claims = group.filter(({ obligation }) => !broken.has(obligation.name));
    const [first] = claims;
    if (first === undefined) return;
    if (claims.length > 1) {
      if (prover.isUnsat(anyBroken(terms, claims), GROUP_LIMITS)) return;
      const expected = claims.filter(({ obligation }) => mayBreak(obligation.name));
      if (expected.length > 0) {
        return settleExpected(
          expected,
          claims.filter((claim) => !expected.includes(claim)),
        );
      }
      const size = Math.ceil(claims.length / PARTS);
      for (let i = 0; i < claims.length; i += size) settle(claims.slice(i, i + size));
      return;
    }
    const { obligation } = first;
    const answer = settleOne(prover, first.broken);
    if (answer.status === 'unknown') open.push({ obligation, reason: answer.reason });
    if (answer.status === 'sat') refute(obligation, answer.state);
  };
  /** Claims that may well break, until none is left that a state is found for, which mostly breaks several; then the others. */
  const settleExpected = (expected: readonly Pending[], others: readonly Pending[]): void => {
    const left = expected.filter(({ obligation }) => !broken.has(obligation.name));
    const found = left.length === 0 ? NONE : stateOfAny(prover, left);
    if (found.status === 'sat') {
      refute(found.claim.obligation, found.state);
      return settleExpected(
        left.filter((claim) => claim !== found.claim),
        others,
      );
    }
    if (found.status === 'unknown') for (const claim of left) settle([claim]);
    settle(others);
  };
  const paths = new Set(pending.map(({ obligation }) => obligation.path));
  const ofPaths = [...paths].map((path) => pending.filter(({ obligation }) => obligation.path === path));
  const isDoubtful = (group: readonly Pending[]): boolean =>
    group.some(
      ({ obligation: { name }, broken }) => mayBreak(name) || prover.models.known([broken]) !== undefined,
    );
  const holding = alike(ofPaths.filter((group) => !isDoubtful(group)))
    .filter(
      (together) => together.length > 1 && prover.isUnsat(anyBroken(terms, together.flat()), JOINT_LIMITS),
    )
    .flat();
  // In the order of paths, so that of several claims that break the first is found first.
  ofPaths.filter((group) => !holding.includes(group)).forEach(settle);
  return { decidedByRewriting: obligations.length - unsettled.length, refuted, open };
}

const NONE = { status: 'unsat' } as const;

/** A state that breaks one of some claims, and which, as far as a small budget can show. */
function stateOfAny(
  prover: Prover,
  claims: readonly Pending[],
):
  | { readonly status: 'sat'; readonly claim: Pending; readonly state: Refuted['state'] }
  | { readonly status: 'unsat' | 'unknown' } {
  for (const claim of claims) {
    const known = prover.models.known([claim.broken]);
    if (known !== undefined) return { status: 'sat', claim, state: inModel(known).state };
  }
  const answer = prover.satisfy(anyBroken(prover.terms, claims), FIRST_LIMITS);
  if (answer.status !== 'sat') return answer;
  const model = modelOf(answer.witness);
  const claim = claims.find(({ broken }) => model.holds(broken));
  return claim === undefined
    ? { status: 'unknown' }
    : { status: 'sat', claim, state: inWitness(answer.witness).state };
}

/**
 * Whether a state breaks one claim: a known one first. Either question may be very
 * slow where the other is fast, so both are tried within a budget before one may take its time.
 */
function settleOne(prover: Prover, broken: BoolTerm): Answered {
  const known = prover.models.known([broken]);
  if (known !== undefined) return inModel(known);
  if (prover.isUnsat(broken, FIRST_LIMITS)) return { status: 'unsat' };
  const quick = prover.satisfy(broken, FIRST_LIMITS);
  if (quick.status === 'sat') return inWitness(quick.witness);
  if (quick.status === 'unsat' || prover.isUnsat(broken)) return { status: 'unsat' };
  const answer = prover.satisfy(broken);
  return answer.status === 'sat' ? inWitness(answer.witness) : answer;
}

function inModel(model: Model): Extract<Answered, { status: 'sat' }> {
  return { status: 'sat', state: (inputs, memories) => model.state(inputs, memories) };
}

function inWitness(witness: Witness): Extract<Answered, { status: 'sat' }> {
  return { status: 'sat', state: (inputs, memories) => decode(witness, inputs, memories) };
}

/** The claims of paths, joined as long as there are few terms in them, most of which paths that follow each other share. */
function alike(paths: readonly (readonly Pending[])[]): readonly (readonly (readonly Pending[])[])[] {
  const all: (readonly Pending[])[][] = [];
  let seen = new Set<Term>();
  for (const path of paths) {
    const terms = subterms(path.map(({ broken }) => broken));
    const last = all.at(-1);
    const size = terms.reduce((count, term) => count + (seen.has(term) ? 0 : 1), seen.size);
    if (last === undefined || size > MOST_TERMS) {
      all.push([path]);
      seen = new Set(terms);
      continue;
    }
    last.push(path);
    for (const term of terms) seen.add(term);
  }
  return all;
}

/** The states that break any of some claims. */
function anyBroken(terms: Terms, claims: readonly Pending[]): BoolTerm {
  return anyOf(
    terms,
    claims.map(({ broken }) => broken),
  );
}

/** The states that reach a claim and break it. */
export function violation({ terms: t }: Pick<Prover, 'terms'>, { premise, goal }: Obligation): BoolTerm {
  return t.and(...premise, t.not(goal));
}
