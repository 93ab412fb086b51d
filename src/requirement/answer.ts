import type { ProofResult } from '../result/verdict.ts';
import { claimsOf, copingClaims, partsOf, type Claim } from './claims.ts';
import { isPermission, UNANSWERED, type LedgerEntry, type Role, type Unanswered } from './entry.ts';
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
  /** Why it is not proved; of a finding, what goes wrong. Where it is proved, the bound of the proofs; `null` if they have none. */
  readonly reason: string | null;
  /** The results of these assertions. */
  readonly results: readonly ProofResult[];
  /** Whether the ledger itself, or the absence of any model, is why it is open: nothing that a model could change. */
  readonly isListed: boolean;
  /** Whether it is open because something breaks that no finding names: no reason makes up for that. */
  readonly isFault: boolean;
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
  const failing = evidence.failingOwn(model);
  if (failing !== null)
    return cell(model, 'open', `${failing}, so that no verdict on the model means anything`, {
      isFault: true,
    });
  const broken = claims.filter((claim) => claim.kind === 'broken');
  const silent = claims.filter((claim) => claim.kind === 'silent');
  const [unexpected] = claims.filter((claim) => claim.kind === 'unexpected');
  // What is broken and known hides nothing that is broken and not known.
  if (unexpected !== undefined) return cell(model, 'open', unexpected.why, { isFault: true });
  if (broken.length > 0) return cell(model, 'finding', findingReasons(broken), said(broken));
  const [first] = silent;
  if (first !== undefined) return cell(model, 'open', first.why);
  const holding = claims.filter((claim) => claim.kind === 'holds');
  if (!isPermission(entry.level)) return cell(model, 'proved', boundsOf(holding), said(holding));
  const unseen = holding.find(({ result }) => !isWitness(result));
  if (unseen !== undefined)
    return cell(model, 'open', `no state shows that it does so: ${unseen.result.id} reaches not all covers`);
  const coping = copingWith(entry, model, evidence);
  return coping.length === 0
    ? cell(model, 'open', `does so, and no proof says that a ${otherRole(entry.role)} copes`)
    : cell(model, 'allowed', boundsOf([...holding, ...coping]), said([...holding, ...coping]));
}

/** Whether a proof has a state for each case that it tells apart, so that what it says of one is not said of none. */
function isWitness({ covers }: ProofResult): boolean {
  return covers.length > 0 && covers.every(({ reached }) => reached === true);
}

function said(
  claims: readonly Extract<Claim, { readonly result: ProofResult }>[],
): Pick<Cell, 'assertions' | 'results'> {
  return {
    assertions: claims.map(({ assertion }) => assertion),
    results: [...new Set(claims.map(({ result }) => result))],
  };
}

/** What proofs bound: an answer says no more than they do. `null` where they bound nothing. */
function boundsOf(holding: readonly Extract<Claim, { readonly kind: 'holds' }>[]): string | null {
  const bounds = holding.flatMap(({ result: { bound } }) =>
    bound === null ? [] : `holds only for ${bound.what} up to ${bound.limit}`,
  );
  return bounds.length === 0 ? null : [...new Set(bounds)].join(', ');
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

/** Why an entry has no answer on a model of these kinds, of each of which there is a reason; undefined where the ledger has none. */
function unansweredOn({ unanswered = {} }: LedgerEntry, kinds: readonly string[]): Unanswered | undefined {
  const reasons = (kinds.length === 0 ? ['*'] : kinds).map((kind) =>
    Object.hasOwn(unanswered, kind) ? unanswered[kind] : unanswered['*'],
  );
  if (reasons.includes(undefined)) return undefined;
  // What is open for one of the kinds is open.
  return UNANSWERED.toReversed()
    .flatMap((answer) => reasons.filter((one) => one?.answer === answer))
    .at(0);
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
    if (isWhole(there) && evidence.failingOwn(other) === null) return there;
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
  more: Partial<Pick<Cell, 'assertions' | 'results' | 'isListed' | 'isFault'>> = {},
): Cell {
  const { isListed = false, isFault = false } = more;
  const none = { assertions: [], results: [] };
  return { ...none, model: model?.name ?? null, answer, reason, ...more, isListed, isFault };
}
