import type { Obligation } from '../explore/path.ts';
import { decideAll, type Asked } from '../prover/decide-all.ts';
import { violation } from '../prover/discharge.ts';
import type { CheckOptions, Encoding, OneSolver } from '../prover/options.ts';
import { nativeVersion } from '../solver/native.ts';
import type { BoolTerm } from '../term/term.ts';

/** Wall clock and steps for one claim put to one second opinion, */
const LIMITS = { timeoutMs: 3_000, rlimit: 4_000_000 };
/** and before that: what takes one of them long is quick for another. */
const BRIEF_LIMITS = { timeoutMs: 300, rlimit: 400_000 };
/** The same for claims of one path as one, which mostly hold together, */
const GROUP_LIMITS = { timeoutMs: 1_000, rlimit: 1_000_000 };
/** and how many they are at most. */
const MOST_TOGETHER = 64;

/** The solvers and encodings to ask after the one that gave the verdict, in this order. */
export function opinions({
  solver,
  encoding,
}: CheckOptions): readonly { solver: OneSolver; encoding: Encoding }[] {
  const first = solver === 'auto' ? 'wasm' : solver;
  const all: readonly { solver: OneSolver; encoding: Encoding }[] = [
    { solver: 'cvc5', encoding: 'int' },
    { solver: 'bitwuzla', encoding: 'bv' },
    { solver: 'wasm', encoding: 'bv' },
    { solver: 'z3', encoding: 'int' },
    { solver: 'wasm', encoding: 'int' },
  ];
  return all
    .filter((opinion) => opinion.solver !== first || opinion.encoding !== encoding)
    .filter((opinion) => opinion.solver === 'wasm' || nativeVersion(opinion.solver) !== undefined);
}

/** A second opinion, as it is asked. */
type Opinion = Omit<Asked, 'limits'>;

interface Answers {
  readonly contradicted: readonly Obligation[];
  readonly unanswered: readonly Obligation[];
}

/** Claims of one path together; where a state breaks one of them, each by itself, before another opinion may confirm it. */
function inGroups(open: readonly Obligation[], opinion: Opinion): Answers {
  const groups = ofPaths(open);
  const together = decideAll(
    { ...opinion, limits: GROUP_LIMITS },
    groups.map((group) => anyBroken(group, opinion)),
  );
  const of = (status: string): readonly Obligation[] =>
    groups.filter((_, i) => together[i] === status).flat();
  const { contradicted, unanswered } = atLength(of('sat'), opinion);
  return { contradicted, unanswered: [...of('unknown'), ...unanswered] };
}

function briefly(open: readonly Obligation[], opinion: Opinion): Answers {
  return eachBy(open, { ...opinion, limits: BRIEF_LIMITS });
}

function atLength(open: readonly Obligation[], opinion: Opinion): Answers {
  return eachBy(open, { ...opinion, limits: LIMITS });
}

function eachBy(open: readonly Obligation[], asked: Asked): Answers {
  const statuses = decideAll(
    asked,
    open.map((claim) => anyBroken([claim], asked)),
  );
  const of = (status: string): readonly Obligation[] => open.filter((_, i) => statuses[i] === status);
  return { contradicted: of('sat'), unanswered: of('unknown') };
}

/** States that break some of the claims. */
function anyBroken(claims: readonly Obligation[], { terms }: Opinion): BoolTerm {
  return terms.or(...claims.map((claim) => violation({ terms }, claim)));
}

/** Claims of a path, as far as they follow each other: most of their terms are the same. */
function ofPaths(claims: readonly Obligation[]): readonly (readonly Obligation[])[] {
  const groups: Obligation[][] = [];
  for (const claim of claims) {
    const last = groups.at(-1);
    if (last !== undefined && last.length < MOST_TOGETHER && last[0]?.path === claim.path) last.push(claim);
    else groups.push([claim]);
  }
  return groups;
}

/**
 * How claims are put to each opinion, in this order: what takes one of them long is quick for another, so all of them are asked in one
 * way before one is asked in the next, which takes longer.
 */
export const ROUNDS: readonly ((open: readonly Obligation[], opinion: Opinion) => Answers)[] = [
  inGroups,
  briefly,
  atLength,
];
