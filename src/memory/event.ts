import type { Bool, BoolOperand, U64, Word } from '../domain/word.ts';
import type { Width } from '../domain/width.ts';
import type { MemoryError } from './guest-memory.ts';
import type { AddressRange } from './observed-memory.ts';

/** Memory orderings, as in Rust and C11. */
export type Ordering = 'relaxed' | 'acquire' | 'release' | 'acq-rel' | 'seq-cst';
export type LoadOrdering = 'relaxed' | 'acquire' | 'seq-cst';
export type StoreOrdering = 'relaxed' | 'release' | 'seq-cst';
/**
 * Of fences, also the Linux kernel's between processors: `linux-mb` is `smp_mb` and `virt_mb`, `linux-rmb` `smp_rmb`, between loads
 * alone, and `linux-wmb` `smp_wmb`, between stores alone.
 */
export type FenceOrdering = Ordering | 'linux-mb' | 'linux-rmb' | 'linux-wmb';

/** The two sides of a virtqueue. */
export type Side = 'driver' | 'device';

/** What every event says. */
export interface EventBase {
  /** Its place in the order of the run: 0 for the first event, of whatever memory. */
  readonly id: number;
  /** Whose event it is: the model's, and of what other sides write the opposite one. */
  readonly side: Side;
}

interface AtomicAccess extends EventBase {
  /** Name of the memory. */
  readonly memory: string;
  readonly address: U64;
  readonly width: Width;
}

/** A word that was loaded as one unit. */
export interface Load extends AtomicAccess {
  readonly kind: 'load';
  readonly ordering: LoadOrdering;
  readonly value: Word<Width>;
  readonly failure: null;
}

/** A load that failed, and why. */
export interface FailedLoad extends AtomicAccess {
  readonly kind: 'load';
  readonly ordering: LoadOrdering;
  readonly value: null;
  readonly failure: MemoryError;
}

/** A word that was stored as one unit, or should have been. */
export interface Store extends AtomicAccess {
  readonly kind: 'store';
  readonly ordering: StoreOrdering;
  readonly value: Word<Width>;
  /** Why nothing was stored; `null` where it was. */
  readonly failure: MemoryError | null;
}

interface Copy extends EventBase {
  /** Name of the memory. */
  readonly memory: string;
  readonly address: U64;
  /** Bytes asked for. */
  readonly length: U64;
  /** The words, one after the other without padding; none of a transfer, whose length may be any. */
  readonly values: readonly Word<Width>[];
  /** Bytes that were copied: fewer than `length` only where it failed. */
  readonly completed: U64;
  readonly failure: MemoryError | null;
}

/** A plain copy out of memory. */
export interface Read extends Copy {
  readonly kind: 'read';
}

/** A plain copy to memory. */
export interface Write extends Copy {
  readonly kind: 'write';
}

/** A fence. It orders accesses to all memories. */
export interface FenceEvent extends EventBase {
  readonly kind: 'fence';
  readonly ordering: FenceOrdering;
}

/** The other side wrote to these ranges of a memory, any bytes. */
export interface OtherSideWrite extends EventBase {
  readonly kind: 'other-side';
  /** Name of the memory. */
  readonly memory: string;
  /** What the proof calls it. */
  readonly name: string;
  readonly ranges: readonly AddressRange[];
}

/** A side decided whether to notify the other one. */
export interface NotificationEvent extends EventBase {
  readonly kind: 'notification';
  /** Whether it notifies. */
  readonly sent: Bool;
}

/** Something that happened in a run. */
export type Event =
  Load | FailedLoad | Store | Read | Write | FenceEvent | OtherSideWrite | NotificationEvent;

/** An access that got at least one byte out of memory. */
export type Reading = Load | Read;
/** An access that changed at least one byte of memory, or gave it the same value again. */
export type Writing = Store | Write;

/** A moment of a run, between two events. */
export interface Moment {
  readonly kind: 'moment';
  /** How many events came before it. */
  readonly events: number;
}

/** A place in the order of a run. */
export type Point = Event | Moment;

/** One word of an access. */
export interface EventWord {
  readonly address: U64;
  readonly value: Word<Width>;
  /** Whether all of its bytes were moved: not where a copy failed before. */
  readonly isDone: BoolOperand;
}

type OmitBase<T> = T extends Event ? Omit<T, keyof EventBase> : never;

/** An event as it is recorded. */
export type Happening = OmitBase<Event>;
