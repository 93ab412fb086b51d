import type { BoolTerm } from '../term/term.ts';
import { changed, changesOf, type Change } from './changes.ts';
import type { Model } from './model.ts';

/** So many models are tried on the way: about as long as a short question to a solver takes. */
const MOST_TRIED = 40;
/** So many steps may gain nothing. */
const MOST_SIDEWAYS = 3;
/** So many ways of changing one condition. */
const MOST_WAYS = 8;

/**
 * A model of some conditions that differs from a given one in what they ask for, looked for by changing what breaks one of
 * them, and again. `undefined` says nothing: there may be one.
 */
export function repaired(model: Model, conditions: readonly BoolTerm[]): Model | undefined {
  const literals = conditions.flatMap(conjuncts);
  const distanceOf = (at: Model): number => literals.reduce((sum, one) => sum + at.distance(one), 0);
  let [current, distance, tried, sideways] = [model, distanceOf(model), 0, 0];
  const seen = new Set<string>();
  while (distance > 0) {
    let best: { readonly model: Model; readonly distance: number } | undefined;
    for (const literal of literals) {
      if (current.holds(literal)) continue;
      let ways = 0;
      for (const changes of changesOf(current, literal, true)) {
        const key = keyOf(changes);
        if (seen.has(key)) continue;
        if ((ways += 1) > MOST_WAYS) break;
        if ((tried += 1) > MOST_TRIED) return undefined;
        seen.add(key);
        const next = changed(current, changes);
        const left = distanceOf(next);
        if (left === 0) return next;
        if (best === undefined || left < best.distance) best = { model: next, distance: left };
      }
      if (best !== undefined && best.distance < distance) break;
    }
    if (best === undefined) return undefined;
    if (best.distance < distance) seen.clear();
    else if ((sideways += 1) > MOST_SIDEWAYS) return undefined;
    ({ model: current, distance } = best);
  }
  return current;
}

function conjuncts(condition: BoolTerm): readonly BoolTerm[] {
  return condition.kind === 'and' ? condition.args.flatMap(conjuncts) : [condition];
}

function keyOf(changes: readonly Change[]): string {
  return JSON.stringify(changes, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
}
