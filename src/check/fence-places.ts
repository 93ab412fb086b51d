import type { RecordedClaim } from '../context/order-recorder.ts';
import { orderingPlace } from '../context/ordering-place.ts';
import { weakerThan } from '../memory/model/weaker.ts';
import type { RunEvents } from '../memory/run-events.ts';
import type { OrderedStep } from '../proof/ordered.ts';
import { hasStep, reordered, type IsMeant } from '../proof/ordered-weaker.ts';
import { codeSpot } from '../result/code-spot.ts';
import type { Weighed } from '../result/fences-shape.ts';
import type { AlterClaim } from '../context/concrete-context.ts';

/** A place in the code whose ordering could be weaker. */
export interface FencePlace {
  readonly key: string;
  readonly about: Omit<Weighed, 'needs'>;
  readonly step: OrderedStep;
}

/** The places among the claims of a proof whose ordering could be weaker, in the order in which they are met. */
export function placesIn(claims: readonly RecordedClaim[], cwd = process.cwd()): readonly FencePlace[] {
  const all = new Map<string, FencePlace>();
  for (const { claim, context } of claims)
    for (const step of claim.question.threads.flatMap(({ steps }) => steps)) {
      if (step.event === null || weakerThan(step).length === 0) continue;
      const place = orderingPlace(context.events, step);
      if (place === null || all.has(place.key)) continue;
      const { kind, ordering } = step;
      // A plain access has nothing that is weaker.
      if (ordering === 'plain') continue;
      const { path, line, column, name } = place;
      const at =
        path === null
          ? { file: '', line: null, column: null }
          : { file: codeSpot(path, line, column, cwd).file, line, column };
      const about = { ...at, function: name, side: step.event.side, kind, ordering };
      all.set(place.key, { key: place.key, about, step });
    }
  return [...all.values()];
}

/** The claims in which a place takes part. */
export function claimsWith(claims: readonly RecordedClaim[], { key }: FencePlace): readonly RecordedClaim[] {
  return claims.filter(({ claim, context }) => hasStep(claim.question, meansIn(context.events, key)));
}

/** Claims with another ordering in one place, however often a run gets there. */
export function weakening({ key }: FencePlace, to: Weighed['ordering']): AlterClaim {
  return ({ model, question }, events) => ({
    model,
    question: reordered(question, meansIn(events, key), to),
  });
}

function meansIn(events: RunEvents, key: string): IsMeant {
  return (step) => orderingPlace(events, step)?.key === key;
}
