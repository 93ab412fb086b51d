import { isInSection, type LedgerEntry } from '../requirement/entry.ts';
import { matchingIds, nearIds } from '../runner/patterns.ts';
import { UsageError } from '../session/usage-error.ts';
import { nearest } from '../text/nearest.ts';

/** Which entries a command is about. */
export interface RequirementChoice {
  /** Ids, parts of ids, or forms with *; all if there are none. */
  readonly patterns: readonly string[];
  /** Sections, with all that lies in them; all if there are none. */
  readonly sections: readonly string[];
}

/** The entries that are chosen. Throws a `UsageError` for a pattern or section that stands for none, and where there are none at all. */
export function selectEntries(
  entries: readonly LedgerEntry[],
  { patterns, sections }: RequirementChoice,
  isIncomplete: boolean,
): readonly LedgerEntry[] {
  const ids = entries.map(({ id }) => id);
  const wanted = new Set(patterns.flatMap((pattern) => idsLike(pattern, ids)));
  const known = entries.map(({ section }) => section);
  for (const section of sections) {
    if (known.some((one) => isInSection(one, section))) continue;
    const near = nearest(section, [...new Set(known)]);
    const hint = near.length === 0 ? '' : `; the nearest: ${near.join(', ')}`;
    throw new UsageError(`no requirement is in section '${section}'${hint}`);
  }
  const chosen = entries.filter(
    ({ id, section }) =>
      (patterns.length === 0 || wanted.has(id)) &&
      (sections.length === 0 || sections.some((one) => isInSection(section, one))),
  );
  if (chosen.length > 0 || isIncomplete) return chosen;
  if (entries.length > 0)
    throw new UsageError(
      `no requirement that ${patterns.join(', ')} stands for is in ${sections.join(', ')}`,
    );
  throw new UsageError('no requirements found: there is no model whose family comes with ringproof');
}

function idsLike(pattern: string, ids: readonly string[]): readonly string[] {
  const matches = matchingIds(pattern, ids);
  if (matches.length > 0) return matches;
  const near = nearIds(pattern, ids).map((id) => `\n  ${id}`);
  throw new UsageError(`no requirement matches '${pattern}'; the nearest ids:${near.join('')}`);
}
