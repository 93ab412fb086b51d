import type { Domain } from '../../domain/domain.ts';
import { engineClass } from '../../domain/engine-part.ts';
import type { Result } from '../../domain/result.ts';
import type { Width } from '../../domain/width.ts';
import type { Bool, BoolOperand, U64, Word } from '../../domain/word.ts';
import type { FenceOrdering, LoadOrdering, StoreOrdering } from '../../memory/event.ts';
import { IN_REGION, type GuestMemory } from '../../memory/guest-memory.ts';
import type { Area } from '../split/areas.ts';
import type { Tables, TableSpec } from './tables.ts';

/** Bytes of a descriptor in the table, or in an indirect one (2.7.5). */
const DESCRIPTOR_BYTES = 16;

/** Hears what an operation decides about a notification, beside `shouldKick`. */
export type OnDecision = (isSent: Bool) => void;

/** Gives memory for a table of so many bytes; `undefined` where there is none left. */
export type Allocate = (bytes: number) => U64 | undefined;

/**
 * What an operation of a driver works with. Its memory is the driver's own, so that an access does not fail; but one outside of
 * the queue's areas, and of the indirect tables that were allocated in the same call, traps: 'host pointer'.
 */
export class DriverHost<T extends TableSpec = TableSpec> {
  static {
    engineClass(this);
  }

  /** The driver's side tables. */
  readonly tables: Tables<T>;
  readonly #domain: Domain;
  readonly #memory: GuestMemory;
  readonly #allocate: Allocate;
  readonly #onDecision: OnDecision;
  readonly #areas: Area[];

  constructor(
    domain: Domain,
    memory: GuestMemory,
    tables: Tables<T>,
    areas: readonly Area[],
    allocate: Allocate,
    onDecision: OnDecision,
  ) {
    this.#domain = domain;
    this.#memory = memory;
    this.tables = tables;
    this.#areas = [...areas];
    this.#allocate = allocate;
    this.#onDecision = onDecision;
  }

  /** Loads a word as one unit. */
  load<W extends Width>(address: U64, width: W, ordering: LoadOrdering): Word<W> {
    this.#check(address, width / 8);
    return done(this.#memory.load(address, width, ordering, IN_REGION));
  }

  /** Stores a word as one unit. */
  store(address: U64, value: Word<Width>, ordering: StoreOrdering): void {
    this.#check(address, value.width / 8);
    done(this.#memory.store(address, value, ordering, IN_REGION));
  }

  /** Copies words in, one after the other without padding: plain loads. */
  read<const Ws extends readonly Width[]>(
    address: U64,
    widths: Ws,
  ): { readonly [I in keyof Ws]: Word<Ws[I]> } {
    this.#check(address, bytesOf(widths));
    return done(this.#memory.read(address, widths, IN_REGION));
  }

  /** Copies words out, one after the other without padding: plain stores. */
  write(address: U64, words: readonly Word<Width>[]): void {
    this.#check(address, bytesOf(words.map(({ width }) => width)));
    done(this.#memory.write(address, words, IN_REGION));
  }

  fence(ordering: FenceOrdering): void {
    this.#memory.fence(ordering);
  }

  /** Allocates memory for an indirect table of so many descriptors, of any content; `undefined` where none is left. */
  allocate(descriptors: number): U64 | undefined {
    const length = descriptors * DESCRIPTOR_BYTES;
    const start = this.#allocate(length);
    if (start !== undefined) this.#areas.push({ start, length: this.#domain.u64(length) });
    return start;
  }

  /** An operation other than `shouldKick` decides whether to notify the device, and does so if it is to be. */
  notify(isSent: BoolOperand): void {
    this.#onDecision(this.#domain.bool(true).and(isSent));
  }

  #check(address: U64, bytes: number): void {
    // Conditions without differences of addresses, which could be negative: no area runs on beyond the last address.
    const within = this.#areas.map(({ start, length }): Bool => {
      const last = start.add(length).sub(bytes);
      return length.ge(bytes).and(start.le(address), address.le(last));
    });
    this.#domain.trapIf(
      'host pointer',
      this.#domain
        .bool(false)
        .or(...within)
        .not(),
    );
  }
}

function bytesOf(widths: readonly Width[]): number {
  return widths.reduce((sum, width) => sum + width / 8, 0);
}

/** The answer of an access that cannot fail. */
function done<A>(result: Result<A, unknown>): A {
  if (result.ok) return result.value;
  throw new TypeError('an access to a region failed');
}
