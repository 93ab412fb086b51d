import { engineClass } from '../../domain/engine-part.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Bool, U16, U32 } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { WordField } from '../../proof/state-schema.ts';
import { Backend } from './backend.ts';
import { Batch } from './batch.ts';
import { BlockRecord } from './block-record.ts';
import { BLOCK_TYPES } from './block.ts';
import type { HandledChain, MemoryFault } from './chain.ts';
import { Frames } from './frames.ts';
import { HandledQueue } from './queue.ts';
import { Ledger, type SeenChain } from './record.ts';
import type { WorldRules } from './rules.ts';
import { Shelf } from './shelf.ts';
import { WorldInputs } from './world-inputs.ts';

/** Requests for which a block device writes nothing to its disk. */
const NO_WRITES = [BLOCK_TYPES.in, BLOCK_TYPES.flush, BLOCK_TYPES.getId];

/** Something that a handler asked of its world, or did in it, with what. */
export interface Dealing {
  readonly what: string;
  readonly values: readonly (Bool | U16 | U32)[];
}

/**
 * All that a handler deals with: a queue, a back end, and ways to notify the driver or to give up. Queue and back end are honest and
 * otherwise arbitrary: any chain may be there, anything may fail at any time. What happens is kept in `ledger`.
 */
export class World {
  static {
    engineClass(this);
  }

  readonly ledger: Ledger;
  /** What is kept of requests, of a block device. */
  readonly block: BlockRecord;
  /** What it has collected, of a handler that collects what chains name. */
  readonly batch: Batch | undefined;
  /** What it has received, of a handler that receives frames. */
  readonly frames: Frames | undefined;
  readonly queue: HandledQueue;
  readonly backend: Backend;
  readonly shelf: Shelf;
  readonly #p: ProofContext;
  readonly #rules: WorldRules;
  readonly #names = new Map<string, number>();
  readonly #seen = new WeakMap<HandledChain, SeenChain>();
  readonly #inputs: WorldInputs;
  readonly #dealings: Dealing[] = [];

  /** `inputs`: those of another world, which answers alike; its own where left out. */
  constructor(p: ProofContext, rules: WorldRules = {}, inputs = new WorldInputs(p)) {
    this.#p = p;
    this.#rules = rules;
    this.#inputs = inputs;
    this.ledger = new Ledger(p, inputs);
    this.block = new BlockRecord(p.domain, rules.block);
    this.batch = rules.collects && new Batch(p, this, rules.collects);
    this.frames = rules.receives && new Frames(p.domain, (name) => inputs.word32(name));
    this.queue = new HandledQueue(p, this, rules);
    this.backend = new Backend(p, this, rules);
    this.shelf = new Shelf(p, this, rules);
  }

