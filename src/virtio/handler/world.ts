import { engineClass } from '../../domain/engine-part.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Bool, BoolOperand, U16, U32 } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import { hostOf } from '../../proof/run-host.ts';
import { u16, u32 } from '../../proof/state-schema.ts';
import type { BackendError, Completion, HandledChain, MemoryFault, Request } from './chain.ts';
import { Ledger, MOST, UNPROBED, type SeenChain } from './record.ts';

/** A ring that cannot be read or written, or an available idx that is more than the queue size ahead. */
export interface RingError {
  readonly kind: 'Ring';
}

/** What a run expects of the world. */
export interface WorldRules {
  /** What holds of every request that the handler submits: then completions are of such ones only. */
  readonly pending?: (request: Request) => BoolOperand;
  /** What holds of every chain that the handler puts on the shelf. */
  readonly shelved?: (chain: HandledChain) => BoolOperand;
  /** Whether accesses to the rings always succeed, since activation has checked them: what a driver can do wrong is idx alone. */
  readonly ringsAreMapped?: boolean;
  /** Whether the queue notices an available idx that is too far ahead. */
  readonly noticesIdx?: boolean;
  /** Whether every chain that is there has the form that the device asks for. */
  readonly isWellFormed?: boolean;
  /** Whether EVENT_IDX can be negotiated. */
  readonly offersEventIdx?: boolean;
  /** Whether the driver may make a head available again that it has not got back. */
  readonly repeatsHeads?: boolean;
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
  readonly queue: HandledQueue;
  readonly backend: Backend;
  readonly shelf: Shelf;
  readonly #p: ProofContext;
  readonly #rules: WorldRules;
  readonly #names = new Map<string, number>();
  readonly #seen = new WeakMap<HandledChain, SeenChain>();

  constructor(p: ProofContext, rules: WorldRules = {}) {
    this.#p = p;
    this.#rules = rules;
    this.ledger = new Ledger(p);
    this.queue = new HandledQueue(p, this, rules);
    this.backend = new Backend(p, this, rules);
    this.shelf = new Shelf(p, this, rules);
  }

  /** A choice that is not the handler's: a rate limiter, a clock, another thread. */
  happens(what: string): boolean {
    const happens = this.#p.domain.decide(this.#p.any.bool(this.name(what)));
    if (happens) this.note(what);
    return happens;
  }

  /** Sends a used buffer notification. */
  signal(): void {
    this.note('signal');
    this.ledger.signals += 1;
    this.ledger.owed = this.#p.domain.bool(false);
  }

  /** Sets DEVICE_NEEDS_RESET and tells the driver so. */
  needsReset(): void {
    this.note('needs reset');
    this.ledger.reported = this.#p.domain.bool(true);
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
    return `world.${of.replaceAll(' ', '_')}${count === 1 ? '' : count}`;
  }

  note(what: string, value: Bool | U16 | U32 = this.#p.domain.bool(true)): void {
    this.#p.note(what, value);
  }

