import { engineClass } from '../../domain/engine-part.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { U16, U32 } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { BackendError, HandledChain, Request } from './chain.ts';
import { dealRequest } from './backend.ts';
import { MOST } from './record.ts';
import type { WorldRules } from './rules.ts';
import type { World } from './world.ts';

/** Where a handler keeps chains from one round to another: a list, a table. Which of them is found next is arbitrary. */
export class Shelf {
  static {
    engineClass(this);
  }

  readonly #p: ProofContext;
  readonly #world: World;

  readonly #rules: WorldRules;

  constructor(p: ProofContext, world: World, rules: WorldRules) {
    this.#p = p;
    this.#world = world;
    this.#rules = rules;
  }

  /** How many are there. */
  get count(): U16 {
    return this.#world.ledger.shelved;
  }

  put(chain: HandledChain): void {
    const { ledger } = this.#world;
    this.#world.deals('put on the shelf', chain.head);
    const declared = this.#rules.shelved?.(chain) ?? true;
    ledger.undeclared = ledger.undeclared.or(this.#p.domain.bool(true).and(declared).not());
    ledger.doubles(chain.head);
    ledger.onShelf = ledger.onShelf.or(chain.head.eq(ledger.watched));
    this.#p.assume(ledger.shelved.lt(MOST));
    ledger.shelved = ledger.shelved.add(1);
    this.#world.frames?.put(chain.writable);
  }

  /** Puts all of them back into the queue, as `HandledQueue.putBackForMore` does. */
  putBackAll(): void {
    const { ledger } = this.#world;
    this.#world.note('put back, chains', ledger.shelved);
    ledger.outstanding = ledger.outstanding.and(ledger.onShelf.not());
    this.#world.frames?.putBackAll();
    this.#clear();
  }

  /** Adds an element for each of them, with the length that `use` gives: it is called for one that stands for all. */
  giveAll(use: (chain: HandledChain) => U32): void {
    const { ledger, queue } = this.#world;
    this.#world.note('given, chains', ledger.shelved);
    if (!this.#p.domain.decide(ledger.shelved.ne(0))) return;
    const chain = this.#any('given');
    const length = use(chain);
    queue.stageShelved(chain.head, length);
    this.#world.frames?.stagedAll(length, chain.writable);
    this.#clear();
  }

  /**
   * Begins a request for each of them, as `requestOf` makes it: that is called for one that stands for all. Where the back end refuses
   * the batch, they stay.
   */
  submitAll(requestOf: (chain: HandledChain) => Request): Result<void, BackendError> {
    const { ledger } = this.#world;
    this.#world.note('submitted, chains', ledger.shelved);
    const request = requestOf(this.#any('submitted'));
    dealRequest(this.#world, request);
    const isAny = ledger.shelved.ne(0);
    this.#world.block.asked(request, isAny);
    if (this.#p.domain.decide(isAny) && this.#world.fails('the batch is refused')) return err({ kind: 'Io' });
    const declared = this.#rules.pending?.(request) ?? true;
    const isSuch = this.#p.domain.bool(true).and(declared);
    ledger.undeclared = ledger.undeclared.or(isAny.and(isSuch.not()));
    ledger.inBackend = ledger.inBackend.or(ledger.onShelf);
    this.#p.assume(ledger.pending.le(this.#p.domain.u16(MOST).sub(ledger.shelved)));
    ledger.pending = ledger.pending.add(ledger.shelved);
    this.#clear();
    return ok();
  }

  /** Forgets all of them. */
  drop(): void {
    const { ledger } = this.#world;
    this.#world.note('dropped, chains', ledger.shelved);
    this.#clear();
  }

  /** Takes one that is there; `undefined` where none is. */
  take(): HandledChain | undefined {
    const { ledger } = this.#world;
    if (!this.#p.domain.decide(ledger.shelved.ne(0))) return undefined;
    const chain = this.#world.chain('kept');
    this.#p.assume(this.#rules.shelved?.(chain) ?? true);
    const isWatched = chain.head.eq(ledger.watched);
    this.#p.assume(isWatched.implies(ledger.onShelf));
    this.#p.assume(ledger.onShelf.and(isWatched.not()).implies(ledger.shelved.gt(1)));
    ledger.onShelf = ledger.onShelf.and(isWatched.not());
    ledger.shelved = ledger.shelved.sub(1);
    return chain;
  }

  /** One of those that are there: the watched one, if it is. */
  #any(name: string): HandledChain {
    const { ledger } = this.#world;
    const chain = this.#world.chain(name);
    this.#p.assume(this.#rules.shelved?.(chain) ?? true);
    this.#p.assume(chain.head.eq(ledger.watched).iff(ledger.onShelf));
    return chain;
  }

  #clear(): void {
    const { ledger } = this.#world;
    ledger.onShelf = this.#p.domain.bool(false);
    ledger.shelved = this.#p.domain.u16(0);
  }
}
