import type { CitedRequirement } from '../result/verdict.ts';

export const ROLES = ['device', 'driver'] as const;

export type Role = (typeof ROLES)[number];

/** Levels of RFC 2119, the strictest first. */
export const LEVELS = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY'] as const;

export type Level = (typeof LEVELS)[number];

export const RINGS = ['split', 'packed', 'both', 'config'] as const;

export type Ring = (typeof RINGS)[number];

export const UNANSWERED = ['not-applicable', 'out-of-reach', 'open'] as const;

/** Why no proof answers an entry. */
export interface Unanswered {
  readonly answer: (typeof UNANSWERED)[number];
  /** As the end of a sentence about the model. */
  readonly reason: string;
}

/** What a project's table says of a requirement; any of it may be missing. */
export interface RequirementWords extends Omit<CitedRequirement, 'id'> {
  readonly role?: Role;
  readonly ring?: Ring;
  /** What says it, all together: proofs, and single assertions as 'proof: assertion'. */
  readonly proofs?: readonly string[];
  /** Of a MAY: what says that the other side copes. */
  readonly copes?: readonly string[];
  /** By kind of model; '*' for any other kind. */
  readonly unanswered?: Readonly<Record<string, Unanswered>>;
}

/** An entry of the ledger: a requirement of which level and role are known. */
export interface LedgerEntry extends RequirementWords {
  readonly id: string;
  readonly section: string;
  readonly level: Level;
  readonly role: Role;
  readonly text: string;
}

/** The entries of a table, in the order of sections; what has no section, level or role cannot be answered and is left out. */
export function ledgerOf(table: Readonly<Record<string, RequirementWords>>): readonly LedgerEntry[] {
  return Object.entries(table)
    .flatMap(([id, words]): LedgerEntry[] => {
      const level = LEVELS.find((known) => known === words.level);
      const { section, role, text = '' } = words;
      return level === undefined || section === undefined || role === undefined
        ? []
        : [{ ...words, id, section, level, role, text }];
    })
    .sort((a, b) => compareSections(a.section, b.section) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

const IN_NUMBERS = new Intl.Collator('en', { numeric: true });

/** "2.7.10" comes after "2.7.9". */
export function compareSections(a: string, b: string): number {
  return IN_NUMBERS.compare(a, b);
}

/** Whether a section is this one or lies within it. */
export function isInSection(section: string, wanted: string): boolean {
  return section === wanted || section.startsWith(`${wanted}.`);
}

/** Whether a level allows something, and demands nothing. */
export function isPermission(level: Level): boolean {
  return level === 'MAY';
}

/** Whether a level leaves no choice. */
export function isStrict(level: Level): boolean {
  return level.startsWith('MUST');
}

/** "config" for set-up; the transport that a section is about, if any. */
export function transportOf(section: string): 'pci' | 'mmio' | 'ccw' | null {
  const [, number] = /^4\.([123])(\.|$)/.exec(section) ?? [];
  if (number === undefined) return null;
  return number === '1' ? 'pci' : number === '2' ? 'mmio' : 'ccw';
}
