import { engineClass } from '../../domain/engine-part.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Bool, BoolOperand, U32 } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { BackendError, Completion, HandledChain, Request } from './chain.ts';
import { GREATEST_FRAME } from './frames.ts';
import { MOST } from './record.ts';
import type { WorldRules } from './rules.ts';
import type { World } from './world.ts';

/** A disk, socket or the like. */
export class Backend {
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

  /** Reads up to so many bytes into a chain, from its first writable byte on. How many there were. */
  read(chain: HandledChain, wanted: U32): Result<U32, BackendError> {
    const done = this.#done('read', wanted);
    if (done.ok) this.#world.wrote(chain, this.#p.domain.u32(0), done.value);
    else if (done.error.kind === 'Io') this.#world.mayHaveWritten(chain, wanted);
    return done;
  }

  /** Writes up to so many bytes, or does what writes nothing into the chain. How many it took. */
  write(wanted: U32): Result<U32, BackendError> {
    return this.#done('write', wanted);
  }

  /** Of a block device: writes out all that was written before a chain asked for it. */
  flush(chain: HandledChain): Result<void, BackendError> {
    const none = this.#p.domain.u32(0);
    const no = this.#p.domain.bool(false);
    const request = { chain, wanted: none, isRead: no, statusAt: none, isFlush: this.#p.domain.bool(true) };
    this.#world.block.asked(request);
    const done = this.#done('write', none);
    this.#world.block.became(chain, this.#p.domain.bool(done.ok), !done.ok);
    return done.ok ? ok() : done;
  }

  /** Reads a frame, of which it keeps no more than so many bytes. How many there were; 0 where it gave none. */
  receive(most: U32): Result<U32, BackendError> {
    const { frames } = this.#world;
    const done = this.#done('receive', this.#p.domain.u32(GREATEST_FRAME));
    if (!done.ok) {
      if (done.error.kind === 'Busy') frames?.gaveNone();
      return done;
    }
    const bytes = this.#p.domain.select(most.lt(done.value), most, done.value);
    frames?.received(most, bytes);
    return ok(bytes);
  }

  /** Begins a request. Then it has the chain until a completion gives it back. */
  submit(request: Request): Result<void, BackendError> {
    const { ledger } = this.#world;
    dealRequest(this.#world, request);
    this.#world.block.asked(request);
    if (this.#world.happens('submit is busy')) {
      this.#world.block.isFull = this.#p.domain.bool(true);
      this.#world.block.isBusy = this.#p.domain.bool(true);
      // It is busy with others.
      this.#p.assume(ledger.pending.ne(0));
      return err({ kind: 'Busy' });
    }
    if (this.#world.fails('submit fails')) return err({ kind: 'Io' });
    const declared = this.#rules.pending?.(request) ?? true;
    ledger.undeclared = ledger.undeclared.or(this.#p.domain.bool(true).and(declared).not());
    this.#world.note('submit, head', request.chain.head);
    const none = this.#p.domain.u32(0);
    ledger.reads(request.chain, this.#p.domain.select(request.isRead, none, request.wanted));
    ledger.doubles(request.chain.head);
    ledger.inBackend = ledger.inBackend.or(request.chain.head.eq(ledger.watched));
    this.#p.assume(ledger.pending.lt(MOST));
    ledger.pending = ledger.pending.add(1);
    return ok();
  }

  /** The next request that is done, if any: of those submitted, any. */
  completion(): Completion | undefined {
    const { ledger } = this.#world;
    if (!this.#world.happens('a request is done')) {
      ledger.noneDone = this.#p.domain.bool(true);
      return undefined;
    }
    const { domain } = this.#p;
    const assume = (condition: BoolOperand): void => this.#p.assume(condition);
    const chain = this.#world.chain('completed');
    const isWatched = chain.head.eq(ledger.watched);
    assume(ledger.pending.ne(0));
    assume(isWatched.implies(ledger.inBackend));
    assume(ledger.inBackend.and(isWatched.not()).implies(ledger.pending.gt(1)));
    ledger.pending = ledger.pending.sub(1);
    ledger.inBackend = ledger.inBackend.and(isWatched.not());
    const wanted = this.#world.word32(this.#world.name('wanted'));
    const isRead = this.#world.truth(this.#world.name('is read'));
    const statusAt = this.#world.word32(this.#world.name('status at'));
    const isFlush = this.#rules.block && this.#world.truth(this.#world.name('is flush'));
    const request: Request = { chain, wanted, isRead, statusAt, ...(isFlush && { isFlush }) };
    assume(this.#rules.pending?.(request) ?? true);
    this.#world.note('completion, head', chain.head);
    const result = this.#done('request', wanted, false);
    if (result.ok && domain.decide(isRead)) this.#world.wrote(chain, domain.u32(0), result.value);
    if (!result.ok) this.#world.mayHaveWritten(chain, domain.select(isRead, wanted, domain.u32(0)));
    this.#world.block.became(chain, result.ok ? result.value.eq(wanted) : domain.bool(false), !result.ok);
    return { ...request, result };
  }

  /** Gives up all requests: no completion of them comes. */
  cancelAll(): void {
    const { ledger } = this.#world;
    this.#world.note('cancelled, requests', ledger.pending);
    ledger.inBackend = this.#p.domain.bool(false);
    ledger.pending = this.#p.domain.u16(0);
  }

  /** Whether it has no request. */
  isIdle(): Bool {
    return this.#world.ledger.pending.eq(0);
  }

  #done(what: string, wanted: U32, canBeBusy = true): Result<U32, BackendError> {
    this.#world.deals(what, wanted);
    if (canBeBusy && this.#world.happens(`${what} is busy`)) {
      this.#world.block.isBusy = this.#p.domain.bool(true);
      return err({ kind: 'Busy' });
    }
    if (this.#world.fails(`${what} fails`)) return err({ kind: 'Io' });
    const most = this.#world.count(this.#world.name(`${what} most`));
    const count = this.#p.domain.select(most.lt(wanted), most, wanted);
    this.#world.note(`${what}, bytes`, count);
    return ok(count);
  }
}

/** Adds to the dealings of a world what a request asks for. */
export function dealRequest(world: World, { chain, wanted, isRead, statusAt, isFlush }: Request): void {
  world.deals('request', chain.head, wanted, isRead, statusAt, ...(isFlush === undefined ? [] : [isFlush]));
}
