import type { Bool, U16, U32, U64 } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import { hostOf } from '../../proof/run-host.ts';
import { u16, u32, type WordField } from '../../proof/state-schema.ts';

/** For inputs whose ends no proof has to reach. */
export const UNPROBED = { isProbed: false, field: 'view' } as const;

/**
 * What is arbitrary about a world, by name. Worlds that are given the same inputs answer alike, each its first question of a name with
 * the same value, and so on.
 */
export class WorldInputs {
  readonly #p: ProofContext;
  readonly #known = new Map<string, unknown>();

  constructor(p: ProofContext) {
    this.#p = p;
  }

  /** A choice of the world's. */
  bool(name: string): Bool {
    return this.#once(name, () => this.#p.any.bool(name));
  }

  u16(name: string): U16 {
    return this.#once(name, () => this.#p.any.u16(name));
  }

  u32(name: string): U32 {
    return this.#once(name, () => this.#p.any.u32(name));
  }

  /** Any of these, of which no proof has to reach the ends: what a handler has done before can leave some out. */
  truth(name: string): Bool {
    return this.#once(name, () => hostOf(this.#p).stateBool(name, UNPROBED));
  }

  word16(name: string, field: WordField<16> = u16()): U16 {
    // It has the width of its field.
    return this.#once(name, () => hostOf(this.#p).stateWord(name, field, UNPROBED) as U16);
  }

  word32(name: string): U32 {
    // The same.
    return this.#once(name, () => hostOf(this.#p).stateWord(name, u32(), UNPROBED) as U32);
  }

  word64(name: string, field: WordField<64>): U64 {
    // The same.
    return this.#once(name, () => hostOf(this.#p).stateWord(name, field, UNPROBED) as U64);
  }

  #once<T>(name: string, declare: () => T): T {
    // What a name was declared as before it is asked for as again.
    if (this.#known.has(name)) return this.#known.get(name) as T;
    const made = declare();
    this.#known.set(name, made);
    return made;
  }
}
