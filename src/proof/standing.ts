import { didYouMeanOr } from '../text/nearest.ts';
import { DeclarationError } from './declaration-error.ts';

/**
 * What kind of demand an assertion is: a MUST of the specification, a SHOULD, coping with what the other side is allowed to
 * do, or a promise beyond the specification.
 */
export type AssertionKind = 'must' | 'should' | 'may-cope' | 'promise';

export const ASSERTION_KINDS: readonly AssertionKind[] = ['must', 'should', 'may-cope', 'promise'];

/** What an assertion says of itself. */
export interface About<Requirement extends string = string> {
  /** The requirement that it is about: one of those that its proof declares. */
  readonly requirement?: Requirement;
  /** 'must' where left out and a requirement is named, else 'promise'. */
  readonly kind?: AssertionKind;
}

/** What an assertion stands for. */
export interface Standing {
  readonly kind: AssertionKind;
  readonly requirement: string | null;
}

/** What an assertion of this name stands for. Throws a `DeclarationError` for a requirement that is not declared, or no kind. */
export function standingOf(
  name: string,
  { requirement = null, kind = requirement === null ? 'promise' : 'must' }: Partial<Standing>,
  declared: readonly string[],
): Standing {
  if (!ASSERTION_KINDS.includes(kind))
    throw new DeclarationError(
      `the kind of the assertion '${name}' is ${JSON.stringify(kind)}: it must be one of ${ASSERTION_KINDS.join(', ')}`,
    );
  if (requirement !== null && !declared.includes(requirement)) {
    const all = [...declared, requirement].map((id) => `'${id}'`).join(', ');
    throw new DeclarationError(
      `the assertion '${name}' cites '${requirement}', which is not declared${didYouMeanOr(requirement, declared, `put requirements: [${all}] beside the body of the proof`)}`,
    );
  }
  return { kind, requirement };
}

export function sameStanding(one: Standing, other: Standing): boolean {
  return one.kind === other.kind && one.requirement === other.requirement;
}

/** That an assertion stands for two things. */
export function twoStandings(name: string, one: Standing, other: Standing): DeclarationError {
  return new DeclarationError(
    `the assertion '${name}' is ${inWords(one)} in one place and ${inWords(other)} in another: ` +
      'give each of the two a name of its own, or make them the same',
  );
}

function inWords({ kind, requirement }: Standing): string {
  return requirement === null ? `of kind '${kind}'` : `of kind '${kind}' and cites '${requirement}'`;
}
