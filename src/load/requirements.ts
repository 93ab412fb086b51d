import type { RequirementWords } from './catalogue.ts';

/** What a module says of requirements, and, in sentences, what of it cannot be used. */
export interface Requirements {
  readonly requirements: Readonly<Record<string, RequirementWords>>;
  readonly problems: readonly string[];
}

const NAMES = ['section', 'level', 'text'] as const;

/** Reads the export `REQUIREMENTS` of a module: entries with `section`, `level` and `text`, each of which may be missing, by id. */
export function requirementsIn(module: Readonly<Record<string, unknown>>): Requirements {
  const table = module['REQUIREMENTS'];
  if (table === undefined) return { requirements: {}, problems: [] };
  if (!isObject(table)) return { requirements: {}, problems: ['REQUIREMENTS must be an object'] };
  const problems: string[] = [];
  const entries = Object.entries(table).map(([id, entry]) => {
    if (!isObject(entry)) problems.push(`the requirement '${id}' must be an object`);
    const fields = NAMES.flatMap((name) => {
      const value = isObject(entry) ? entry[name] : undefined;
      if (typeof value === 'string') return [[name, value] as const];
      if (value !== undefined) problems.push(`the ${name} of the requirement '${id}' must be text`);
      return [];
    });
    return [id, Object.fromEntries(fields)] as const;
  });
  return { requirements: Object.fromEntries(entries), problems };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
