/** A value or function of the checker was used in a way that is not allowed. */
export class MisuseError extends TypeError {
  override readonly name = 'MisuseError';
  /** What to do instead: a sentence. */
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** The error for a value that is not of the domain, or not of the kind that is `wanted`, such as "a condition". */
export function misplaced(wanted: string, given: unknown): MisuseError {
  return new MisuseError(`expected ${wanted}, got ${inWords(given)}`, hintFor(wanted, kindOf(given)));
}

type Kind = 'word' | 'integer' | 'condition' | 'nothing' | 'other';

function hintFor(wanted: string, given: Kind): string {
  const isWordOfInteger = given === 'integer' && wanted.startsWith('a word');
  return isWordOfInteger ? 'Take a word of it: integer.word(16).' : HINTS[given];
}

const HINTS: Readonly<Record<Kind, string>> = {
  word: 'Compare it: word.eq(...), word.lt(...), word.ne(0).',
  integer: 'Compare it: integer.eq(...), integer.lt(...), integer.ne(0).',
  condition: 'Choose between two words with domain.select(condition, a, b).',
  nothing:
    'Check its origin: a missing member, a function that returns nothing, or a result whose .ok was not checked before .value.',
  other: 'Take it from p.any, or make it with the domain: domain.u16(...), domain.bool(...).',
};

function kindOf(value: unknown): Kind {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value !== 'object') return 'other';
  if ('checkedAdd' in value) return 'word';
  if ('plus' in value) return 'integer';
  return 'iff' in value ? 'condition' : 'other';
}

/** A value as a sentence names it: "a word of 16 bits". */
export function inWords(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `the text ${JSON.stringify(value)}`;
    case 'number':
    case 'bigint':
      return `the number ${value}`;
    case 'object':
      return value === null ? 'null' : objectInWords(value);
    case 'function':
      return 'a function';
    default:
      return String(value);
  }
}

function objectInWords(value: object): string {
  if ('checkedAdd' in value && 'width' in value) return `a word of ${String(value.width)} bits`;
  if ('plus' in value) return 'an integer';
  if ('iff' in value) return 'a condition';
  if ('ok' in value) return 'a result';
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** What was thrown, in words, whatever it is: it may be no error, and refuse to become a text. */
export function thrownInWords(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  try {
    return String(thrown);
  } catch {
    return inWords(thrown);
  }
}
