import { RINGS, ROLES, UNANSWERED, type RequirementWords, type Unanswered } from '../requirement/entry.ts';

/** What a module says of requirements, and, in sentences, what of it cannot be used. */
export interface Requirements {
  readonly requirements: Readonly<Record<string, RequirementWords>>;
  readonly problems: readonly string[];
}

/**
 * Reads the export `REQUIREMENTS` of a module: by id, entries with `section`, `level` and `text`, and what the ledger has beside them;
 * any of it may be missing.
 */
export function requirementsIn(module: Readonly<Record<string, unknown>>): Requirements {
  const table = module['REQUIREMENTS'];
  if (table === undefined) return { requirements: {}, problems: [] };
  if (!isObject(table)) return { requirements: {}, problems: ['REQUIREMENTS must be an object'] };
  const problems: string[] = [];
  const entries = Object.entries(table).map(([id, entry]) => {
    if (!isObject(entry)) problems.push(`the requirement '${id}' must be an object`);
    const fields = FIELDS.flatMap(([name, read, wanted]) => {
      const value = isObject(entry) ? entry[name] : undefined;
      if (value === undefined) return [];
      const is = read(value);
      if (is === undefined) problems.push(`the ${name} of the requirement '${id}' must be ${wanted}`);
      return is === undefined ? [] : [[name, is] as const];
    });
    return [id, Object.fromEntries(fields)] as const;
  });
  return { requirements: Object.fromEntries(entries), problems };
}

/** A field, how it is read (`undefined`: it cannot be), and what it must be. */
type Field = readonly [
  name: keyof RequirementWords,
  read: (value: unknown) => RequirementWords[keyof RequirementWords],
  wanted: string,
];

const FIELDS: readonly Field[] = [
  ['section', text, 'text'],
  ['level', text, 'text'],
  ['text', text, 'text'],
  ['role', oneOf(ROLES), `one of ${ROLES.join(', ')}`],
  ['ring', oneOf(RINGS), `one of ${RINGS.join(', ')}`],
  ['proofs', texts, 'a list of texts'],
  ['copes', texts, 'a list of texts'],
  [
    'unanswered',
    unanswered,
    `{ answer, reason }, or one such for each kind of model, with an answer of ${UNANSWERED.join(', ')}`,
  ],
];

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const all = value.map(text).filter((one) => one !== undefined);
  return all.length === value.length ? all : undefined;
}

function oneOf<T extends string>(names: readonly T[]): (value: unknown) => T | undefined {
  return (value) => names.find((name) => name === value);
}

function unanswered(value: unknown): Readonly<Record<string, Unanswered>> | undefined {
  if (!isObject(value)) return undefined;
  const single = reasonIn(value);
  if (single !== undefined) return { '*': single };
  const byKind = Object.entries(value).flatMap(([kind, one]) => {
    const read = isObject(one) ? reasonIn(one) : undefined;
    return read === undefined ? [] : [[kind, read] as const];
  });
  return byKind.length === Object.keys(value).length ? Object.fromEntries(byKind) : undefined;
}

function reasonIn(value: Readonly<Record<string, unknown>>): Unanswered | undefined {
  const [answer, reason] = [oneOf(UNANSWERED)(value['answer']), text(value['reason'])];
  return answer === undefined || reason === undefined ? undefined : { answer, reason };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
