import type { CodePlace } from '../domain/running-code.ts';
import type { TrapKind } from '../domain/trap.ts';
import type { ByteRun } from '../memory/concrete-bytes.ts';
import type { CounterexampleStep } from '../proof/counterexample.ts';
import type { Conjunct, JsonValue, MemoryRange } from '../proof/counterexample.ts';
import type { SourcePosition } from '../proof/stack-frame.ts';
import type { MemoryEvent } from './traced-memory.ts';

/** An event of a replay. `code`: where compiled code stands, if it is that of such code. */
export type ReplayEvent =
  | {
      readonly kind: 'memory';
      readonly memory: string;
      readonly event: MemoryEvent;
      readonly code: CodePlace | null;
    }
  /** The other side wrote to a memory. */
  | {
      readonly kind: 'other-side';
      readonly memory: string;
      readonly name: string;
      readonly runs: readonly ByteRun[];
    }
  /** A memory is as it was before. */
  | { readonly kind: 'rewind'; readonly memory: string; readonly runs: readonly ByteRun[] }
  | {
      readonly kind: 'decision';
      readonly answer: boolean;
      readonly place: SourcePosition | null;
      readonly code: CodePlace | null;
    }
  | { readonly kind: 'assumption'; readonly holds: boolean; readonly place: SourcePosition | null }
  /** As they are shown. */
  | Extract<CounterexampleStep, { kind: 'created' | 'call' | 'return' }>
  /** It did not come back: the host trapped. `what`: more about the place, from the model. */
  | {
      readonly kind: 'trap';
      readonly operation: string;
      readonly trap: TrapKind;
      readonly what: string | null;
      readonly place: SourcePosition | null;
      readonly code: CodePlace | null;
    }
  /** `place`: of one that does not hold, where it is claimed; `isClause`: where the declaration begins that it is a clause of. */
  | {
      readonly kind: 'assertion';
      readonly name: string;
      readonly holds: boolean;
      readonly requirement: string | null;
      readonly place: SourcePosition | null;
      readonly isClause: boolean;
      readonly conjuncts: readonly Conjunct[];
      readonly readFrom: readonly MemoryRange[];
    }
  /** `place`: the line that it is about, where it is about one. */
  | { readonly kind: 'note'; readonly text: string; readonly place: SourcePosition | null };

/** Named values of a model's state, under the names that recordings have, such as `bytes_left`. */
export type Fields = Readonly<Record<string, JsonValue>>;
