import type { Domain } from '../../domain/domain.ts';
import type { Bool, U16, U32 } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import { u16 } from '../../proof/state-schema.ts';
import type { HandledChain } from './chain.ts';
import type { WorldInputs } from './world-inputs.ts';

/** Most chains that are in flight: the greatest queue. */
export const MOST = 32768;

/** One chain that a run has seen, with what was written into it. */
export interface SeenChain {
  readonly head: U16;
  /** Whether the device still has it. */
  isOut: Bool;
  /** Bytes written without a gap, from the first writable byte on. */
  written: U32;
  /** The latest bytes that were written beyond these, by where they begin and end; nothing while the end is 0. */
  ahead: { readonly start: U32; readonly end: U32 };
  /** Whether a write into it failed, so that more may be written. */
  isUnclear: boolean;
  /** Bytes, from the first writable one on, that a failed read or write may have written, whether it is known or not. */
  attempted: U32;
}

/**
 * What the world of a handler keeps of it, exactly. Heads are all alike, so one of them is watched: any. What has happened is a
 * Boolean that becomes true and stays so.
 */
export class Ledger {
  readonly watched: U16;
  /** The watched head was taken and not returned yet. */
  outstanding: Bool;
  /** The back end has a request of the watched head. */
  inBackend: Bool;
  /** The handler has the watched head on its shelf. */
  onShelf: Bool;
  /** The watched head is recorded for the next start. */
  kept: Bool;
  /** The watched head was taken again although it was outstanding. */
  repeated: Bool;
  /** The watched head was returned, or given to the back end or the shelf, although it was with one of these. */
  doubled: Bool;
  /** Requests that the back end has, and chains on the shelf. */
  pending: U16;
  shelved: U16;
  /** Elements were added that the driver cannot see yet. */
  unpublished: Bool;
  /** The driver can see elements that no notification was decided on. */
  owed: Bool;
  /** The queue has said in this step that the driver is to be notified, and it was not yet. */
  wanted: Bool;
  /** A notification was sent that the queue had not asked for in this step. */
  unwanted: Bool;
  /** With EVENT_IDX: the device asks to be notified of the next chain. */
  armed: Bool;
  /** The same, before the chain that was taken last. */
  armedAtPop: Bool;
  /** The driver notifies the device of the next chain: none was there at the last look, and the device had asked for it before. */
  quiet: Bool;
  /** The watched head was returned although it was not outstanding. */
  strayReturn: Bool;
  /** An element has a length above what was written into its chain; `overstatedByOne`: by one byte, as of a status written after a gap. */
  overstated: Bool;
  overstatedByOne: Bool;
  /** An element has a length below what was written, although nothing failed. */
  understated: Bool;
  /** An element has a length below what a failed read or write may have written into its chain. */
  exceeded: Bool;
  /** Bytes were written beyond the writable ones of their chain. */
  overrun: Bool;
  /** Bytes were to be read beyond the readable ones of their chain; `readWritable`: of one that goes on with writable ones. */
  overread: Bool;
  readWritable: Bool;
  /** Bytes of the watched head's chain were written after it was returned. */
  lateWrite: Bool;
  /** A request was submitted, or a chain kept, that is not as the model declares them. */
  undeclared: Bool;
  /** The back end has said that nothing more is done. */
  noneDone: Bool;
  /** The queue was used. */
  touched: Bool;
  /** Elements added. */
  elements = 0;
  /** Notifications sent. */
  signals = 0;
  /** A ring could not be read or written. */
  ringFailed: Bool;
  /** Something failed that the handler had asked for. */
  failed: Bool;
  /** The driver was told that the device needs a reset. */
  reported: Bool;
  /** It was told so while it could not see all elements, or was not notified of all. */
  unsettled: Bool;
  /** The process stopped. */
  stopped: Bool;
  readonly seen: SeenChain[] = [];
  /** The chain that was taken last. */
  taken: HandledChain | undefined = undefined;

