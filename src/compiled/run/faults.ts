import type { CompiledError } from '../compiled-error.ts';

/** Makes errors that name the instruction that is being executed. */
export interface Faults {
  /** It does something that is not executed over the domain. */
  unsupported(what: string, hint?: string): CompiledError;
  /** The module is not valid: no compiler makes such code. */
  invalid(what: string): CompiledError;
  /** It takes more than it may. */
  limit(what: string, hint: string): CompiledError;
}
