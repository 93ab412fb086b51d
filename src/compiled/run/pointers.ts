import type { Domain } from '../../domain/domain.ts';
import { constantOf, greatestOf } from '../../domain/word-facts.ts';
import type { Bool, U64 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { Faults } from './faults.ts';
import { HostPointer, LowBits } from './value.ts';

/** Regions begin at a multiple of this in the memory of the host, which maps pages. */
const PAGE = 4096n;
const SIGN = 1n << 63n;

/** Arithmetic with host pointers, of which nothing but what their region says is known as a number. */
export class Pointers {
  readonly #domain: Domain;
  readonly #faults: Faults;
  readonly #memory: GuestMemory;

  constructor(domain: Domain, faults: Faults, memory: GuestMemory) {
    this.#domain = domain;
    this.#faults = faults;
    this.#memory = memory;
  }

  /** Whether `bytes` bytes from a pointer on lie in its region. */
  isInRegion({ anchor, offset }: HostPointer, bytes: bigint): Bool {
    const after = this.#memory.regionAfter(anchor);
    const known = constantOf(offset);
    if (known !== undefined && known < SIGN) return after.ge(known + bytes);
    const back = this.#domain.u64(0).sub(offset);
    const isBefore = back.le(this.#memory.regionBefore(anchor)).and(after.add(back).ge(bytes));
    if (known !== undefined) return isBefore;
    const isAfter = offset.lt(SIGN).and(offset.add(bytes).le(after));
    if (greatestOf(offset) < SIGN) return isAfter;
    return isAfter.or(offset.ge(SIGN).and(isBefore));
  }

  /** The same of any number of bytes; of none it holds everywhere. */
  holdsAll({ anchor, offset }: HostPointer, length: U64): Bool {
    const after = this.#memory.regionAfter(anchor);
    if (constantOf(offset) === 0n) return length.le(after).or(length.eq(0));
    const isWithin = offset.lt(SIGN).and(length.lt(SIGN), offset.add(length).le(after));
    const back = this.#domain.u64(0).sub(offset);
    const isBefore = back.le(this.#memory.regionBefore(anchor)).and(length.le(after.add(back)));
    return isWithin.or(offset.ge(SIGN).and(isBefore), length.eq(0));
  }

  /** The guest address that a pointer within its region points to. */
  addressOf({ anchor, offset }: HostPointer): U64 {
    return constantOf(offset) === 0n ? anchor : anchor.add(offset);
  }

  /** What is known of a pointer as a number: its offset in a page of its region. */
  lowBits(value: HostPointer | LowBits): U64 {
    if (value instanceof LowBits) return value.bits;
    return this.#memory
      .regionBefore(value.anchor)
      .add(value.offset)
      .and(PAGE - 1n);
  }

  /** The conjunction with a mask: of the low bits, or all but some of them. */
  masked(value: HostPointer | LowBits, mask: U64): U64 | HostPointer | LowBits {
    if (greatestOf(mask) < PAGE) return this.lowBits(value).and(mask);
    const known = constantOf(mask);
    const cleared = known === undefined ? null : BigInt.asUintN(64, ~known);
    const isRounding = cleared !== null && cleared < PAGE && (cleared & (cleared + 1n)) === 0n;
    if (isRounding && value instanceof HostPointer)
      return new HostPointer(value.anchor, value.offset.sub(this.lowBits(value).and(cleared)));
    return new LowBits(this.lowBits(value).and(mask.and(PAGE - 1n)));
  }

  /** A pointer less another one, which has to be into the same region. */
  difference(a: HostPointer, b: HostPointer): U64 {
    return a.offset.sub(this.#seenFrom(a.anchor, b).offset);
  }

  isSame(a: HostPointer, b: HostPointer): Bool {
    return a.offset.eq(this.#seenFrom(a.anchor, b).offset);
  }

  /** Whether a pointer comes before another one in their region. Both have to be in it, or at its end. */
  isBefore(a: HostPointer, b: HostPointer): Bool {
    const other = this.#seenFrom(a.anchor, b);
    this.#checkWithin(a, 'compares');
    this.#checkWithin(other, 'compares');
    const start = this.#memory.regionBefore(a.anchor);
    return a.offset.add(start).lt(other.offset.add(start));
  }

  /** A host maps nothing at address 0, nor does an object reach up to it. */
  isNull(pointer: HostPointer): Bool {
    this.#checkWithin(pointer, 'compares with null');
    return this.#domain.bool(false);
  }

  #checkWithin(pointer: HostPointer, what: string): void {
    if (constantOf(pointer.offset) === 0n) return;
    if (this.#domain.decide(this.isInRegion(pointer, 0n))) return;
    throw this.#faults.unsupported(
      `${what} a host pointer that is outside of its region`,
      'Check offsets and lengths as numbers before they are added to a pointer.',
    );
  }

  /** A pointer with its offset from another anchor of its region. */
  #seenFrom(anchor: U64, pointer: HostPointer): HostPointer {
    if (pointer.anchor === anchor) return pointer;
    const distance = pointer.anchor.sub(anchor);
    if (constantOf(distance) === 0n) return pointer;
    const start = (at: U64): U64 => at.sub(this.#memory.regionBefore(at));
    if (this.#domain.decide(start(anchor).eq(start(pointer.anchor))))
      return new HostPointer(anchor, pointer.offset.add(distance));
    throw this.#faults.unsupported(
      'relates host pointers into two regions',
      'How far two regions are apart in the memory of the host is not known: compare guest addresses.',
    );
  }
}