  constructor(p: ProofContext, inputs: WorldInputs) {
    const no = p.domain.bool(false);
    // Not probed: a handler need not come into all these situations.
    const any = (name: string): Bool => inputs.truth(`record.${name}`);
    const count = (name: string): U16 => inputs.word16(`record.${name}`, u16({ max: MOST }));
    this.watched = inputs.u16('watched_head');
    this.outstanding = any('outstanding');
    this.inBackend = any('in_backend');
    this.onShelf = any('on_shelf');
    this.pending = count('pending');
    this.shelved = count('shelved');
    this.unpublished = any('unpublished');
    this.owed = any('owed');
    this.armed = any('armed');
    this.quiet = any('quiet');
    this.armedAtPop = no;
    this.wanted = no;
    this.unwanted = no;
    this.kept = no;
    this.repeated = no;
    this.doubled = no;
    this.strayReturn = no;
    this.overstated = no;
    this.overstatedByOne = no;
    this.understated = no;
    this.exceeded = no;
    this.overrun = no;
    this.overread = no;
    this.readWritable = no;
    this.lateWrite = no;
    this.undeclared = no;
    this.noneDone = no;
    this.touched = no;
    this.ringFailed = no;
    this.failed = no;
    this.reported = no;
    this.unsettled = no;
    this.stopped = no;
    p.assume(this.isPossible());
  }

  /** What holds of any record: what is with the back end or on the shelf is outstanding, and in one place only. */
  isPossible(): Bool {
    const { outstanding, inBackend, onShelf, pending, shelved, quiet, armed } = this;
    return inBackend
      .implies(outstanding.and(pending.ne(0), onShelf.not()))
      .and(onShelf.implies(outstanding.and(shelved.ne(0))), quiet.implies(armed));
  }

  returned(domain: Domain, head: U16, len: U32): void {
    this.elements += 1;
    const isWatched = head.eq(this.watched);
    this.strayReturn = this.strayReturn.or(isWatched.and(this.outstanding.not()));
    this.doubles(head);
    this.outstanding = this.outstanding.and(isWatched.not());
    let known = domain.bool(false);
    for (const chain of this.seen) {
      const isIt = head.eq(chain.head).and(chain.isOut);
      chain.isOut = chain.isOut.and(isIt.not());
      known = known.or(isIt);
      const isAfterGap = chain.ahead.end.gt(chain.written);
      const isByOne = len.gt(chain.written).and(len.sub(1).eq(chain.written), isAfterGap);
      this.overstatedByOne = this.overstatedByOne.or(isIt.and(isByOne));
      this.overstated = this.overstated.or(isIt.and(len.gt(chain.written), isByOne.not()));
      this.exceeded = this.exceeded.or(isIt.and(len.lt(chain.attempted)));
      if (!chain.isUnclear) this.understated = this.understated.or(isIt.and(len.lt(chain.written)));
    }
    this.overstated = this.overstated.or(known.not().and(len.ne(0)));
  }

  /** Something is made of a head that is another chain's, too. */
  doubles(head: U16): void {
    this.doubled = this.doubled.or(head.eq(this.watched).and(this.inBackend.or(this.onShelf)));
  }

  /** A head goes back into the queue. */
  putBack(head: U16): void {
    this.outstanding = this.outstanding.and(head.ne(this.watched));
    for (const chain of this.seen) chain.isOut = chain.isOut.and(head.ne(chain.head));
  }

  /** Whether a head is none of those that this run has seen and the device still has. */
  isFree(domain: Domain, head: U16): Bool {
    return domain.bool(true).and(...this.seen.map((chain) => head.eq(chain.head).and(chain.isOut).not()));
  }

  /** So many bytes of a chain are to be read, from its first readable one on. */
  reads({ readable, writable }: HandledChain, length: U32): void {
    const isTooLong = length.gt(readable);
    this.overread = this.overread.or(isTooLong);
    this.readWritable = this.readWritable.or(isTooLong.and(writable.ne(0)));
  }

  wrote(domain: Domain, chain: SeenChain, writable: U32, offset: U32, length: U32): void {
    const end = offset.zeroExtend(64).add(length.zeroExtend(64));
    const isOver = end.gt(writable.zeroExtend(64));
    this.overrun = this.overrun.or(isOver);
    this.lateWrite = this.lateWrite.or(chain.head.eq(this.watched).and(this.outstanding.not(), length.ne(0)));
    // What is beyond them belongs to no length.
    const [before, to] = [chain.written, domain.select(isOver, writable, offset.add(length))];
    const isNext = offset.le(before).and(end.gt(before.zeroExtend(64)));
    const isAhead = offset.gt(before).and(length.ne(0));
    const reached = domain.select(isNext, to, before);
    const [start, last] = [
      domain.select(isAhead, offset, chain.ahead.start),
      domain.select(isAhead, to, chain.ahead.end),
    ];
    chain.ahead = { start, end: last };
    // A status may be written before the data that go up to it.
    chain.written = domain.select(start.le(reached).and(last.gt(reached)), last, reached);
  }
}
