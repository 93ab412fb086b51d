import { asExpected } from '../result/expectation.ts';
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
  /** The proofs that cite a requirement and are to be asked of a model, excluded or not. */
  readonly citing: (requirement: string, model: AnsweringModel) => readonly string[];
  /** One of the tool's own proofs that a model does not pass, and how: "split-device/state/make fails"; `null` if it passes all. */
  readonly failingOwn: (model: AnsweringModel) => string | null;
  readonly resultOf: (proof: string, model: string) => ProofResult | undefined;
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
  readonly proofs: readonly {
    readonly id: string;
    readonly family: string | null;
    readonly requirements: readonly string[];
    readonly isOwn?: true;
  }[];
  /** Of all proofs that there are, those that no model is asked included. */
  readonly families: ReadonlyMap<string, string | null>;
  readonly results: readonly ProofResult[];
  readonly notApplicable: readonly (Pair & { readonly reason: string })[];
  readonly excluded: readonly (Pair & { readonly reason: string })[];
}): Evidence {
  const kinds = new Map<string, string[]>();
  for (const { name, kind } of run.models) kinds.set(name, [...(kinds.get(name) ?? []), kind]);
  const results = new Map(run.results.map((result) => [key(result.id, result.model), result]));
  const reasons = (pairs: readonly (Pair & { readonly reason: string })[]) =>
    new Map(pairs.map(({ id, model, reason }) => [key(id, model), reason]));
  const [lacks, exclusions] = [reasons(run.notApplicable), reasons(run.excluded)];
  const failures = new Map<string, string | null>();
  const own = run.proofs.filter(({ isOwn }) => isOwn === true);
  const citing = new Map<string, (typeof own)[number][]>();
  for (const proof of run.proofs)
    for (const id of proof.requirements) citing.set(id, [...(citing.get(id) ?? []), proof]);
  const askedOf = (model: AnsweringModel, proofs: typeof own): readonly string[] =>
    proofs
      .filter(({ id, family }) => isAsked(family, model) && !lacks.has(key(id, model.name)))
      .map(({ id }) => id);
  return {
    models: [...kinds].map(([name, ofName]) => ({ name, kinds: ofName })),
    families: run.families,
    citing: (requirement, model) => askedOf(model, citing.get(requirement) ?? []),
    failingOwn: (model) => {
      const known = failures.get(model.name);
      if (known !== undefined) return known;
      const [failure = null] = askedOf(model, own).flatMap((id) => {
        const result = results.get(key(id, model.name));
        if (result === undefined) return [`${id} was not run`];
        return asExpected(result) ? [] : [`${id} fails`];
      });
      failures.set(model.name, failure);
      return failure;
    },
    resultOf: (proof, model) => results.get(key(proof, model)),
    lackOf: (proof, model) => lacks.get(key(proof, model)),
    exclusionOf: (proof, model) => exclusions.get(key(proof, model)),
  };
}

function isAsked(family: string | null, { kinds }: AnsweringModel): boolean {
  return family !== null && kinds.includes(family);
}

function key(proof: string, model: string | null): string {
  return JSON.stringify([proof, model]);
}
