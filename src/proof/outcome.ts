import { inWords, MisuseError } from '../domain/misuse.ts';

/**
 * What an operation of a model returned, as it is. Throws a `MisuseError` for a result whose `ok` is no JavaScript boolean: a
 * property that asks `if (!result.ok)` would take a Boolean of the domain for true.
 */
export function outcomeOf<T>(operation: string, value: T): T {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'ok')) return value;
  const ok: unknown = Reflect.get(value, 'ok');
  if (typeof ok === 'boolean') return value;
  throw new MisuseError(
    `expected a JavaScript boolean as 'ok' of what ${operation} returns, got ${inWords(ok)}`,
    'Decide first: return domain.decide(condition) ? ok(value) : err(error).',
  );
}
