import { MisuseError } from './misuse.ts';

/** Why a host stops in the middle of an operation, which then neither returns a value nor an error. */
export type TrapKind =
  | 'division by zero'
  | 'index out of bounds'
  | 'overflow'
  | 'unreachable'
  | 'host pointer'
  | 'panic'
  | 'stack overflow';

export const TRAP_KINDS: readonly TrapKind[] = [
  'division by zero',
  'index out of bounds',
  'overflow',
  'unreachable',
  'host pointer',
  'panic',
  'stack overflow',
];

/** How traps are handled in a domain whose Booleans are made of B. */
export interface Traps<B> {
  /** Whether an operation of a model is running: only there does division by zero trap. */
  isInCall(): boolean;
  /**
   * Leaves the running operation where the condition holds, and returns only for states in which it does not. Throws a
   * `MisuseError` where the condition holds and no operation is running.
   */
  trapIf(kind: TrapKind, condition: B, what: string | null): void;
}

/** Traps of code that no proof runs, such as unit tests of a model: each is an error where it is reached. */
export function trapsOutsideCalls<B>(decide: (condition: B) => boolean): Traps<B> {
  return {
    isInCall: () => false,
    trapIf: (kind, condition, what) => {
      if (decide(condition)) throw trapOutsideCall(kind, what);
    },
  };
}

/** A trap was reached outside any operation. */
export function trapOutsideCall(kind: TrapKind, what: string | null): MisuseError {
  return new MisuseError(
    `trapped outside any operation of a model: ${trapInWords(kind, what)}`,
    'Only an operation of a model can trap. In a property, decide the condition; in a test of a model, expect this error.',
  );
}

/** "unreachable (a third descriptor)". */
export function trapInWords(kind: TrapKind, what: string | null): string {
  return what === null ? kind : `${kind} (${what})`;
}

/** Types are stripped, not checked, on the way here. */
export function checkTrapKind(kind: unknown): void {
  if (TRAP_KINDS.some((known) => known === kind)) return;
  throw new MisuseError(
    `${typeof kind === 'string' ? `'${kind}'` : String(kind)} is not a kind of trap`,
    `Use one of these kinds: ${TRAP_KINDS.join(', ')}.`,
  );
}
