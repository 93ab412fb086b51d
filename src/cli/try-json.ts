import { findingOf, wellFormed } from '../proof/finding.ts';
import { describe } from '../replay/describe.ts';
import { replay } from '../replay/replay.ts';
import type { ModelTrial } from '../trial/model-trial.ts';
import type { Of } from '../shape/shape.ts';
import type { Scenario } from '../trial/scenario.ts';
import type { MODEL_TRIAL, TRIED_SCENARIO } from './try-shape.ts';

/** What a scenario came to, for programs. */
export function trialJson(
  { location, name }: Scenario,
  trials: readonly ModelTrial[],
): Of<typeof TRIED_SCENARIO> {
  return { location, name, models: trials.map(modelJson) };
}

function modelJson({
  model,
  cannotStart,
  steps,
  properties,
  broken,
  failures,
}: ModelTrial): Of<typeof MODEL_TRIAL> {
  const { ids, starts, notAbout, skipped } = properties;
  return {
    model: model.name,
    cannotStart,
    steps,
    properties: { checked: ids, starts, notAbout, skipped: Object.fromEntries(skipped) },
    broken: broken.map(({ proof, assertion, before, isExpected, start }) => {
      const finding = isExpected ? findingOf(model, proof.id) : null;
      return {
        ...{ proof: proof.id, assertion, before },
        finding: finding && wellFormed(finding),
        counterexample: describe(assertion, start, replay(proof, model, start, true)),
      };
    }),
    failures: failures.map(({ proof, error }) => ({ proof: proof.id, message: String(error) })),
  };
}
