import { engineClass } from '../../domain/engine-part.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Bool, U16, U32 } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import { u16 } from '../../proof/state-schema.ts';
import type { HandledChain } from './chain.ts';
import { MOST } from './record.ts';
import type { WorldRules } from './rules.ts';
import type { World } from './world.ts';

/** A ring that cannot be read or written, or an available idx that is more than the queue size ahead. */
export interface RingError {
  readonly kind: 'Ring';
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
    this.usesEventIdx =
      rules.offersEventIdx === false ? p.domain.bool(false) : world.choice('uses_event_idx');
  }

  /** Its entries: 1 to 32768. */
  get size(): U16 {
    return this.#world.word16('queue_size', u16({ min: 1, max: MOST }));
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
    this.#world.deals('pop, or ask for a notification');
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
    this.#world.block.isPutBack = this.#p.domain.bool(true);
    ledger.putBack(chain.head);
    // The next chain is the same one again.
    ledger.armed = ledger.armed.or(ledger.armedAtPop);
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
    this.#world.frames?.staged(len);
    this.stageShelved(head, len);
  }

  /** The same of a chain that stands for all of the shelf. */
  stageShelved(head: U16, len: U32): void {
    const { ledger } = this.#world;
    ledger.touched = this.#p.domain.bool(true);
    this.#world.note('add used, head', head);
    this.#world.note('add used, len', len);
    this.#world.block.returned(head, ledger.failed);
    ledger.returned(this.#p.domain, head, len);
    ledger.unpublished = this.#p.domain.bool(true);
  }

  /** Stores idx: the driver can see all elements then. */
  publish(): void {
    this.#world.deals('publish');
    const { ledger } = this.#world;
    ledger.owed = ledger.owed.or(ledger.unpublished);
    this.#world.frames?.published();
    this.#world.batch?.published();
    ledger.unpublished = this.#p.domain.bool(false);
  }

  /** Whether the driver wants to be notified of the elements that it can see and was not notified of. */
  needsNotification(): Result<Bool, RingError> {
    if (this.#fails('needs notification')) return err({ kind: 'Ring' });
    const { ledger } = this.#world;
    const answer = this.#world.choice(this.#world.name('notification is needed'));
    this.#world.note('needs notification', answer);
    ledger.owed = ledger.owed.and(answer);
    ledger.wanted = answer;
    return ok(answer);
  }

  /** Asks to be notified of the next chain. Whether one is there already. */
  enableNotification(): Result<Bool, RingError> {
    if (this.#fails('enable notification')) return err({ kind: 'Ring' });
    const { ledger } = this.#world;
    const answer = this.#world.choice(this.#world.name('more is there'));
    ledger.armed = this.#p.domain.bool(true);
    ledger.quiet = answer.not();
    return ok(answer);
  }

  #fails(operation: string): boolean {
    const { ledger } = this.#world;
    ledger.touched = this.#p.domain.bool(true);
    const { ringsAreMapped = false, noticesIdx = true } = this.#rules;
    if (ringsAreMapped && (operation !== 'pop' || !noticesIdx)) return false;
    if (!this.#world.fails(`${operation} fails`)) return false;
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
    ledger.repeated = ledger.repeated.or(isWatched.and(ledger.outstanding));
    ledger.outstanding = ledger.outstanding.or(isWatched);
    ledger.armedAtPop = ledger.armed;
    ledger.armed = this.#p.domain.bool(false);
    ledger.quiet = this.#p.domain.bool(false);
    ledger.taken = chain;
    return chain;
  }
}
