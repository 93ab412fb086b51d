import type { ProofResult } from '../result/verdict.ts';
import type { Role } from './entry.ts';

/** A model as entries are asked of it: one name, which may stand for models of several kinds. */
export interface AnsweringModel {
  readonly name: string;
  readonly kinds: readonly string[];
}

/** Which role the models of a family play; none of a family that is a part of either side, such as a vector of buffers. */
const ROLE_OF: Readonly<Record<string, Role>> = {
  'split-device': 'device',
  handler: 'device',
  vring: 'device',
  'split-driver': 'driver',
};

/** The kinds of a model that play a role. */
export function kindsOfRole({ kinds }: AnsweringModel, role: Role): readonly string[] {
  return kinds.filter((kind) => roleOfKind(kind) === role);
}

function roleOfKind(kind: string): Role | undefined {
  return Object.hasOwn(ROLE_OF, kind) ? ROLE_OF[kind] : undefined;
}

/** What a run says, as far as entries are answered from it. */
export interface Evidence {
  readonly models: readonly AnsweringModel[];
  /** The family of each proof that there is, by its id; `null` for one about no model. */
  readonly families: ReadonlyMap<string, string | null>;
  readonly resultOf: (proof: string, model: string) => ProofResult | undefined;
  readonly resultsOf: (model: string) => readonly ProofResult[];
  /** Why a proof is not asked of a model, as the end of a sentence: "has no reset"; undefined if it is. */
  readonly lackOf: (proof: string, model: string) => string | undefined;
  /** Why the configuration leaves a proof out; undefined if it does not. */
  readonly exclusionOf: (proof: string, model: string) => string | undefined;
}

interface Pair {
  readonly id: string;
  readonly model: string | null;
}

/** Collects what a run says. */
export function evidenceOf(run: {
  readonly models: readonly { readonly name: string; readonly kind: string }[];
  readonly proofs: readonly { readonly id: string; readonly family: string | null }[];
  readonly results: readonly ProofResult[];
  readonly notApplicable: readonly (Pair & { readonly reason: string })[];
  readonly excluded: readonly (Pair & { readonly reason: string })[];
}): Evidence {
  const kinds = new Map<string, string[]>();
  for (const { name, kind } of run.models) kinds.set(name, [...(kinds.get(name) ?? []), kind]);
  const results = new Map(run.results.map((result) => [key(result.id, result.model), result]));
  const byModel = new Map<string, ProofResult[]>();
  for (const result of run.results) {
    if (result.model === null) continue;
    byModel.set(result.model, [...(byModel.get(result.model) ?? []), result]);
  }
  const reasons = (pairs: readonly (Pair & { readonly reason: string })[]) =>
    new Map(pairs.map(({ id, model, reason }) => [key(id, model), reason]));
  const [lacks, exclusions] = [reasons(run.notApplicable), reasons(run.excluded)];
  return {
    models: [...kinds].map(([name, ofName]) => ({ name, kinds: ofName })),
    families: new Map(run.proofs.map(({ id, family }) => [id, family])),
    resultOf: (proof, model) => results.get(key(proof, model)),
    resultsOf: (model) => byModel.get(model) ?? [],
    lackOf: (proof, model) => lacks.get(key(proof, model)),
    exclusionOf: (proof, model) => exclusions.get(key(proof, model)),
  };
}

function key(proof: string, model: string | null): string {
  return JSON.stringify([proof, model]);
}
