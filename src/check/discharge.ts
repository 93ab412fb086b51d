import type { Obligation } from '../explore/path.ts';
import type { CheckLimits } from '../solver/solver.ts';
import type { BoolTerm } from '../term/term.ts';
import type { Prover, Witness } from './prover.ts';

/** What became of the claims of a proof. */
export interface Discharged {
  readonly decidedByRewriting: number;
  /** Claims that some state breaks, with that state. */
  readonly refuted: readonly { readonly obligation: Obligation; readonly witness: Witness }[];
  /** Claims without an answer. */
  readonly open: readonly { readonly obligation: Obligation; readonly reason: string }[];
}

/** The budget of a question about several claims at once; without an answer they are asked apart. */
const GROUP_LIMITS: CheckLimits = { rlimit: 2_000_000, timeoutMs: 1_000 };

/**
 * Proves or refutes each claim. All claims of a path are asked at once first, whether any can be broken, and halved where
 * the answer is not a plain no: a path that holds, which is what a gate sees, costs one question.
 */
export function discharge(prover: Prover, obligations: readonly Obligation[]): Discharged {
  const open: Discharged['open'][number][] = [];
  const refuted: Discharged['refuted'][number][] = [];
  const pending = obligations
    .map((obligation) => ({ obligation, broken: violation(prover, obligation) }))
    .filter(({ broken }) => broken !== prover.terms.false);
  const settle = (claims: typeof pending): void => {
    const [first] = claims;
    if (first === undefined) return;
    if (claims.length > 1) {
      if (prover.refutes(prover.terms.or(...claims.map(({ broken }) => broken)), GROUP_LIMITS)) return;
      const middle = claims.length >> 1;
      settle(claims.slice(0, middle));
      settle(claims.slice(middle));
      return;
    }
    if (prover.refutes(first.broken)) return;
    const answer = prover.satisfy(first.broken);
    if (answer.status === 'sat') refuted.push({ obligation: first.obligation, witness: answer.witness });
    else if (answer.status === 'unknown') open.push({ obligation: first.obligation, reason: answer.reason });
  };
  const paths = new Set(pending.map(({ obligation }) => obligation.path));
  for (const path of paths) settle(pending.filter(({ obligation }) => obligation.path === path));
  return { decidedByRewriting: obligations.length - pending.length, refuted, open };
}

/** The states that reach a claim and break it. */
export function violation({ terms: t }: Prover, { premise, goal }: Obligation): BoolTerm {
  return t.and(...premise, t.not(goal));
}
