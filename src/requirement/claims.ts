import type { AssertionKind } from '../proof/standing.ts';
import type { AssertionResult, ProofResult } from '../result/verdict.ts';
import { isPermission, isStrict, type Level } from './entry.ts';
import type { AnsweringModel, Evidence } from './evidence.ts';

/** What an assertion of a proof on a model says of an entry. */
export type Claim =
  | { readonly kind: 'holds'; readonly assertion: string; readonly result: ProofResult }
  /** It is known to be broken, and breaks what the entry demands. */
  | { readonly kind: 'broken'; readonly assertion: string; readonly result: ProofResult }
  /** It is broken, and no finding says so. */
  | { readonly kind: 'unexpected'; readonly why: string }
  /** It says nothing, and why: "split/pop is vacuous". */
  | { readonly kind: 'silent'; readonly why: string };

/** What is said of an entry on a model. */
export interface Claims {
  readonly claims: readonly Claim[];
  /** What the model lacks of what is named, as the ends of sentences about it. */
  readonly lacks: readonly string[];
}

interface Asked {
  readonly id: string;
  readonly level: Level;
  readonly proofs?: readonly string[];
}

/**
 * What proofs say of an entry on a model: those that the entry names, and every assertion that demands the entry and cites it. An entry
 * that names none is said by all assertions that cite it. A proof that is named or cites the entry and has no verdict, whyever, is a
 * claim that is silent: what it does not say might break the sentence.
 */
export function claimsOf(entry: Asked, model: AnsweringModel, evidence: Evidence): Claims {
  const own = (entry.proofs ?? []).filter((words) => isOfKind(words, model, evidence));
  const named = own.map((words) => claimsNamed(words, entry, model, evidence));
  // Without what the first one is about, there is nothing that the others could say.
  const [first] = named;
  if (first !== undefined && first.lacks.length > 0) return { claims: [], lacks: first.lacks };
  const citing =
    isPermission(entry.level) && entry.proofs !== undefined
      ? []
      : claimsCiting(
          entry,
          model,
          evidence,
          (kind) => demands(kind, entry.level) || (entry.proofs === undefined && kind !== 'may-cope'),
        );
  const unique = new Map(
    [...named.flatMap(({ claims }) => claims), ...citing].map((one) => [keyOf(one), one]),
  );
  return { claims: [...unique.values()], lacks: named.flatMap(({ lacks }) => lacks) };
}

/** What the assertions that a proof makes for the other side to cope say of an entry that permits something. */
export function copingClaims(id: string, model: AnsweringModel, evidence: Evidence): readonly Claim[] {
  return claimsCiting({ id, level: 'MUST' }, model, evidence, (kind) => kind === 'may-cope');
}

/** What the assertions of some kinds say that cite an entry; silent where a proof that declares it has none to show. */
function claimsCiting(
  { id, level }: Asked,
  model: AnsweringModel,
  evidence: Evidence,
  isMeant: (kind: AssertionKind) => boolean,
): readonly Claim[] {
  return evidence.citing(id, model).flatMap((proof): readonly Claim[] => {
    const result = verdictOf(proof, model, evidence);
    if ('why' in result) return [result];
    return result.assertions
      .filter(({ requirement, kind }) => requirement === id && isMeant(kind))
      .map((assertion) => claimOf(assertion, result, level));
  });
}

/** The result of a proof on a model; or why its assertions say nothing, whatever they are. */
function verdictOf(
  proof: string,
  { name }: AnsweringModel,
  { exclusionOf, resultOf }: Evidence,
): ProofResult | Extract<Claim, { readonly kind: 'silent' }> {
  const silent = (why: string) => ({ kind: 'silent', why: `${proof} ${why}` }) as const;
  const exclusion = exclusionOf(proof, name);
  if (exclusion !== undefined) return silent(`is excluded: ${exclusion}`);
  const result = resultOf(proof, name);
  if (result === undefined) return silent('was not run');
  return ENDED.includes(result.verdict) ? silent(endedAs(result)) : result;
}

function keyOf(claim: Claim): string {
  return 'why' in claim ? claim.why : claim.assertion;
}

function claimsNamed(words: string, entry: Asked, model: AnsweringModel, evidence: Evidence): Claims {
  const [proof, name] = partsOf(words);
  const lack = evidence.lackOf(proof, model.name);
  if (lack !== undefined) return { claims: [], lacks: [lack] };
  const silent = (why: string): Claims => ({ claims: [{ kind: 'silent', why }], lacks: [] });
  if (!evidence.families.has(proof)) return silent(`there is no proof ${proof}`);
  const result = verdictOf(proof, model, evidence);
  if ('why' in result) return silent(result.why);
  const meant = result.assertions.filter((one) =>
    name === null ? one.requirement === entry.id : one.name === name,
  );
  if (meant.length === 0)
    return silent(
      name === null ? `${proof} makes no assertion about it here` : `${proof} does not assert '${name}' here`,
    );
  return { claims: meant.map((one) => claimOf(one, result, entry.level)), lacks: [] };
}

/** Whether what an entry names is about models of this kind. Of a proof that is not there, it is not known: it might be. */
function isOfKind(words: string, { kinds }: AnsweringModel, { families }: Evidence): boolean {
  const family = families.get(partsOf(words)[0]);
  return family === undefined || (family !== null && kinds.includes(family));
}

/** A proof, and where one assertion of it is meant its name. */
export function partsOf(words: string): readonly [proof: string, assertion: string | null] {
  const [proof = '', ...rest] = words.split(': ');
  return [proof, rest.length === 0 ? null : rest.join(': ')];
}

/** Verdicts of proofs whose assertions say nothing, whatever they are. */
const ENDED: readonly ProofResult['verdict'][] = ['vacuous', 'timeout', 'out-of-memory', 'error'];

function claimOf(assertion: AssertionResult, result: ProofResult, level: Level): Claim {
  const words = `${result.id}: ${assertion.name}`;
  switch (assertion.verdict) {
    case 'proved':
      // A finding that no longer breaks is out of date: what it says of the model is not to be relied on.
      return assertion.expected === 'proved'
        ? { kind: 'holds', assertion: words, result }
        : { kind: 'silent', why: `'${words}' holds, though a finding names it` };
    case 'refuted':
      if (assertion.expected === 'proved')
        return { kind: 'unexpected', why: `'${words}' is refuted, and no finding names it` };
      return demands(assertion.kind, level)
        ? { kind: 'broken', assertion: words, result }
        : { kind: 'silent', why: `'${words}', which says more than the sentence, does not hold` };
    case 'unknown':
      return { kind: 'silent', why: `'${words}' is undecided` };
    case 'not-reached':
      return { kind: 'silent', why: `no state reaches '${words}'` };
  }
}

function endedAs({ verdict }: ProofResult): string {
  return verdict === 'error' ? 'failed' : verdict === 'vacuous' ? 'is vacuous' : `is undecided: ${verdict}`;
}

/** Whether an assertion of this kind breaks what a level demands where it does not hold; else it says more than that. */
function demands(kind: AssertionKind, level: Level): boolean {
  if (isPermission(level) || kind === 'promise') return false;
  // Coping with the other side is what many a MUST asks for.
  return kind !== 'should' || !isStrict(level);
}
