import type { ConcreteContext } from '../context/concrete-context.ts';

/** Whose fields a start may say nothing of: those that only the model knows, or all, of another model than it was found on. */
export type Excused = 'own fields' | 'all fields';

/**
 * What is wrong with the inputs of a start, after a replay of it: it lacks some, or has them as another kind of value, so that
 * the replay was one of another state. Empty where nothing is.
 */
export function inputFaults(
  { gaps, mistaken }: Pick<ConcreteContext, 'gaps' | 'mistaken'>,
  excused: Excused,
): readonly string[] {
  const isExcused = (field: string | null): boolean =>
    field === 'own' || (field === 'view' && excused === 'all fields');
  const missing = gaps.filter(({ field }) => !isExcused(field)).map(({ name }) => `'${name}' is missing`);
  return [...new Set([...missing, ...mistaken])];
}
