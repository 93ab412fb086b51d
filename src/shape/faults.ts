import { didYouMean, nearest } from '../text/nearest.ts';

/** The most characters of a wrong value that a message shows. */
const MOST_SHOWN = 60;

/** "expected a list, got 7"; `wanted` is the part after "expected". */
export function expectedText(wanted: string, value: unknown): string {
  return `expected ${wanted}, ${value === undefined ? 'but it is missing' : `got ${shown(value)}`}`;
}

/** For the messages of a schema: what it expects, and what it got. */
export function expected(wanted: string): (issue: { readonly input: unknown }) => string {
  return ({ input }) => expectedText(wanted, input);
}

/** A value as JSON, cut off where it is long. */
function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** What to say of a field that an object must not have. */
export function unknownField(name: string, known: readonly string[]): string {
  const hint = didYouMean(name, known);
  return `unknown field${hint === '' ? `; the fields are ${known.join(', ')}` : hint}`;
}

/** What to say of a field that an object lacks: `complaint`, and which of the fields that it has may be meant by it. */
export function missingField(
  name: string,
  complaint: string,
  object: object,
  known: readonly string[],
): string {
  const others = Object.keys(object).filter((key) => !known.includes(key));
  const [near] = nearest(name, others, 1);
  return near === undefined ? complaint : `${complaint}; there is '${near}'`;
}

/** One step of a path into a value: the name of a field, or a place in a list. */
export type PathKey = string | number;

/** "proofs[3].inputs["a b"]". */
export function pathText(keys: readonly PathKey[]): string {
  return keys
    .map((key, i) => {
      if (typeof key === 'number') return `[${key}]`;
      if (!/^[\w$-]+$/.test(key)) return `[${JSON.stringify(key)}]`;
      return i === 0 ? key : `.${key}`;
    })
    .join('');
}
