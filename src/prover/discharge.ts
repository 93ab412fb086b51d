import type { Obligation } from '../explore/path.ts';
import type { CheckLimits } from '../solver/solver.ts';
import type { BoolTerm } from '../term/term.ts';
import type { Prover, Satisfiability, Witness } from './prover.ts';

/** A claim that some state breaks, and that state. */
export interface Refuted {
  readonly obligation: Obligation;
  readonly witness: Witness;
}

/** The outcomes of the claims of a proof. */
export interface Discharged {
  readonly decidedByRewriting: number;
  /** Claims that were asked and broken; others of the same states may go unasked. */
  readonly refuted: readonly Refuted[];
  /** Claims without an answer. */
  readonly open: readonly { readonly obligation: Obligation; readonly reason: string }[];
}

/** The budget of a question about several claims at once: what takes longer is quicker in halves. */
const GROUP_LIMITS: CheckLimits = { rlimit: 1_000_000, timeoutMs: 1_000 };
/** The budget of a question in an encoding that may be the slow one of two. */
const FIRST_LIMITS: CheckLimits = { rlimit: 2_000_000, timeoutMs: 1_000 };

/**
 * Proves or refutes each claim. All claims of a path are asked at once first, whether any can be broken, and halved where
 * the answer is not a plain no: a path that holds, which is what a gate sees, costs one question. `alsoBroken` names the
 * claims that a state breaks besides: they are refuted already, and not asked.
 */
export function discharge(
  prover: Prover,
  obligations: readonly Obligation[],
  alsoBroken: (claim: Refuted) => readonly string[] = () => [],
): Discharged {
  const open: Discharged['open'][number][] = [];
  const refuted: Discharged['refuted'][number][] = [];
  const pending = obligations
    .map((obligation) => ({ obligation, broken: violation(prover, obligation) }))
    .filter(({ broken }) => broken !== prover.terms.false);
  const broken = new Set<string>();
  const settle = (group: typeof pending): void => {
    const claims = group.filter(({ obligation }) => !broken.has(obligation.name));
    const [first] = claims;
    if (first === undefined) return;
    if (claims.length > 1) {
      if (prover.isUnsat(prover.terms.or(...claims.map(({ broken }) => broken)), GROUP_LIMITS)) return;
      const middle = claims.length >> 1;
      settle(claims.slice(0, middle));
      settle(claims.slice(middle));
      return;
    }
    const { obligation } = first;
    const answer = settleOne(prover, first.broken);
    if (answer.status === 'unknown') open.push({ obligation, reason: answer.reason });
    if (answer.status !== 'sat') return;
    const claim = { obligation, witness: answer.witness };
    refuted.push(claim);
    for (const name of alsoBroken(claim)) broken.add(name);
  };
  const paths = new Set(pending.map(({ obligation }) => obligation.path));
  for (const path of paths) settle(pending.filter(({ obligation }) => obligation.path === path));
  return { decidedByRewriting: obligations.length - pending.length, refuted, open };
}

/**
 * Whether a state breaks one claim. Either question may be very slow where the other is fast, so both are tried within a
 * budget before one may take its time.
 */
function settleOne(prover: Prover, broken: BoolTerm): Satisfiability {
  if (prover.isUnsat(broken, FIRST_LIMITS)) return { status: 'unsat' };
  const quick = prover.satisfy(broken, FIRST_LIMITS);
  if (quick.status !== 'unknown') return quick;
  return prover.isUnsat(broken) ? { status: 'unsat' } : prover.satisfy(broken);
}

/** The states that reach a claim and break it. */
export function violation({ terms: t }: Prover, { premise, goal }: Obligation): BoolTerm {
  return t.and(...premise, t.not(goal));
}
