import { didYouMean } from '../text/nearest.ts';
import { DeclarationError } from './declaration-error.ts';

/**
 * Who is affected by a broken property: the host (its memory, or its progress beyond the device), a peer that keeps the
 * specification, or only a peer that breaks the specification itself. `calling code`: none of these, as long as the code that calls
 * the operations, such as a device's over its queue, does not call them in the way that the reason names; no peer can bring it about.
 */
export type Affected = 'host' | 'conforming peer' | 'misbehaving peer' | 'calling code';

/**
 * Assertions that a real implementation is known to break, or covers that it has no state for. Everything else that its proof claims
 * is still expected to hold.
 */
export interface Finding {
  /** Names of the assertions of the proof that are known to break; empty if only covers are out of reach. */
  readonly breaks: readonly string[];
  /** Names of the covers of the proof that no state of the implementation reaches. */
  readonly unreached?: readonly string[];
  /** What goes wrong, when, and the consequence, in a sentence or two. */
  readonly reason: string;
  /** Who is affected at worst; left out if nothing breaks. */
  readonly affects?: Affected;
  /** Where it lives: file and function, or issue, of the implementation. */
  readonly reference: string;
}

/** The finding that a model declares for a proof; `null` where it declares none. */
export function findingOf(
  model: { readonly findings: Readonly<Record<string, Finding>> } | null,
  id: string,
): Finding | null {
  return model !== null && Object.hasOwn(model.findings, id) ? (model.findings[id] ?? null) : null;
}

/** The verdict that is expected of a proof with this finding, if any. `leftOut`: assertions that are not checked. */
export function expectedOf(finding: Finding | null, leftOut: readonly string[]): 'proved' | 'refuted' {
  if (finding === null) return 'proved';
  const { breaks, unreached = [] } = wellFormed(finding);
  if (breaks.length === 0) return unreached.length > 0 ? 'proved' : 'refuted';
  return breaks.every((name) => leftOut.includes(name)) ? 'proved' : 'refuted';
}

/** The finding with malformed lists taken out, for reports: the checker reports what is wrong with them. */
export function wellFormed({ breaks, unreached, ...rest }: Finding): Finding {
  return {
    breaks: isListOfNames(breaks) ? breaks : [],
    ...(isListOfNames(unreached) ? { unreached } : {}),
    ...rest,
  };
}

/**
 * Checks the names in a finding, since types are stripped before a model is loaded. `covers` are those that its proof declares.
 * Throws a `DeclarationError`.
 */
export function checkFinding({ breaks, unreached = [] }: Finding, covers: readonly string[]): void {
  if (!isListOfNames(breaks) || (breaks.length === 0 && unreached.length === 0))
    throw new DeclarationError(
      "the finding of the model names no assertions: put breaks: ['...'], with each assertion of the proof that is known to break, or breaks: [] beside the covers that no state reaches, unreached: ['...']",
    );
  if (!isListOfNames(unreached))
    throw new DeclarationError(
      "the finding of the model does not list covers as names: write unreached: ['...']",
    );
  const unknown = unreached.filter((name) => !covers.includes(name));
  if (unknown.length > 0)
    throw new DeclarationError(
      `the finding of the model names the cover '${unknown.join("', '")}', which the proof does not declare${suggested('covers', unknown, covers)}`,
    );
}

/** "; did you mean 'a'? Its assertions are 'a', 'b'", for the first of some names that are unknown. */
export function suggested(what: string, unknown: readonly string[], names: readonly string[]): string {
  if (names.length === 0) return `; it has no ${what}`;
  const question = didYouMean(unknown[0] ?? '', names);
  const all = `ts ${what} are '${names.join("', '")}'`;
  return question === '' ? `; i${all}` : `${question} I${all}`;
}

function isListOfNames(names: unknown): names is readonly string[] {
  return Array.isArray(names) && names.every((name) => typeof name === 'string');
}

/** That a finding is declared for one of the tool's own proofs, which every other verdict on the model rests on. */
export function ownProofFinding(id: string): DeclarationError {
  return new DeclarationError(
    `the model declares a finding for '${id}', one of the tool's own proofs: while one of these fails, no other verdict on the model means anything. ` +
      'Remove the finding, and declare the state, invariant and phases that the operations keep',
  );
}
