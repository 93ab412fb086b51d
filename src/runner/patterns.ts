import { mostAlike, nearest } from '../text/nearest.ts';

/**
 * The ids that a pattern matches: the id itself, else with a `*` in it every id of that form (`*` being any text,
 * slashes included), else every id that contains it.
 */
export function matchingIds(pattern: string, ids: readonly string[]): readonly string[] {
  if (ids.includes(pattern)) return [pattern];
  if (!pattern.includes('*')) return ids.filter((id) => id.includes(pattern));
  const form = new RegExp(`^${pattern.split('*').map(escapeForm).join('.*')}$`);
  return ids.filter((id) => form.test(id));
}

/** Suggestions for a pattern that matches nothing: ids spelled like it, or else the most similar ones. */
export function nearIds(pattern: string, ids: readonly string[]): readonly string[] {
  const word = pattern.replaceAll('*', '');
  const near = nearest(word, ids, 5);
  return near.length > 0 ? near : mostAlike(word, ids, 5);
}

function escapeForm(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
