import { engineClass } from '../../domain/engine-part.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Bool, U16 } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import { u16 } from '../../proof/state-schema.ts';
import type { HandledChain, MemoryFault } from './chain.ts';
import type { World } from './world.ts';

/** What a device collects from chains, to do it all at once: the pages of a balloon, for one. */
export interface BatchRules {
  /** Readable bytes of a chain that name one thing to do. */
  readonly unit: number;
  /** How many it can collect. */
  readonly most: number;
  /** Readable bytes of the longest chain that it takes: others it may pass over. */
  readonly longest: number;
}

/** The things that were collected and not done. */
export class Batch {
  static {
    engineClass(this);
  }

  collected: U16;
  /** Of them, those that the chain names which was taken last. */
  ofTaken: U16;
  /** Other things were done than those that were collected. */
  differs: Bool;
  /** The driver got chains back while things that were collected were not done. */
  isLate: Bool;
  readonly rules: BatchRules;
  readonly #p: ProofContext;
  readonly #world: World;

  constructor(p: ProofContext, world: World, rules: BatchRules) {
    this.#p = p;
    this.#world = world;
    this.rules = rules;
    this.collected = world.word16('record.collected', u16({ max: rules.most }));
    this.ofTaken = p.domain.u16(0);
    this.differs = p.domain.bool(false);
    this.isLate = p.domain.bool(false);
  }

  /** Reads what a chain names, which is so many things. */
  collect(chain: HandledChain, count: U16): Result<void, MemoryFault> {
    this.#world.note('collects, of head', chain.head);
    if (this.#world.fails('reading what to do fails')) return err({ kind: 'GuestMemory' });
    this.#world.note('collects', count);
    this.collected = this.collected.add(count);
    this.ofTaken = this.ofTaken.add(count);
    return ok();
  }

  /** Does the first so many of what was collected; the rest is forgotten. */
  perform(count: U16): void {
    this.#world.note('does what was collected', count);
    this.differs = this.differs.or(count.ne(this.collected));
    this.collected = this.#p.domain.u16(0);
  }

  /** The driver sees all elements. */
  published(): void {
    this.isLate = this.isLate.or(this.collected.ne(0));
  }
}
