import { digest } from '../../cache/entry.ts';
import { matchingIds, nearIds } from '../../runner/patterns.ts';
import type { Shard } from '../../runner/shards.ts';
import { UsageError } from '../../session/usage-error.ts';
import type { Mutant } from './mutant.ts';

/** The part of a campaign that is wanted. */
export interface Choice {
  /** How many mutants; `null` for all. */
  readonly sample: number | null;
  /** `null` for all parts. */
  readonly shard: Shard | null;
}

/** The mutants that match any of the patterns, all if there are none. Throws a `UsageError` for a pattern that matches none. */
export function matchingMutants(patterns: readonly string[], all: readonly Mutant[]): readonly Mutant[] {
  if (patterns.length === 0) return all;
  const ids = all.map(({ id }) => id);
  const wanted = new Set(patterns.flatMap((each) => matches(each, ids)));
  return all.filter(({ id }) => wanted.has(id));
}

function matches(pattern: string, ids: readonly string[]): readonly string[] {
  const found = matchingIds(pattern, ids);
  if (found.length > 0) return found;
  const near = nearIds(pattern, ids).map((id) => `  ${id}`);
  throw new UsageError([`no mutant matches '${pattern}'; the nearest ids:`, ...near].join('\n'));
}

/**
 * A part of some mutants, in their order. Which are in a sample or a shard depends on their ids alone: the same ones are chosen
 * wherever the texts are the same, and a change of a model moves few of them.
 */
export function chosen(all: readonly Mutant[], { sample, shard }: Choice): readonly Mutant[] {
  const byChance = all
    .map((mutant) => ({ mutant, rank: digest(mutant.id) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ mutant }) => mutant);
  const wanted = new Set(
    byChance
      .slice(0, sample ?? all.length)
      .filter((_, i) => shard === null || i % shard.count === shard.index - 1),
  );
  return all.filter((mutant) => wanted.has(mutant));
}
