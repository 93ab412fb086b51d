import { CarrierBool } from '../../domain/carrier-bool.ts';
import type { DomainValue, Misuse } from '../../domain/domain-value.ts';

/** What to write instead: for a Boolean of the domain, and for a word or an integer. */
interface Instead {
  readonly condition: string;
  readonly word: string;
}

const COMPARE =
  'Compare it: domain.decide(word.ne(0)). To ask whether it is there, write word !== undefined.';

/** JavaScript's questions for the truth of a value, by what asks. */
const TRUTH = {
  if: { condition: 'Write if (domain.decide(condition)).', word: COMPARE },
  while: { condition: 'Write while (domain.decide(condition)).', word: COMPARE },
  for: { condition: 'Write for (...; domain.decide(condition); ...).', word: COMPARE },
  '?:': {
    condition: 'Write domain.decide(condition) ? a : b, or for two words domain.select(condition, a, b).',
    word: `${COMPARE} A default is word ?? other.`,
  },
  '!': { condition: 'Write condition.not(), or !domain.decide(condition).', word: COMPARE },
  '&&': { condition: 'Write a.and(b), or domain.decide(a) && domain.decide(b).', word: COMPARE },
  '||': {
    condition: 'Write a.or(b), or domain.decide(a) || domain.decide(b).',
    word: `${COMPARE} A default is word ?? other.`,
  },
  Boolean: { condition: 'Write domain.decide(condition).', word: COMPARE },
  'console.assert': {
    condition: 'Write p.assert(name, condition).',
    word: 'Write p.assert(name, word.ne(0)).',
  },
  every: {
    condition:
      'Write domain.bool(true).and(...list.map((x) => ...)), or decide in the callback: list.every((x) => domain.decide(...)).',
    word: COMPARE,
  },
  some: {
    condition:
      'Write domain.bool(false).or(...list.map((x) => ...)), or decide in the callback: list.some((x) => domain.decide(...)).',
    word: COMPARE,
  },
  filter: decideIn('filter'),
  find: decideIn('find'),
  findIndex: decideIn('findIndex'),
  findLast: decideIn('findLast'),
  findLastIndex: decideIn('findLastIndex'),
} as const;

function decideIn(method: string): Instead {
  return { condition: `Decide in the callback: list.${method}((x) => domain.decide(...)).`, word: COMPARE };
}

export type TruthForm = keyof typeof TRUTH;

const ANY_OF: Instead = {
  condition: 'Write domain.bool(false).or(...list.map((x) => x.iff(y))).',
  word: 'Write domain.bool(false).or(...list.map((x) => x.eq(y))).',
};
const FIND_INDEX: Instead = {
  condition: 'Write list.findIndex((x) => domain.decide(x.iff(y))).',
  word: 'Write list.findIndex((x) => domain.decide(x.eq(y))).',
};
const EQUAL: Instead = {
  condition: 'Write a.iff(b), or domain.decide(a) === domain.decide(b).',
  word: 'Write a.eq(b). With === and !==, compare only with undefined and null.',
};
const UNEQUAL: Instead = {
  condition: 'Write a.iff(b).not(), or domain.decide(a) !== domain.decide(b).',
  word: 'Write a.ne(b). With === and !==, compare only with undefined and null.',
};
const KEY =
  'Use a number or a text of JavaScript as the key, or search a list: list.find((x) => domain.decide(x.key.eq(key))).';
const KEYS: Instead = { condition: KEY, word: KEY };

/** JavaScript's comparisons of two objects by identity, by what compares. */
const IDENTITY = {
  '===': EQUAL,
  '==': EQUAL,
  '!==': UNEQUAL,
  '!=': UNEQUAL,
  'Object.is': EQUAL,
  switch: {
    condition: 'Write if (domain.decide(condition)) ... else ...',
    word: 'Write if (domain.decide(word.eq(1))) ... else if (domain.decide(word.eq(2))) ...',
  },
  includes: ANY_OF,
  indexOf: FIND_INDEX,
  lastIndexOf: {
    condition: FIND_INDEX.condition,
    word: 'Write list.findLastIndex((x) => domain.decide(x.eq(y))).',
  },
  Map: KEYS,
  Set: KEYS,
  WeakMap: KEYS,
  WeakSet: KEYS,
} as const;

export type IdentityForm = keyof typeof IDENTITY;

/** Called with the name of what asks for truth: `if`, `every`. */
export function askedForTruth(form: TruthForm, value: DomainValue): Misuse {
  return {
    what: (words) => `${form} expects a JavaScript boolean, got ${words}, which is true like every object`,
    hint: instead(TRUTH[form], value),
  };
}

export function comparedByIdentity(form: IdentityForm, value: DomainValue): Misuse {
  return {
    what: (words) => `${form} compares objects by identity, got ${words}`,
    hint: instead(IDENTITY[form], value),
  };
}

/** Two records that hold values of the domain are compared as wholes. */
export function recordsCompared(form: IdentityForm): Misuse {
  return {
    what: (words) =>
      `${form} compares objects by identity, got two records that hold values of the domain, such as ${words}`,
    hint: 'Compare them field by field: a.size.eq(b.size).and(a.address.eq(b.address)).',
  };
}

export const TYPE_ASKED: Misuse = {
  what: (words) => `typeof is 'object' for every value of the domain, got ${words}`,
  hint: 'Let the function take words only, and make constants at its calls: domain.u16(3). To ask whether a value is there, write x !== undefined.',
};

/** `form`: such as `Number.isInteger`. */
export function kindAsked(form: string): Misuse {
  return {
    what: (words) => `${form} expects a JavaScript number, got ${words}, for which it is always false`,
    hint: 'A word is an integer from 0 to 2^width - 1 in every state. Compare it: word.lt(10).',
  };
}

function instead(hints: Instead, value: DomainValue): string {
  return value instanceof CarrierBool ? hints.condition : hints.word;
}