  /** Any word. Its ends are not probed: what a handler has submitted can leave some values out. */
  word16(name: string): U16 {
    // It has the width of its field.
    return hostOf(this.#p).stateWord(name, u16(), UNPROBED) as U16;
  }

  word32(name: string): U32 {
    // The same.
    return hostOf(this.#p).stateWord(name, u32(), UNPROBED) as U32;
  }

  truth(name: string): Bool {
    return hostOf(this.#p).stateBool(name, UNPROBED);
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
    const seen: SeenChain = { head, isOut: domain.bool(true), written: domain.u32(0), isUnclear: false };
    this.ledger.seen.push(seen);
    const chain: HandledChain = {
      ...{ head, readable, writable, isMalformed: this.truth(`${name}.is_malformed`) },
      readWord: (word) =>
        this.happens(`reading ${word} fails`)
          ? err({ kind: 'GuestMemory' })
          : ok(this.word32(this.name(word))),
      write: (offset, length): Result<void, MemoryFault> => {
        if (this.happens('writing fails')) {
          seen.isUnclear = true;
          return err({ kind: 'GuestMemory' });
        }
        this.wrote(chain, offset, length);
        return ok();
      },
    };
    this.#seen.set(chain, seen);
    return chain;
  }

  /** Bytes of a chain are written, by the handler or by the back end. */
  wrote(chain: HandledChain, offset: U32, length: U32): void {
    const seen = this.#seen.get(chain);
    if (seen === undefined) throw new TypeError('a chain that this world has not given');
    this.ledger.wrote(this.#p.domain, seen, chain.writable, offset, length);
  }

  /** Any bytes of a chain may be written, besides those that are known to be. */
  mayHaveWritten(chain: HandledChain): void {
    const seen = this.#seen.get(chain);
    if (seen !== undefined) seen.isUnclear = true;
  }
}

/** The queue as a handler sees it. */
export class HandledQueue {
  static {
    engineClass(this);
  }

  readonly #p: ProofContext;
  readonly #world: World;
  readonly #rules: WorldRules;
  /** Whether EVENT_IDX was negotiated. */
  readonly usesEventIdx: Bool;

  constructor(p: ProofContext, world: World, rules: WorldRules) {
    this.#p = p;
    this.#world = world;
    this.#rules = rules;
    this.usesEventIdx = rules.offersEventIdx === false ? p.domain.bool(false) : p.any.bool('uses_event_idx');
  }

  /** Takes the next chain, if there is one. An error leaves the queue as it is. */
  pop(): Result<HandledChain | undefined, RingError> {
    if (this.#fails('pop')) return err({ kind: 'Ring' });
    const { ledger } = this.#world;
    if (this.#world.happens('a chain is there')) return ok(this.#taken());
    // Without EVENT_IDX the driver notifies of every chain.
    ledger.quiet = ledger.quiet.or(ledger.armed, this.usesEventIdx.not());
    ledger.armed = ledger.armed.or(this.usesEventIdx.not());
    return ok(undefined);
  }

  /** The same; where none is there, asks to be notified of the next one and looks again. */
  popOrEnableNotification(): Result<HandledChain | undefined, RingError> {
    if (this.#fails('pop')) return err({ kind: 'Ring' });
    if (this.#world.happens('a chain is there')) return ok(this.#taken());
    const { ledger } = this.#world;
    ledger.armed = this.#p.domain.bool(true);
    ledger.quiet = this.#p.domain.bool(true);
    return ok(undefined);
  }

  /** Puts the chain that was taken last back. */
  undoPop(chain: HandledChain): void {
    const { ledger } = this.#world;
    this.#world.note('undo pop', chain.head);
    ledger.putBack(chain.head);
    ledger.quiet = this.#p.domain.bool(false);
  }

  /** Puts a chain back that is not enough: the device waits for the next one, which the driver has not made available yet. */
  putBackForMore(chain: HandledChain): void {
    const { ledger } = this.#world;
    this.#world.note('put back, head', chain.head);
    ledger.putBack(chain.head);
  }

  /** Asks to be notified of the next chain, and does not look. */
  arm(): void {
    const { ledger } = this.#world;
    this.#world.note('asks for a notification');
    ledger.touched = this.#p.domain.bool(true);
    ledger.armed = this.#p.domain.bool(true);
  }

  /** Adds an element that the driver can see at once. */
  addUsed(head: U16, len: U32): Result<void, RingError> {
    if (this.#fails('add used')) return err({ kind: 'Ring' });
    this.stageUsed(head, len);
    this.publish();
    return ok();
  }

  /** Adds an element that the driver can see after `publish`. */
  stageUsed(head: U16, len: U32): void {
    const { ledger } = this.#world;
    ledger.touched = this.#p.domain.bool(true);
    this.#world.note('add used, head', head);
    this.#world.note('add used, len', len);
    ledger.returned(this.#p.domain, head, len);
    ledger.unpublished = this.#p.domain.bool(true);
  }

  /** Stores idx: the driver can see all elements then. */
  publish(): void {
    const { ledger } = this.#world;
    ledger.owed = ledger.owed.or(ledger.unpublished);
    ledger.unpublished = this.#p.domain.bool(false);
  }

  /** Whether the driver wants to be notified of the elements that it can see and was not notified of. */
  needsNotification(): Result<Bool, RingError> {
    if (this.#fails('needs notification')) return err({ kind: 'Ring' });
    const { ledger } = this.#world;
    const answer = this.#p.any.bool(this.#world.name('notification is needed'));
    this.#world.note('needs notification', answer);
    ledger.owed = ledger.owed.and(answer);
    return ok(answer);
  }

  /** Asks to be notified of the next chain. Whether one is there already. */
  enableNotification(): Result<Bool, RingError> {
    if (this.#fails('enable notification')) return err({ kind: 'Ring' });
    const { ledger } = this.#world;
    const answer = this.#p.any.bool(this.#world.name('more is there'));
    ledger.armed = this.#p.domain.bool(true);
    ledger.quiet = answer.not();
    return ok(answer);
  }

  #fails(operation: string): boolean {
    const { ledger } = this.#world;
    ledger.touched = this.#p.domain.bool(true);
    const { ringsAreMapped = false, noticesIdx = true } = this.#rules;
    if (ringsAreMapped && (operation !== 'pop' || !noticesIdx)) return false;
    if (!this.#world.happens(`${operation} fails`)) return false;
    ledger.ringFailed = this.#p.domain.bool(true);
    return true;
  }

  #taken(): HandledChain {
    const { ledger } = this.#world;
    const chain = this.#world.chain('chain');
    const isWatched = chain.head.eq(ledger.watched);
    if (this.#rules.isWellFormed === true) this.#p.assume(chain.isMalformed.not());
    if (this.#rules.repeatsHeads !== true) this.#p.assume(isWatched.implies(ledger.outstanding.not()));
    this.#world.note('pop, head', chain.head);
    ledger.outstanding = ledger.outstanding.or(isWatched);
    ledger.armed = this.#p.domain.bool(false);
    ledger.quiet = this.#p.domain.bool(false);
    ledger.taken = chain;
    return chain;
  }
}

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
    else if (done.error.kind === 'Io') this.#world.mayHaveWritten(chain);
    return done;
  }

  /** Writes up to so many bytes, or does what writes nothing into the chain. How many it took. */
  write(wanted: U32): Result<U32, BackendError> {
    return this.#done('write', wanted);
  }

  /** Begins a request. Then it has the chain until a completion gives it back. */
  submit(request: Request): Result<void, BackendError> {
    const { ledger } = this.#world;
    if (this.#world.happens('submit is busy')) {
      // It is busy with others.
      this.#p.assume(ledger.pending.ne(0));
      return err({ kind: 'Busy' });
    }
    if (this.#world.happens('submit fails')) return err({ kind: 'Io' });
    const declared = this.#rules.pending?.(request) ?? true;
    ledger.undeclared = ledger.undeclared.or(this.#p.domain.bool(true).and(declared).not());
    this.#world.note('submit, head', request.chain.head);
    ledger.inBackend = ledger.inBackend.or(request.chain.head.eq(ledger.watched));
    this.#p.assume(ledger.pending.lt(MOST));
    ledger.pending = ledger.pending.add(1);
    return ok();
  }

  /** The next request that is done, if any: of those submitted, any. */
  completion(): Completion | undefined {
    const { ledger } = this.#world;
    if (!this.#world.happens('a request is done')) return undefined;
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
    const request: Request = { chain, wanted, isRead, statusAt };
    assume(this.#rules.pending?.(request) ?? true);
    this.#world.note('completion, head', chain.head);
    const result = this.#done('request', wanted, false);
    if (result.ok && domain.decide(isRead)) this.#world.wrote(chain, domain.u32(0), result.value);
    if (!result.ok) this.#world.mayHaveWritten(chain);
    return { ...request, result };
  }

  #done(what: string, wanted: U32, canBeBusy = true): Result<U32, BackendError> {
    if (canBeBusy && this.#world.happens(`${what} is busy`)) return err({ kind: 'Busy' });
    if (this.#world.happens(`${what} fails`)) return err({ kind: 'Io' });
    const most = this.#p.any.u32(this.#world.name(`${what} most`));
    const count = this.#p.domain.select(most.lt(wanted), most, wanted);
    this.#world.note(`${what}, bytes`, count);
    return ok(count);
  }
}

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
    const declared = this.#rules.shelved?.(chain) ?? true;
    ledger.undeclared = ledger.undeclared.or(this.#p.domain.bool(true).and(declared).not());
    ledger.onShelf = ledger.onShelf.or(chain.head.eq(ledger.watched));
    this.#p.assume(ledger.shelved.lt(MOST));
    ledger.shelved = ledger.shelved.add(1);
  }

  /** Puts all of them back into the queue, as `HandledQueue.putBackForMore` does. */
  putBackAll(): void {
    const { ledger } = this.#world;
    this.#world.note('put back, chains', ledger.shelved);
    ledger.outstanding = ledger.outstanding.and(ledger.onShelf.not());
    this.#clear();
  }

  /** Adds an element for each of them, with the length that `use` gives: it is called for one that stands for all. */
  giveAll(use: (chain: HandledChain) => U32): void {
    const { ledger, queue } = this.#world;
    this.#world.note('given, chains', ledger.shelved);
    if (!this.#p.domain.decide(ledger.shelved.ne(0))) return;
    // The watched one, if it is there.
    const chain = this.#world.chain('given');
    this.#p.assume(this.#rules.shelved?.(chain) ?? true);
    this.#p.assume(chain.head.eq(ledger.watched).iff(ledger.onShelf));
    queue.stageUsed(chain.head, use(chain));
    this.#clear();
  }

  /** Begins a request for each of them; the last one that was put there is one like all others. */
  submitAll(): void {
    const { ledger } = this.#world;
    this.#world.note('submitted, chains', ledger.shelved);
    ledger.inBackend = ledger.inBackend.or(ledger.onShelf);
    this.#p.assume(ledger.pending.le(this.#p.domain.u16(MOST).sub(ledger.shelved)));
    ledger.pending = ledger.pending.add(ledger.shelved);
    this.#clear();
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

  #clear(): void {
    const { ledger } = this.#world;
    ledger.onShelf = this.#p.domain.bool(false);
    ledger.shelved = this.#p.domain.u16(0);
  }
}
