import type { Domain } from '../domain/domain.ts';
import type { Integer } from '../domain/integer.ts';
import type { Bool, BoolOperand, U16, U32, U64, U8, Word } from '../domain/word.ts';
import type { Width } from '../domain/width.ts';
import type { TrapKind } from '../domain/trap.ts';
import type { About } from './standing.ts';
import type { EventList } from '../memory/event-list.ts';
import type { GuestMemory } from '../memory/guest-memory.ts';
import type { AddressRange, MemoryView, ObservedMemory } from '../memory/observed-memory.ts';

/** Which values an input takes. Each end has to be reachable under the assumptions, else the proof is vacuous. */
export interface WordRange {
  /** Least value; 0 where absent. */
  readonly min?: bigint | number;
  /** Greatest value; the width's where absent. */
  readonly max?: bigint | number;
  /** Only multiples of this number. */
  readonly multipleOf?: bigint | number;
}

/** Which values an integer takes. Each end that is given has to be reachable, as for words. */
export interface IntegerRange {
  /** Least value; none where absent. */
  readonly min?: bigint | number;
  /** Greatest value; none where absent. */
  readonly max?: bigint | number;
}

/** Symbolic inputs, by name. The same name twice in one run is an error. */
export interface Inputs {
  u8(name: string, range?: WordRange): U8;
  u16(name: string, range?: WordRange): U16;
  u32(name: string, range?: WordRange): U32;
  u64(name: string, range?: WordRange): U64;
  bool(name: string): Bool;
  /** A power of two in 1 … max: a queue size. `max` is a power of two; 32768 (VIRTIO 2.7) where absent. */
  powerOfTwo(name: string, max?: number): U16;
  /**
   * An integer without end, of the proof alone: a count whose word is what the implementation has. Only the integer
   * encoding takes it.
   */
  integer(name: string, range?: IntegerRange): Integer;
}

/** What came of work that may trap: its value, or the kind of trap that ended it. */
export type Trapping<T> = { readonly trapped: null; readonly value: T } | { readonly trapped: TrapKind };

/**
 * What the body of a proof states its property with. `Cover` is the names of the covers that it may reach, `Requirement` the
 * ids of the requirements that its assertions may cite: those that the proof declares, or for a function that several proofs
 * use those that it needs declared.
 */
export interface ProofContext<Cover extends string = never, Requirement extends string = never> {
  readonly domain: Domain;
  readonly any: Inputs;
  /** All that happened in this run so far, in every memory. */
  readonly events: EventList;
  /** Guest memory of any content and any regions; `memory` where no name is given. */
  memory(name?: string): ObservedMemory;
  /** From here on only states where this holds are looked at. */
  assume(condition: BoolOperand): void;
  /**
   * Claims that this holds in every state that gets here. Wherever a name is used in a proof, it cites the same requirement
   * and has the same kind.
   */
  // Properties, here and below, since methods may be handed on for what takes more names.
  readonly assert: (name: string, condition: BoolOperand, about?: About<Requirement>) => void;
  /**
   * Claims that no byte outside these ranges differs between two contents of one memory. A goal only: there is no such
   * condition to assume, to cover or to negate.
   */
  readonly assertUnchanged: (
    name: string,
    before: MemoryView,
    after: MemoryView,
    except?: readonly AddressRange[],
    about?: About<Requirement>,
  ) => void;
  /**
   * Demands that some state gets here where this holds: else the proof is vacuous. The proof has to declare the name; a name
   * that it does not is an error.
   */
  readonly cover: (name: Cover, condition?: BoolOperand) => void;
  /**
   * Does work whose operations may trap, and says whether one did: for a property that expects it. The body forks at each
   * trap that is possible; what the operation did before the trap stays done. Inside, no trap is claimed to be impossible:
   * a body that ignores the result proves nothing of the states that trap.
   */
  trapping<T>(work: () => T): Trapping<T>;
  /**
   * A memory for operations in which the driver acts meanwhile: before each access that looks at memory, also between two looks
   * at one word, it writes any bytes to these ranges, and leaves all others. Stories say what it wrote and when, as
   * `memory/driver1` and so on. Give the ranges that the driver owns; what the operation read then is in the event list, and
   * `memory` shows what stands there after the last look.
   */
  driverMayAct(memory: ObservedMemory, ranges: readonly AddressRange[]): GuestMemory;
  /** Shows a value in the trace of a counterexample. */
  note(name: string, value: Word<Width> | Bool): void;
}
