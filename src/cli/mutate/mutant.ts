import type { Generated } from '../../mutant/changes-of.ts';
import type { CompiledChange } from '../../mutant/compiled/compiled-change.ts';
import type { WrittenMutant } from './mutant-shape.ts';

/** A change of one place: of a text that the file has once, or where an operator found one in a text or in compiled code. */
export type Change = Pick<WrittenMutant, 'find' | 'replace'> | Generated | CompiledChange;

/** A mutant of the project. */
export interface Mutant {
  readonly id: string;
  /** Names of the models that have to be told from it. */
  readonly models: readonly string[];
  /** From the working directory, with forward slashes. */
  readonly file: string;
  readonly change: Change;
  readonly reference: string | null;
  readonly why: string | null;
}

/** The change that an operator makes; `null` where the mutant is listed in a file. */
export function generatedIn({ change }: Mutant): Generated | CompiledChange | null {
  return 'operator' in change ? change : null;
}

/** The same where it is a change of compiled code. */
export function compiledIn({ change }: Mutant): CompiledChange | null {
  return 'bytes' in change ? change : null;
}

/** What stands there in the model and in the mutant; `null` where the text is not found, and of listed mutants, which have it themselves. */
export interface Replacement {
  readonly original: string;
  readonly text: string;
}
