import { existsSync, readFileSync } from 'node:fs';
import type { MemoryModel } from '../memory-models.ts';

/** Litmus tests as facts: events and verdicts. A workspace may have them beside the project, or beside its working trees. */
const PLACES = ['../../../../../shared/litmus/', '../../../../../../shared/litmus/'];

export type FactValue = number | { readonly reg: string; readonly add?: number; readonly or?: number };

/**
 * `[register, relation, number]` of one thread, or `[thread:register or location, relation, number]` of all. `null`: the load did
 * not happen.
 */
export type Literal = readonly [name: string, relation: '=' | '!=', value: number | null];

export interface FactEvent {
  readonly kind: 'load' | 'store' | 'rmw' | 'fence';
  readonly loc?: string;
  readonly reg?: string;
  readonly value?: FactValue;
  readonly op?: 'swap' | 'add' | 'or';
  readonly order: string;
  readonly addr?: readonly string[];
  readonly data?: readonly string[];
  readonly ctrl?: readonly string[];
  readonly when?: readonly Literal[];
}

export type Verdict = 'allowed' | 'forbidden';

export interface LitmusFacts {
  readonly id: string;
  readonly arch: 'aarch64' | 'riscv' | 'x86' | 'c11';
  readonly locations: Readonly<Record<string, number>>;
  readonly threads: readonly (readonly FactEvent[])[];
  readonly condition: readonly (readonly Literal[])[];
  readonly expected?: Partial<Readonly<Record<MemoryModel, Verdict>>>;
  readonly computed?: Partial<Readonly<Record<MemoryModel, Verdict>>>;
  readonly turnsOn?: readonly string[];
  readonly needs?: readonly string[];
}

/** Tests with numbers of executions and outcomes. */
export interface CountedFacts extends Omit<LitmusFacts, 'condition' | 'expected' | 'computed'> {
  readonly vars: readonly string[];
  readonly outcomes: {
    readonly sc: readonly (readonly (number | null)[])[];
    readonly rc11Only: readonly (readonly (number | null)[])[];
  };
}

/** The tests of a file; `null` where it is not there. */
export function litmusFacts<Facts = LitmusFacts>(file: string): readonly Facts[] | null {
  const url = PLACES.map((place) => new URL(`${place}${file}`, import.meta.url)).find((one) =>
    existsSync(one),
  );
  if (url === undefined) return null;
  // The file's own description says what it holds.
  return (JSON.parse(readFileSync(url, 'utf8')) as { readonly tests: readonly Facts[] }).tests;
}
