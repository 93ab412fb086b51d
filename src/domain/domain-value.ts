import { inWords, MisuseError } from './misuse.ts';

/** What a value of the domain tells of its misuse, besides throwing: the code in between may catch everything. */
export interface MisuseListener {
  misused(error: MisuseError): void;
}

/**
 * A word, a Boolean or an integer of the domain. It is an object, so JavaScript would take it for true, for different from any other
 * and for a text: each such use is refused.
 */
export abstract class DomainValue {
  abstract readonly domain: MisuseListener;

  [Symbol.toPrimitive](hint: string): never {
    throw misuseOf(this, hint === 'string' ? TEXT : OPERATOR);
  }

  toString(): never {
    throw misuseOf(this, TEXT);
  }

  toJSON(): never {
    throw misuseOf(this, TEXT);
  }

  /** How `console.log` shows it. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `[${inWords(this)}]`;
  }
}

/** What was done with a value, and what to write instead. */
export interface Misuse {
  /** What comes before "a word of 16 bits": "the condition is". */
  readonly what: (value: string) => string;
  readonly hint: string;
}

const OPERATOR: Misuse = {
  what: (value) => `an operator of JavaScript was applied to ${value}`,
  hint: 'Use its methods: a.add(b) for a + b, a.lt(b) for a < b, a.eq(b) for a == b.',
};

const TEXT: Misuse = {
  what: (value) => `${value} was converted to text, such as a property name`,
  hint: 'Look up an element with domain.at(list, index), and show a value with p.note(name, value). In a name or a message, use a text or a JavaScript number.',
};

/** The error for a misuse of a value of the domain. Whatever catches it, the run that the value belongs to hears of it. */
export function misuseOf(value: DomainValue, { what, hint }: Misuse): MisuseError {
  const error = new MisuseError(what(inWords(value)), hint);
  value.domain.misused(error);
  return error;
}
