import { engineClass } from '../../domain/engine-part.ts';
import type { Domain } from '../../domain/domain.ts';
import type { Bool, U32, U64 } from '../../domain/word.ts';

/** Bytes of the greatest frame of a network device, with its header (5.1.6.3.1). */
export const GREATEST_FRAME = 65562;

/** Any bytes, by name. */
type AnyWord = (name: string) => U32;

/**
 * What a device receives for its driver: frames, each of which goes into as many chains as it takes. One at a time: chains are collected on the
 * shelf until there are enough.
 */
export class Frames {
  static {
    engineClass(this);
  }

  /** Bytes of a frame that was received and is not delivered; 0 where there is none. */
  waiting: U32;
  /** Bytes of it that the chains on the shelf have room for. */
  room: U32;
  /** A frame was received that may be longer than what was read of it. */
  cut: Bool;
  /** Another frame was received while one waited. */
  lost: Bool;
  /** What was published together is not one frame, whole and in order, in chains that are full but for the last one. */
  torn: Bool;
  /** A frame was delivered. */
  delivered: Bool;
  /** The back end had none. */
  none: Bool;
  readonly #domain: Domain;
  /** Bytes that elements say which are not published yet. */
  #staged: U64;
  #isStaged: Bool;

  constructor(domain: Domain, any: AnyWord) {
    this.#domain = domain;
    const no = domain.bool(false);
    this.waiting = any('record.frame');
    this.room = any('record.room');
    this.cut = no;
    this.lost = no;
    this.torn = no;
    this.delivered = no;
    this.none = no;
    this.#staged = domain.u64(0);
    this.#isStaged = no;
  }

  /** Up to so many bytes of a frame were read, and so many there were. */
  received(most: U32, bytes: U32): void {
    this.cut = this.cut.or(most.lt(GREATEST_FRAME));
    this.lost = this.lost.or(this.waiting.ne(0));
    this.none = this.none.or(bytes.eq(0));
    this.waiting = bytes;
  }

  /** The back end had no frame. */
  gaveNone(): void {
    this.none = this.#domain.bool(true);
  }

  put(writable: U32): void {
    this.room = this.room.add(writable);
  }

  putBackAll(): void {
    this.room = this.#domain.u32(0);
  }

  /** An element is added. One that says nothing is for nothing. */
  staged(length: U32): void {
    this.torn = this.torn.or(length.eq(0));
    this.#staged = this.#staged.add(length.zeroExtend(64));
    this.#isStaged = this.#domain.bool(true);
  }

  /** Elements are added for all chains on the shelf; of any of them, its length and its writable bytes. */
  stagedAll(length: U32, writable: U32): void {
    // The driver finds the header in the first one.
    this.torn = this.torn.or(this.#isStaged, length.ne(writable));
    this.#staged = this.#staged.add(this.room.zeroExtend(64));
    this.#isStaged = this.#domain.bool(true);
    this.room = this.#domain.u32(0);
  }

  published(): void {
    const isWhole = this.#staged.eq(this.waiting.zeroExtend(64));
    this.torn = this.torn.or(this.#isStaged.and(isWhole.not()));
    this.delivered = this.delivered.or(this.#isStaged);
    this.waiting = this.#domain.select(this.#isStaged, this.#domain.u32(0), this.waiting);
    this.#staged = this.#domain.u64(0);
    this.#isStaged = this.#domain.bool(false);
  }
}
