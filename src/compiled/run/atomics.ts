import type { Domain } from '../../domain/domain.ts';
import type { Width } from '../../domain/width.ts';
import type { Word } from '../../domain/word.ts';
import type { Ordering } from '../../memory/event.ts';
import type { AtomicAccess } from '../decode/opcodes.ts';
import type { Faults } from './faults.ts';
import type { Frame } from './frame.ts';
import type { Fuel } from './fuel.ts';
import type { GuestAccess } from './guest-access.ts';
import type { Instance } from './instance.ts';
import type { MemoryAccess } from './memory-access.ts';
import type { Numeric } from './numeric.ts';
import { ArrayPlace } from './own-arrays.ts';
import type { OwnPlace } from './own-places.ts';
import type { Orderings } from './orderings.ts';
import { HostPointer, type Value } from './value.ts';

/** What executes instructions on memory. */
export interface Shared {
  readonly domain: Domain;
  readonly faults: Faults;
  readonly fuel: Fuel;
  readonly numeric: Numeric;
  readonly access: MemoryAccess;
  readonly instance: Instance;
}

/** Atomic instructions. In the module's own memory they are plain: nothing else runs there. */
export class Atomics {
  readonly #shared: Shared;
  readonly #orderings: Orderings;
  readonly #guest: () => GuestAccess;

  constructor(shared: Shared, orderings: Orderings, guest: () => GuestAccess) {
    this.#shared = shared;
    this.#orderings = orderings;
    this.#guest = guest;
  }

  access(frame: Frame, shape: AtomicAccess, offset: bigint): void {
    const { access } = this.#shared;
    const values = frame.popMany(
      shape.update === 'cmpxchg' ? 2 : shape.isStore || shape.update !== null ? 1 : 0,
    );
    const place = access.place(frame.pop(), offset);
    // Said of an access to the module's own memory, it is said of no other.
    const ordering = this.#orderings.take();
    const result =
      place instanceof HostPointer
        ? this.#ofGuest(place, shape, values, ordering)
        : this.#own(place, shape, values);
    if (result !== undefined) frame.push(result);
  }

  fence(guest: GuestAccess | null): void {
    const ordering = this.#orderings.take();
    guest?.fence(ordering);
  }

  #ofGuest(
    pointer: HostPointer,
    shape: AtomicAccess,
    [value]: readonly Value[],
    ordering: Ordering | null,
  ): Value | undefined {
    const { access, faults } = this.#shared;
    const width = (8 * shape.bytes) as Width;
    if (shape.update !== null)
      throw faults.unsupported(
        `executes ${shape.name} on guest memory`,
        'A queue loads and stores what it shares; it updates nothing of it in one step.',
      );
    if (value === undefined) {
      const word: Word<Width> = this.#guest().load(pointer, width, ordering);
      return access.widened(word, shape.width, false);
    }
    this.#guest().store(pointer, access.narrowed(value, shape.width, width), ordering);
    return undefined;
  }

  #own(place: OwnPlace, shape: AtomicAccess, [value, replacement]: readonly Value[]): Value | undefined {
    const { domain, faults, access, numeric } = this.#shared;
    if (place instanceof ArrayPlace) {
      const at = place.offset.add(place.array.range.address);
      if (shape.bytes > 1) domain.trapIf('host pointer', at.and(shape.bytes - 1).ne(0));
    } else if (place % shape.bytes !== 0) {
      domain.trapIf('host pointer', true);
      throw faults.invalid('it goes on after a trap');
    }
    if (shape.isStore && value !== undefined) {
      access.store(shape, place, value);
      return undefined;
    }
    const old = access.load(shape, place);
    if (shape.update === null || value === undefined) return old;
    access.store(shape, place, this.#updated(shape, numeric, old, value, replacement));
    return old;
  }

  #updated(
    { update, width, bytes }: AtomicAccess,
    numeric: Numeric,
    old: Value,
    value: Value,
    replacement: Value | undefined,
  ): Value {
    if (update === 'xchg') return value;
    if (update !== 'cmpxchg' || replacement === undefined)
      return numeric.binary(update ?? 'add', width, old, value);
    const { domain, access } = this.#shared;
    // The expected value is compared as it is; what is loaded of fewer bytes is extended with zeros.
    const same = numeric.truth(numeric.binary('eq', width, old, value));
    const whole = (8 * bytes) as Width;
    if (domain.decide(same)) return access.widened(access.narrowed(replacement, width, whole), width, false);
    return old;
  }
}
