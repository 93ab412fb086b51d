import type { Cursor } from '../../proof/layout.ts';
import type { Counterexample } from '../../proof/counterexample.ts';
import { MemoryImage } from '../memory-image.ts';
import type { Frame, Touch } from './frames.ts';

/** All that it takes to show the memory and the indices of a counterexample before, at and after each step; plain data. */
export interface FilmData {
  readonly memory: Counterexample['memory'];
  /** Where the indices of the part that is drawn point before the first step. */
  readonly start: readonly Cursor[];
  readonly frames: readonly Frame[];
}

/** A film that can be wound to any frame; before the first it shows what stood there from the start. */
export class Film {
  readonly #data: FilmData;
  readonly #start: ReadonlyMap<string, MemoryImage>;
  #at = 0;
  #images: ReadonlyMap<string, MemoryImage>;
  #cursors: readonly Cursor[];

  constructor(data: FilmData) {
    this.#data = data;
    this.#start = startOf(data);
    this.#images = startOf(data);
    this.#cursors = data.start;
  }

  /** How many frames there are: the last one to wind to. */
  get length(): number {
    return this.#data.frames.length;
  }

  /** How many frames are behind; 0 before the first. */
  get at(): number {
    return this.#at;
  }

  /** The frame that is shown; `undefined` before the first. */
  get frame(): Frame | undefined {
    return this.#data.frames[this.#at - 1];
  }

  /** Where the indices are known to point at the frame. */
  get cursors(): readonly Cursor[] {
    return this.#cursors;
  }

  /** Winds to where so many frames are behind; out of range is the nearest end. */
  windTo(at: number): void {
    const target = Math.max(0, Math.min(this.length, Math.trunc(at)));
    if (target < this.#at) {
      this.#images = startOf(this.#data);
      this.#cursors = this.#data.start;
      this.#at = 0;
    }
    for (; this.#at < target; this.#at++) {
      const frame = this.#data.frames[this.#at];
      for (const { memory, run } of frame?.writes ?? [])
        this.#images.get(memory)?.write(BigInt(run.addr), run.hex);
      this.#cursors = frame?.cursors ?? this.#cursors;
    }
  }

  /** A byte at the frame; `null` where there is no memory. */
  byte(memory: string, address: bigint): number | null {
    const image = this.#images.get(memory);
    return image?.isMapped(address) === true ? image.byte(address) : null;
  }

  /** Whether one of so many bytes has another value at the frame than before the first. */
  isChanged(memory: string, address: bigint, length: number): boolean {
    const [before, now] = [this.#start.get(memory), this.#images.get(memory)];
    return Array.from({ length }, (_, i) => address + BigInt(i)).some(
      (at) => now?.isMapped(at) === true && now.byte(at) !== before?.byte(at),
    );
  }

  /** How the step of the frame touches one of so many bytes; `null` where it touches none of them. */
  touch(memory: string, address: bigint, length: number): Touch | null {
    const mark = this.frame?.marks.find(
      (one) =>
        one.memory === memory &&
        BigInt(one.address) < address + BigInt(length) &&
        address < BigInt(one.address) + BigInt(one.length),
    );
    return mark?.touch ?? null;
  }

  /** A little-endian word of so many bytes at the frame; `null` where some byte of it does not exist. */
  word(memory: string, address: bigint, length: number): bigint | null {
    return this.#images.get(memory)?.word(address, length) ?? null;
  }
}

function startOf({ memory }: FilmData): ReadonlyMap<string, MemoryImage> {
  return new Map(memory.map((one) => [one.name, new MemoryImage(one)]));
}
