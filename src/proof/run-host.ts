import type { Width } from '../domain/width.ts';
import type { Table } from '../domain/table.ts';
import type { Bool, BoolOperand, Word } from '../domain/word.ts';
import type { Side } from '../memory/event.ts';
import type { RegionRule } from '../memory/region-rule.ts';
import type { MemoryView, ObservedMemory } from '../memory/observed-memory.ts';
import type { GhostValue } from './ghost-value.ts';
import type { OperationWords } from './family.ts';
import type { OrderedClaim } from './ordered.ts';
import type { FieldOf } from './inputs.ts';
import type { Placement } from './placed.ts';
import type { SourcePosition } from './stack-frame.ts';
import type { About } from './standing.ts';
import type { TableField, WordField } from './state-schema.ts';

/** A call of an operation of a model, as it begins. */
export interface Call {
  /** The part that it is called on, as `created` had it; `null` of an operation that makes one. */
  readonly part: string | null;
  /** Its name in lower case with underscores: `put_back`. */
  readonly operation: string;
  /** How the family has it told. */
  readonly words: OperationWords;
  /** Without the instance, nor instances of other parts. */
  readonly args: readonly unknown[];
  /** What is shown of the state of the part that it is called on; by now, whenever it is asked. */
  readonly state: () => Readonly<Record<string, unknown>>;
  /** Where that part lies by now; of a run on numbers only. `null` where the family knows no place of such parts. */
  readonly placement: () => Placement | null;
}

/** What is known of a field of a part's state. */
export interface AboutField {
  /** Whether the proof is to reach its least and its greatest value. */
  readonly isProbed: boolean;
  readonly field: FieldOf;
}

/** A part, as it begins. */
export interface CreatedPart {
  /** `queue`, `walk2`: unlike every other part of the run, and what its inputs begin with. */
  readonly part: string;
  /** Whether an operation made it, instead of the body starting it in a state. */
  readonly isMade: boolean;
  /** Where two models are compared, of the second one: the part of the first one that it is as. */
  readonly like?: string;
  /** What is shown of the state. */
  readonly state: () => Readonly<Record<string, unknown>>;
  /** As in `Call`. */
  readonly placement: () => Placement | null;
}

/** One side of a step that an invariant is proved to survive. */
export interface InductionMoment {
  readonly when: 'before' | 'after';
  /** The operation, in lower case with hyphens. */
  readonly step: string;
  /** The conditions of the invariant, by name. */
  readonly clauses: () => readonly (readonly [string, BoolOperand])[];
  readonly ghost: Readonly<Record<string, GhostValue>>;
}

/** What a run of a body does for the parts of the model that it is about. Every proof context has one. */
export interface RunHost {
  /** A word of a part's state, of any value of its field. */
  stateWord(name: string, field: WordField, about: AboutField): Word<Width>;
  stateBool(name: string, about: AboutField): Bool;
  /** A table of a part's state, every entry of any value. */
  stateTable<W extends Width>(name: string, field: TableField<W>): Table<W>;
  /** There is a part. */
  created(part: CreatedPart): void;
  /** From here on the events of the run are those of this side; the device's at first. */
  actsAs(side: Side): void;
  /** From here on decisions are asked about early: for what decides much that the path settles, as compiled code does. */
  askEarly(): void;
  /** From here on the regions of memories that the body makes are as this rule says, too: the model is for no others. */
  restrictRegions(rule: RegionRule): void;
  /** The side that the model plays decides whether to notify the other one. */
  notifies(sent: Bool): void;
  /** Makes the content of a memory again what it was in a snapshot of it. The event list stays, and all snapshots. */
  rewind(memory: ObservedMemory, to: MemoryView): void;
  /** What `claim` asserts in the name of a declaration, such as an invariant, is shown at a line of that. */
  assertsOf(declared: SourcePosition, claim: () => void): void;
  /** The run is at one side of a step of an induction: what is shown of it, asked for where it is shown. */
  inductionAt(moment: InductionMoment): void;
  /** Claims that no execution of a question is bad. A goal only, as `assertUnchanged` is. */
  assertOrdered(name: string, claim: OrderedClaim, about?: About): void;
  /** Demands that a question has some execution, bad or not, in some state that gets here. */
  coverOrdered(name: string, claim: OrderedClaim): void;
  /** Runs an operation of the model: what traps in it is its own. */
  call<T>(call: Call, work: () => T): T;
}

/** Registered, since a proof file and the tool may each load a copy of this module. */
export const RUN_HOST = Symbol.for('ringproof.run-host');

/** The host of a context. Throws a `TypeError` for a context that the tool did not make. */
export function hostOf(p: object): RunHost {
  const host: unknown = Reflect.get(p, RUN_HOST);
  if (typeof host !== 'object' || host === null || !('stateWord' in host))
    throw new TypeError('give the model the `p` of this body, and no other');
  // Contexts alone have the symbol.
  return host as RunHost;
}
