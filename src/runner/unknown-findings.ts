import type { Catalogue, LoadFailure } from '../load/catalogue.ts';
import { didYouMean } from '../text/nearest.ts';

/**
 * Findings declared for ids that no proof has: misspelt, or outdated by the renaming of a proof. Silent while some
 * file could not be loaded, since the proof may be in there.
 */
export function unknownFindings({ proofs, models, failures }: Catalogue): readonly LoadFailure[] {
  if (failures.length > 0) return [];
  const ids = proofs.map((proof) => proof.id);
  return models.flatMap(({ name, module, findings }) =>
    Object.keys(findings)
      .filter((id) => !ids.includes(id))
      .map((id) => ({
        ...{ file: module, line: null, column: null },
        message: `the model '${name}' declares a finding for '${id}', and no proof has that id${didYouMean(id, ids)}`,
        details: [],
        hints: ['Fix the id, or remove the finding from the model.'],
      })),
  );
}