  /** All that it was asked and told so far, in order. With the same inputs, that says all of what became of it. */
  get dealings(): readonly Dealing[] {
    return [...this.#dealings];
  }

  /** Adds to the dealings what is asked or told of nothing else. */
  deals(what: string, ...values: Dealing['values']): void {
    this.#dealings.push({ what, values });
  }

  /** A choice that is not the handler's: a rate limiter, a clock, another thread. */
  happens(what: string): boolean {
    const happens = this.#p.domain.decide(this.choice(this.name(what)));
    if (happens) this.note(what);
    return happens;
  }

  /** Something that the handler depends on may fail: a file, a copy, what it has asked for. */
  fails(what: string): boolean {
    if (!this.happens(what)) return false;
    this.ledger.failed = this.#p.domain.bool(true);
    return true;
  }

  /** Whether a rate limiter has no room for the next request, which has to wait then. */
  limiterBlocks(): boolean {
    const blocks = this.happens('the rate limiter blocks');
    if (blocks) this.block.isLimited = this.#p.domain.bool(true);
    return blocks;
  }

  /** Whether a rate limiter has room again. */
  limiterRunsOut(): boolean {
    const isOver = this.happens('the rate limiter runs out');
    if (isOver) this.block.isLimitOver = this.#p.domain.bool(true);
    return isOver;
  }

  /** Whether a request asks for what the device does not do, such as sectors beyond its end. */
  refuses(what: string): boolean {
    const refused = this.happens(what);
    if (refused) this.block.isRefused = this.#p.domain.bool(true);
    return refused;
  }

  /**
   * Whether a block device writes nothing for a request, as one that is read-only does. It is no reason to refuse a request that has it
   * write nothing.
   */
  refusesToWrite({ type }: HandledChain, why: string): boolean {
    const refused = this.happens(why);
    const writesNothing = NO_WRITES.map((one) => type.eq(one));
    const isWrite = this.#p.domain
      .bool(false)
      .or(...writesNothing)
      .not();
    if (refused) this.block.isRefused = this.block.isRefused.or(isWrite);
    return refused;
  }

  /** Whether a chain of this head is with the back end or on the shelf, as a handler knows that keeps a table of them. */
  isInFlight(head: U16): Bool {
    const { watched, inBackend, onShelf } = this.ledger;
    const isWatched = head.eq(watched);
    // A driver that keeps the rules repeats none.
    const isOther =
      this.#rules.repeatsHeads === true
        ? this.truth(this.name('another chain of the head is in flight'))
        : this.#p.domain.bool(false);
    return isWatched.and(inBackend.or(onShelf)).or(isWatched.not().and(isOther));
  }

  /** Records for the next start what is with the back end and on the shelf. */
  recordInFlight(): void {
    const { ledger } = this;
    this.note('recorded, with the back end', ledger.pending);
    this.note('recorded, on the shelf', ledger.shelved);
    ledger.kept = ledger.kept.or(ledger.inBackend, ledger.onShelf);
  }

  /** Sends a used buffer notification. */
  signal(): void {
    this.note('signal');
    const { ledger } = this;
    ledger.signals += 1;
    ledger.unwanted = ledger.unwanted.or(ledger.wanted.not());
    ledger.wanted = this.#p.domain.bool(false);
    ledger.owed = this.#p.domain.bool(false);
  }

  /** Sets DEVICE_NEEDS_RESET and tells the driver so. */
  needsReset(): void {
    this.note('needs reset');
    const { ledger } = this;
    ledger.unsettled = ledger.unsettled.or(ledger.unpublished, ledger.owed);
    ledger.reported = this.#p.domain.bool(true);
  }

  /** The process ends, and the machine with it: a panic that nothing catches. */
  stops(): void {
    this.note('the process stops');
    this.ledger.stopped = this.#p.domain.bool(true);
  }

  /** Inputs of the world, by what they are of: the second of a name has a 2. */
  name(of: string): string {
    const count = (this.#names.get(of) ?? 0) + 1;
    this.#names.set(of, count);
    this.deals(`asks: ${of}`);
    return `world.${of.replaceAll(' ', '_')}${count === 1 ? '' : count}`;
  }

  note(what: string, value: Bool | U16 | U32 = this.#p.domain.bool(true)): void {
    this.#p.note(what, value);
    this.deals(what, value);
  }

  choice(name: string): Bool {
    return this.#inputs.bool(name);
  }

  /** Any number of bytes. */
  count(name: string): U32 {
    return this.#inputs.u32(name);
  }

  /** Any word. Its ends are not probed: what a handler has submitted can leave some values out. */
  word16(name: string, field?: WordField<16>): U16 {
    return this.#inputs.word16(name, field);
  }

  word32(name: string): U32 {
    return this.#inputs.word32(name);
  }

  truth(name: string): Bool {
    return this.#inputs.truth(name);
  }

  /** A chain with any head and any buffers, as one that was taken at some time. */
  chain(what: string): HandledChain {
    const { domain } = this.#p;
    const name = this.name(what);
    const [head, readable, writable] = [
      this.word16(`${name}.head`),
      this.word32(`${name}.readable`),
      this.word32(`${name}.writable`),
    ];
    if (this.#rules.repeatsHeads !== true) this.#p.assume(this.ledger.isFree(domain, head));
    const none = domain.u32(0);
    const seen: SeenChain = {
      ...{ head, isOut: domain.bool(true), written: none, attempted: none, isUnclear: false },
      ahead: { start: none, end: none },
    };
    this.ledger.seen.push(seen);
    const type = (): U32 => this.word32(`${name}.type`);
    const write = (offset: U32, length: U32): Result<void, MemoryFault> => {
      this.deals('write', head, offset, length);
      if (this.fails('writing fails')) {
        this.mayHaveWritten(chain, offset.add(length));
        return err({ kind: 'GuestMemory' });
      }
      this.wrote(chain, offset, length);
      return ok();
    };
    const chain: HandledChain = {
      ...{ head, readable, writable, isMalformed: this.truth(`${name}.is_malformed`) },
      get type() {
        return type();
      },
      readType: () => {
        this.deals('read type, head', head);
        if (!this.fails('reading request type fails')) return ok(type());
        this.block.failed(chain);
        return err({ kind: 'GuestMemory' });
      },
      writeStatus: (offset, status) => {
        const written = write(offset, domain.u32(1));
        if (written.ok) this.#said(chain, offset, status);
        else this.block.failed(chain);
        return written;
      },
      readWord: (word) => {
        this.deals(`read ${word}, head`, head);
        return this.fails(`reading ${word} fails`)
          ? err({ kind: 'GuestMemory' })
          : ok(this.word32(this.name(word)));
      },
      write: (offset, length) => {
        const written = write(offset, length);
        if (written.ok) this.block.wrote(chain, offset, length);
        else this.block.became(chain, domain.bool(false), true);
        return written;
      },
    };
    this.#seen.set(chain, seen);
    this.block.began(chain);
    return chain;
  }

  /** Bytes of a chain are written, by the handler or by the back end. */
  wrote(chain: HandledChain, offset: U32, length: U32): void {
    const seen = this.#seen.get(chain);
    if (seen === undefined) throw new TypeError('a chain that this world has not given');
    this.deals('wrote', seen.head, offset, length);
    this.ledger.wrote(this.#p.domain, seen, chain.writable, offset, length);
  }

  /** Bytes of a chain that the handler itself has found are written, as of a device id. */
  filled(chain: HandledChain, offset: U32, length: U32): void {
    this.wrote(chain, offset, length);
    this.block.wrote(chain, offset, length);
  }

  /** The status of a block request is written, where no fault can come: a byte, or so many that begin with it. */
  wroteStatus(chain: HandledChain, offset: U32, status: U32, length = this.#p.domain.u32(1)): void {
    this.wrote(chain, offset, length);
    this.#said(chain, offset, status);
  }

  /** Any bytes of a chain may be written, besides those that are known to be: some of the first `attempted` by what failed. */
  mayHaveWritten(chain: HandledChain, attempted: U32): void {
    const seen = this.#seen.get(chain);
    this.deals('may have written', chain.head);
    if (seen === undefined) return;
    seen.isUnclear = true;
    seen.attempted = this.#p.domain.select(attempted.gt(seen.attempted), attempted, seen.attempted);
  }

  #said(chain: HandledChain, offset: U32, status: U32): void {
    this.deals('status', chain.head, offset, status);
    this.block.said(chain, offset, status);
  }
}
