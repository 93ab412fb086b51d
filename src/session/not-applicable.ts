import type { NotApplicable } from '../report/reporter.ts';
import type { Catalogue, ModelEntry, ProofEntry } from '../load/catalogue.ts';
import { lacking } from '../runner/jobs.ts';

/**
 * Those of these proofs that are not asked of some model, and why: it lacks what the proof needs, or there is no
 * model of that name on the proof's interface. With names of models given, only of those.
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
    if (proof.family === null) return [];
    return [...names].flatMap((name) => {
      const reason = reasonAgainst(
        proof,
        proof.family,
        models.filter((model) => model.name === name),
      );
      return reason === null ? [] : [{ id: proof.id, model: name, reason }];
    });
  });
}

function reasonAgainst(proof: ProofEntry, kind: string | null, named: readonly ModelEntry[]): string | null {
  const model = named.find((candidate) => candidate.kind === kind);
  if (model === undefined) return `has no model of '${kind}'`;
  const missing = lacking(proof, model);
  return missing.length === 0 ? null : `has no ${missing.join(', ')}`;
}
