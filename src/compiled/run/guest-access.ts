import type { Domain } from '../../domain/domain.ts';
import type { Width } from '../../domain/width.ts';
import type { U64, Word } from '../../domain/word.ts';
import type { Ordering } from '../../memory/event.ts';
import { IN_REGION, type GuestMemory } from '../../memory/guest-memory.ts';
import type { Orderings } from './orderings.ts';
import type { Pointers } from './pointers.ts';
import type { HostPointer } from './value.ts';

/** Accesses to guest memory through host pointers. Outside of a pointer's region the host traps. */
export class GuestAccess {
  readonly #domain: Domain;
  readonly #memory: GuestMemory;
  readonly #pointers: Pointers;
  readonly #orderings: Orderings;

  constructor(domain: Domain, memory: GuestMemory, pointers: Pointers, orderings: Orderings) {
    this.#domain = domain;
    this.#memory = memory;
    this.#pointers = pointers;
    this.#orderings = orderings;
  }

  /** A plain copy out of memory: words one after the other. */
  read<const Ws extends readonly Width[]>(
    pointer: HostPointer,
    widths: Ws,
  ): { readonly [I in keyof Ws]: Word<Ws[I]> } {
    this.#checkRegion(pointer, sizeOf(widths));
    return claimed(this.#memory.read(this.#pointers.addressOf(pointer), widths, IN_REGION));
  }

  /** A plain copy to memory. */
  write(pointer: HostPointer, words: readonly Word<Width>[]): void {
    this.#checkRegion(pointer, sizeOf(words.map(({ width }) => width)));
    claimed(this.#memory.write(this.#pointers.addressOf(pointer), words, IN_REGION));
  }

  /** A word as one unit. What is not said to be ordered is not. */
  load<W extends Width>(pointer: HostPointer, width: W, ordering: Ordering | null): Word<W> {
    this.#checkUnit(pointer, width / 8);
    const order = this.#orderings.forLoad(ordering ?? 'relaxed');
    return claimed(this.#memory.load(this.#pointers.addressOf(pointer), width, order, IN_REGION));
  }

  store(pointer: HostPointer, word: Word<Width>, ordering: Ordering | null): void {
    this.#checkUnit(pointer, word.width / 8);
    const order = this.#orderings.forStore(ordering ?? 'relaxed');
    claimed(this.#memory.store(this.#pointers.addressOf(pointer), word, order, IN_REGION));
  }

  /** From one place of guest memory to another, as if by a buffer between. */
  transfer(to: HostPointer, from: HostPointer, length: U64): void {
    this.#domain.trapIf('host pointer', this.#pointers.holdsAll(from, length).not());
    this.#domain.trapIf('host pointer', this.#pointers.holdsAll(to, length).not());
    const ends = [from, to].map((pointer) => ({ address: this.#pointers.addressOf(pointer) }));
    const [source, target] = ends;
    if (source !== undefined && target !== undefined) claimed(this.#memory.transfer(source, target, length));
  }

  fence(ordering: Ordering | null): void {
    // A fence of which nothing is said, or that orders nothing, is as good as none.
    if (ordering !== null && ordering !== 'relaxed') this.#memory.fence(ordering);
  }

  #checkRegion(pointer: HostPointer, bytes: number): void {
    this.#domain.trapIf('host pointer', this.#pointers.isInRegion(pointer, BigInt(bytes)).not());
  }

  #checkUnit(pointer: HostPointer, bytes: number): void {
    this.#checkRegion(pointer, bytes);
    if (bytes === 1) return;
    this.#domain.trapIf(
      'host pointer',
      this.#pointers
        .lowBits(pointer)
        .and(bytes - 1)
        .ne(0),
    );
  }
}

/** The value of an access that cannot fail, since a claim says so. */
function claimed<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (result.ok) return result.value;
  throw new Error('an access within a region failed');
}

function sizeOf(widths: readonly Width[]): number {
  return widths.reduce((sum, width) => sum + width / 8, 0);
}
