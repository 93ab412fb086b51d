import { MisuseError } from '../domain/misuse.ts';
import { trapInWords, trapOutsideCall, type TrapKind, type Traps } from '../domain/trap.ts';
import type { Trapping } from './context.ts';

/** A trap on its way out of an operation. No body sees it, unless it catches everything. */
export class Trap extends Error {
  override readonly name = 'Trap';
  readonly kind: TrapKind;
  /** The operation that the proof called. */
  readonly operation: string;
  /** More about the place, from the model; `null` where it says nothing. */
  readonly what: string | null;

  constructor(kind: TrapKind, operation: string, what: string | null) {
    super(`${operation} traps: ${trapInWords(kind, what)}`);
    this.kind = kind;
    this.operation = operation;
    this.what = what;
  }
}

/** The name of the assertion that no state traps so in an operation. */
export function trapAssertion(kind: TrapKind, operation: string): string {
  return `${NO_TRAP}${kind}, ${operation}`;
}

/** Whether an assertion is one that no state traps, which every call makes and no body. */
export function isTrapAssertion(name: string): boolean {
  return name.startsWith(NO_TRAP);
}

const NO_TRAP = 'the host does not trap: ';

/** What a run does about the traps of its operations. */
export interface TrapRecorder<B> {
  decide(condition: B): boolean;
  /** Asserts that the condition does not hold, and says whether this run is one in which it does. */
  excludes(assertion: string, condition: B): boolean;
  /** The run traps; `isExpected` where the property has asked for that. */
  trapped(trap: Trap, isExpected: boolean): void;
}

/** The operations of one run, and what becomes of their traps. */
export class Calls<B> implements Traps<B> {
  readonly #recorder: TrapRecorder<B>;
  /** The outermost operation that is running. */
  #operation: string | null = null;
  #isExpecting = false;
  /** A trap that was thrown: until a property that expects it has caught it, or else for the rest of the run. */
  #thrown: Trap | null = null;
  /** What an operation did that cannot be executed: nothing makes up for it. */
  #refused: Error | null = null;

  constructor(recorder: TrapRecorder<B>) {
    this.#recorder = recorder;
  }

  isInCall(): boolean {
    return this.#operation !== null;
  }

  refuse(error: Error): void {
    this.#refused ??= error;
  }

  /** Throws what has ended this run, a trap or what cannot be executed, if a body caught it and goes on. */
  checkAlive(): void {
    if (this.#refused !== null) throw this.#refused;
    if (this.#thrown !== null && !this.#isExpecting) throw this.#thrown;
  }

  /**
   * Runs one operation, its name in lower case with underscores: `put_back`. Traps count inside; an operation that another one calls is part
   * of that one. Throws what the operation throws, and what ends the run where it traps.
   */
  call<T>(operation: string, work: () => T): T {
    if (this.#operation !== null) return work();
    this.checkAlive();
    this.#operation = operation;
    try {
      return this.#watched(work);
    } finally {
      this.#operation = null;
    }
  }

  trapping<T>(work: () => T): Trapping<T> {
    this.checkAlive();
    const before = this.#isExpecting;
    this.#isExpecting = true;
    try {
      return { trapped: null, value: this.#watched(work) };
    } catch (error) {
      if (!(error instanceof Trap) || error !== this.#thrown) throw error;
      this.#thrown = null;
      return { trapped: error.kind };
    } finally {
      this.#isExpecting = before;
    }
  }

  trapIf(kind: TrapKind, condition: B, what: string | null): void {
    if (this.#refused !== null) throw this.#refused;
    const operation = this.#operation;
    if (operation === null) {
      if (this.#recorder.decide(condition)) throw trapOutsideCall(kind, what);
      return;
    }
    // The first one was caught, and a host that has trapped does nothing more.
    if (this.#thrown !== null) throw this.#thrown;
    const traps = this.#isExpecting
      ? this.#recorder.decide(condition)
      : this.#recorder.excludes(trapAssertion(kind, operation), condition);
    if (!traps) return;
    const trap = new Trap(kind, operation, what);
    // Before it is thrown: a model that catches everything must not hide it.
    this.#thrown = trap;
    this.#recorder.trapped(trap, this.#isExpecting);
    throw trap;
  }

  /** Runs work that must not keep a trap to itself. */
  #watched<T>(work: () => T): T {
    let value: T;
    try {
      value = work();
    } catch (error) {
      throw this.#passedOn(error);
    }
    if (this.#refused !== null || this.#thrown !== null) throw this.#passedOn(null);
    return value;
  }

  /** What leaves work: a trap that was thrown in it, or else what it throws. */
  #passedOn(error: unknown): unknown {
    if (this.#refused !== null) return this.#refused;
    const trap = this.#thrown;
    if (trap === null || error === trap || error instanceof TrapCaught) return error;
    // The assertion is broken already.
    if (!this.#isExpecting) return trap;
    return new TrapCaught(
      `the trap '${trap.message}' was caught, and the code went on`,
      'A host that traps stops there. Do not catch what a trap throws; use p.trapping to see whether an operation trapped.',
    );
  }
}

/** What comes after a trap that was caught is nothing that a host does. */
class TrapCaught extends MisuseError {}
