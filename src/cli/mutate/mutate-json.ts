import type { LoadProblem } from '../../report/reporter.ts';
import { toolVersion } from '../../session/version.ts';
import { fieldsOf } from '../../shape/check.ts';
import type { Of } from '../../shape/shape.ts';
import type { LeftOut } from './generate-mutants.ts';
import { generatedIn } from './mutant.ts';
import { killMatrix } from './kill-matrix.ts';
import type { Unfit } from './models-as-is.ts';
import {
  MUTATE_DOCUMENT,
  type JUDGED_MUTANT,
  type MUTATE_COVERAGE,
  type MUTATE_SUMMARY,
} from './mutate-shape.ts';
import { killsOf, type Fate, type Judged } from './outcome.ts';

/** What a run came to, before it is formatted. */
export interface Mutated {
  readonly judged: readonly Judged[];
  /** Proofs that were not counted. */
  readonly unfit: readonly Unfit[];
  readonly loadFailures: readonly LoadProblem[];
  /** Files that operators left as they are. */
  readonly leftOut: readonly LeftOut[];
  /** How many mutants there was no time for. */
  readonly notRun: number;
  /** Whether all proofs were run on each. */
  readonly isEvery: boolean;
}

/** How many mutants came to what. */
export function summaryOf({ judged, notRun }: Mutated): Of<typeof MUTATE_SUMMARY> {
  const of = (wanted: Judged['fate']['outcome']): number =>
    judged.filter(({ fate }) => fate.outcome === wanted).length;
  return {
    mutants: judged.length + notRun,
    ...{ caught: of('caught'), equivalent: of('equivalent'), argued: of('argued') },
    ...{ overStrict: of('over-strict'), survived: of('survived'), undecided: of('undecided') },
    ...{ notApplied: of('not-applied'), outOfScope: of('out-of-scope'), notRun },
  };
}

/** What a run came to, for programs. */
export function mutateDocument(mutated: Mutated): Of<typeof MUTATE_DOCUMENT> {
  const { judged, unfit, loadFailures, leftOut } = mutated;
  return fieldsOf(MUTATE_DOCUMENT, {
    tool: 'ringproof',
    version: toolVersion(),
    mutants: judged.map(entryOf),
    notCounted: unfit.map(({ job: { proof, model }, result: { verdict } }) => ({
      ...{ proof: proof.id, model: model?.name ?? null, verdict },
    })),
    loadFailures,
    leftOut,
    coverage: mutated.isEvery ? coverageIn(mutated) : null,
    summary: summaryOf(mutated),
  });
}

function coverageIn(mutated: Mutated): Of<typeof MUTATE_COVERAGE> {
  const { idle, single } = killMatrix(mutated);
  const guarded = single.flatMap(({ file, line, guards }) => guards.map((proof) => ({ file, line, proof })));
  return { caughtNothing: idle, guardedByOne: guarded };
}

function entryOf(judged: Judged): Of<typeof JUDGED_MUTANT> {
  const { mutant, file, line, fate, ran, replacement, timeMs } = judged;
  const { id, models, reference, why } = mutant;
  const { outcome } = fate;
  const kills = killsOf(fate);
  return {
    ...{ id, model: models.join(', '), file, line, reference, why, outcome, proofs: ran.length, timeMs },
    operator: generatedIn(mutant)?.operator ?? null,
    original: replacement?.original ?? null,
    replacement: replacement?.text ?? null,
    caughtBy: kills[0] ?? null,
    kills,
    equalOperations: outcome === 'equivalent' ? fate.operations : [],
    notApplied: outcome === 'not-applied' ? fate.why : null,
    reason: reasonOf(fate),
    undecided: outcome === 'undecided' ? fate.proofs : [],
  };
}

/** Why a mutant has its outcome, where there is something to say. */
export function reasonOf(fate: Fate): string | null {
  switch (fate.outcome) {
    case 'not-applied':
    case 'out-of-scope':
      return fate.reason;
    case 'argued':
    case 'over-strict':
      return fate.argument;
    case 'survived':
      return fate.why;
    case 'caught':
    case 'equivalent':
    case 'undecided':
      return null;
  }
}
