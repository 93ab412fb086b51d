import type { LoadOrdering, Ordering, StoreOrdering } from '../../memory/event.ts';
import type { Faults } from './faults.ts';

/** Memory orders by their numbers in C11; consume counts as acquire, which it is compiled to. */
const ORDERINGS: readonly Ordering[] = ['relaxed', 'acquire', 'acquire', 'release', 'acq-rel', 'seq-cst'];

/**
 * The memory order of what comes next, as the code says it. Instructions themselves are of no use here: all atomic ones of
 * WebAssembly are sequentially consistent, whatever the source asked for.
 */
export class Orderings {
  readonly #faults: Faults;
  #next: Ordering | null = null;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  say(number: bigint): void {
    this.#next = this.of(number);
  }

  of(number: bigint): Ordering {
    const ordering = ORDERINGS[Number(number)];
    if (ordering !== undefined) return ordering;
    throw this.#faults.unsupported(
      `asks for memory order ${number}`,
      'Memory orders are those of C11: 0 relaxed, 1 consume, 2 acquire, 3 release, 4 acq_rel, 5 seq_cst.',
    );
  }

  /** What was said of the access or fence that comes now; it is not said of any other. */
  take(): Ordering | null {
    const said = this.#next;
    this.#next = null;
    return said;
  }

  forLoad(ordering: Ordering): LoadOrdering {
    if (ordering !== 'release' && ordering !== 'acq-rel') return ordering;
    throw this.#faults.unsupported(`loads with the memory order ${ordering}`, ORDERS_OF_C);
  }

  forStore(ordering: Ordering): StoreOrdering {
    if (ordering !== 'acquire' && ordering !== 'acq-rel') return ordering;
    throw this.#faults.unsupported(`stores with the memory order ${ordering}`, ORDERS_OF_C);
  }
}

const ORDERS_OF_C =
  'As in C11, a load is relaxed, acquire or seq_cst, and a store relaxed, release or seq_cst.';
