import { asExpected } from '../result/expectation.ts';
import type { ProofResult } from '../result/verdict.ts';
import { claimsOf, copingClaims, partsOf, type Claim } from './claims.ts';
import { isPermission, type LedgerEntry, type Role, type Unanswered } from './entry.ts';
import { kindsOfRole, type AnsweringModel, type Evidence } from './evidence.ts';

export const ANSWERS = ['proved', 'finding', 'allowed', 'not-applicable', 'out-of-reach', 'open'] as const;

export type Answer = (typeof ANSWERS)[number];

/** The answer to an entry on a model. */
export interface Cell {
  /** `null` where there is no model of the role. */
  readonly model: string | null;
  readonly answer: Answer;
  /** What says so, as 'proof: assertion': what is proved, or what is broken. */
  readonly assertions: readonly string[];
  /** Why it is not proved; of a finding, what goes wrong. `null` where it is proved. */
  readonly reason: string | null;
  /** The results of these assertions. */
  readonly results: readonly ProofResult[];
  /** Whether the ledger itself, or the absence of any model, is why it is open: nothing that a model could change. */
  readonly isListed: boolean;
}

/** The cells of an entry: one a model of its role, or one where there is none. */
export function cellsOf(entry: LedgerEntry, evidence: Evidence): readonly Cell[] {
  const models = modelsOfRole(entry.role, evidence);
  if (models.length > 0) return models.map((model) => cellOf(entry, model, evidence));
  const { answer, reason } = unansweredOn(entry, []) ?? {
    answer: 'open',
    reason: `there is no model of a ${entry.role}`,
  };
  return [cell(null, answer, reason, { isListed: answer === 'open' })];
}

/** The models that an entry of a role is asked of. */
export function modelsOfRole(role: Role, { models }: Pick<Evidence, 'models'>): readonly AnsweringModel[] {
  return models.filter((model) => kindsOfRole(model, role).length > 0);
}

function cellOf(entry: LedgerEntry, model: AnsweringModel, evidence: Evidence): Cell {
  const { claims, lacks } = claimsOf(entry, model, evidence);
  if (claims.length === 0) return withoutClaims(entry, model, lacks);
  const failing = failingOwnProof(model, evidence);
  if (failing !== null)
    return cell(model, 'open', `${failing} fails, so that no verdict on the model means anything`);
  const broken = claims.filter((claim) => claim.kind === 'broken');
  const silent = claims.filter((claim) => claim.kind === 'silent');
  const [unexpected] = claims.filter((claim) => claim.kind === 'unexpected');
  // What is broken and known hides nothing that is broken and not known.
  if (unexpected !== undefined) return cell(model, 'open', unexpected.why);
  if (broken.length > 0) return cell(model, 'finding', findingReasons(broken), said(broken));
  const [first] = silent;
  if (first !== undefined) return cell(model, 'open', first.why);
  const holding = claims.filter((claim) => claim.kind === 'holds');
  if (!isPermission(entry.level)) return cell(model, 'proved', null, said(holding));
  const coping = copingWith(entry, model, evidence);
  return coping.length === 0
    ? cell(model, 'open', `does so, and no proof says that a ${otherRole(entry.role)} copes`)
    : cell(model, 'allowed', null, said([...holding, ...coping]));
}

function said(
  claims: readonly Extract<Claim, { readonly result: ProofResult }>[],
): Pick<Cell, 'assertions' | 'results'> {
  return {
    assertions: claims.map(({ assertion }) => assertion),
    results: [...new Set(claims.map(({ result }) => result))],
  };
}

function findingReasons(broken: readonly Extract<Claim, { readonly result: ProofResult }>[]): string {
  return [...new Set(broken.flatMap(({ result }) => result.finding?.reason ?? []))].join(' ');
}

/** What a model of which no proof says anything is answered with. */
function withoutClaims(entry: LedgerEntry, model: AnsweringModel, lacks: readonly string[]): Cell {
  if (lacks.length > 0) return cell(model, 'not-applicable', [...new Set(lacks)].join(', '));
  const kinds = kindsOfRole(model, entry.role);
  const unanswered = unansweredOn(entry, kinds);
  if (unanswered !== undefined) {
    const { answer, reason } = unanswered;
    return cell(model, answer, reason, { isListed: answer === 'open' });
  }
  return cell(model, 'open', 'no proof says anything of it');
}

/** Why an entry has no answer on a model of these kinds; undefined where the ledger has no reason. */
function unansweredOn(
  { unanswered = {}, proofs = [] }: LedgerEntry,
  kinds: readonly string[],
): Unanswered | undefined {
  const own = kinds.flatMap((kind) => (Object.hasOwn(unanswered, kind) ? [unanswered[kind]] : []))[0];
  if (own !== undefined) return own;
  const aside = kinds.every((kind) => Object.hasOwn(ASIDE, kind)) ? ASIDE[kinds[0] ?? ''] : undefined;
  // What is about the ring is no matter of what stands around the ring.
  if (aside !== undefined && (proofs.length > 0 || unanswered['*'] === undefined)) return aside;
  return unanswered['*'] ?? aside;
}

/** What models of kinds that have no ring of their own are answered with, unless some proof says more. */
const ASIDE: Readonly<Record<string, Unanswered>> = {
  handler: { answer: 'not-applicable', reason: 'is a loop around a queue, whose model answers it' },
  vring: {
    answer: 'not-applicable',
    reason: 'is what a front end’s requests make of a ring; the model of its queue answers it',
  },
};

function failingOwnProof(model: AnsweringModel, evidence: Evidence): string | null {
  return (
    evidence.resultsOf(model.name).find((result) => result.isOwn === true && !asExpected(result))?.id ?? null
  );
}

/** What says that the other side copes with what an entry permits: all that is named for this model, or for some model of the other role. */
function copingWith(
  entry: LedgerEntry,
  model: AnsweringModel,
  evidence: Evidence,
): readonly Extract<Claim, { readonly kind: 'holds' }>[] {
  const { id, copes = [] } = entry;
  const asked = { id, level: 'MUST', proofs: copes } as const;
  const here = copes.length === 0 ? [] : claimsOf(asked, model, evidence).claims;
  if (isWhole(here)) return here;
  for (const other of modelsOfRole(otherRole(entry.role), evidence)) {
    const named = copes.length === 0 ? [] : claimsOf(asked, other, evidence).claims;
    const there = [...named, ...copingClaims(id, other, evidence)];
    if (isWhole(there) && failingOwnProof(other, evidence) === null) return there;
  }
  return [];
}

function isWhole(claims: readonly Claim[]): claims is readonly Extract<Claim, { readonly kind: 'holds' }>[] {
  return claims.length > 0 && claims.every(({ kind }) => kind === 'holds');
}

function otherRole(role: Role): Role {
  return role === 'device' ? 'driver' : 'device';
}

/** The proofs that an entry names, by id. */
export function proofsNamedBy({ proofs = [], copes = [] }: LedgerEntry): readonly string[] {
  return [...proofs, ...copes].map((words) => partsOf(words)[0]);
}

function cell(
  model: AnsweringModel | null,
  answer: Answer,
  reason: string | null,
  more: Partial<Pick<Cell, 'assertions' | 'results' | 'isListed'>> = {},
): Cell {
  const isListed = more.isListed ?? false;
  return { model: model?.name ?? null, answer, assertions: [], results: [], reason, ...more, isListed };
}
