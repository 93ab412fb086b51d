import type { LoadProblem } from '../../report/reporter.ts';
import { toolVersion } from '../../session/version.ts';
import { fieldsOf } from '../../shape/check.ts';
import type { Of } from '../../shape/shape.ts';
import type { Unfit } from './mutant-runner.ts';
import { MUTATE_DOCUMENT, type JUDGED_MUTANT, type MUTATE_SUMMARY } from './mutate-shape.ts';
import type { Judged } from './outcome.ts';

/** What a run came to, before it is formatted. */
export interface Mutated {
  readonly judged: readonly Judged[];
  /** Proofs that were not counted. */
  readonly unfit: readonly Unfit[];
  readonly loadFailures: readonly LoadProblem[];
  /** How many mutants there was no time for. */
  readonly notRun: number;
}

/** How many mutants came to what. */
export function summaryOf({ judged, notRun }: Mutated): Of<typeof MUTATE_SUMMARY> {
  const of = (wanted: Judged['fate']['outcome']): number =>
    judged.filter(({ fate }) => fate.outcome === wanted).length;
  return {
    mutants: judged.length + notRun,
    ...{ caught: of('caught'), survived: of('survived'), undecided: of('undecided') },
    ...{ notApplied: of('not-applied'), notRun },
  };
}

/** What a run came to, for programs. */
export function mutateDocument(mutated: Mutated): Of<typeof MUTATE_DOCUMENT> {
  const { judged, unfit, loadFailures } = mutated;
  return fieldsOf(MUTATE_DOCUMENT, {
    tool: 'ringproof',
    version: toolVersion(),
    mutants: judged.map(entryOf),
    notCounted: unfit.map(({ job: { proof, model }, result: { verdict } }) => ({
      ...{ proof: proof.id, model: model?.name ?? null, verdict },
    })),
    loadFailures,
    summary: summaryOf(mutated),
  });
}

function entryOf({ mutant, line, fate, proofs, timeMs }: Judged): Of<typeof JUDGED_MUTANT> {
  const { id, model, file, reference, why } = mutant;
  const { outcome } = fate;
  return {
    ...{ id, model, file, line, reference, why, outcome, proofs, timeMs },
    caughtBy: outcome === 'caught' ? fate.by : null,
    notApplied: outcome === 'not-applied' ? fate.why : null,
    reason: outcome === 'not-applied' ? fate.reason : null,
    undecided: outcome === 'undecided' ? fate.proofs : [],
  };
}
