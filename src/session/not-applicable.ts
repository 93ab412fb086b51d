import type { NotApplicable } from '../report/reporter.ts';
import type { Catalogue, ModelEntry, ProofEntry } from '../load/catalogue.ts';
import { lacking } from '../runner/jobs.ts';

/**
 * Those of these proofs that are not asked of some model, and why: it lacks what the proof needs, or the proof is asked of no model
 * at all, since none is of its kind. A proof that others are asked says nothing of a model of another kind. With names of models
 * given, only of those.
 */
export function notApplicable(
  proofs: readonly ProofEntry[],
  { models }: Pick<Catalogue, 'models'>,
  only: readonly string[],
): readonly NotApplicable[] {
  const names = new Set(
    models.map(({ name }) => name).filter((name) => only.length === 0 || only.includes(name)),
  );
  return proofs.flatMap((proof) => {
    const { family } = proof;
    if (family === null) return [];
    const isAsked = models.some(({ name, kind }) => names.has(name) && kind === family);
    return [...names].flatMap((name) => {
      const reason = reasonAgainst(
        proof,
        family,
        models.filter((model) => model.name === name),
        isAsked,
      );
      return reason === null ? [] : [{ id: proof.id, model: name, reason }];
    });
  });
}

function reasonAgainst(
  proof: ProofEntry,
  kind: string,
  named: readonly ModelEntry[],
  isAsked: boolean,
): string | null {
  const model = named.find((candidate) => candidate.kind === kind);
  if (model === undefined) return isAsked ? null : `has no model of '${kind}'`;
  const missing = lacking(proof, model);
  return missing.length === 0 ? null : `has no ${missing.join(', ')}`;
}
