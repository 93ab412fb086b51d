import { nearest } from '../text/nearest.ts';

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

/** Suggestions for a pattern that matches nothing: similar ids, or a few of all if none is similar. */
export function nearIds(pattern: string, ids: readonly string[]): readonly string[] {
  const near = nearest(pattern.replaceAll('*', ''), ids, 5);
  return near.length > 0 ? near : ids.slice(0, 10);
}

function escapeForm(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
