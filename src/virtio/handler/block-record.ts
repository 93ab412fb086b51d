import type { Domain } from '../../domain/domain.ts';
import type { Bool, BoolOperand, U16, U32 } from '../../domain/word.ts';
import {
  BLOCK_HEADER,
  BLOCK_ID_BYTES,
  BLOCK_STATUS,
  BLOCK_TYPES,
  isOfItsType,
  type BlockTraits,
} from './block.ts';
import type { HandledChain, Request } from './chain.ts';

/** What became of one chain, as far as its status has to say it. */
interface Answer {
  /** The byte where the status was written last, and what it says; nothing where none was. */
  status?: { readonly at: U32; readonly value: U32 };
  /** What was asked for was done, all of it. */
  isDone: Bool;
  /** It is known that something did less than it was asked for; `isPartial`: without a failure. */
  isShort: Bool;
  isPartial: Bool;
  /** The header could not be read, or the status not be written: then there is nothing to say, or no way to. */
  isFaulty: boolean;
}

/**
 * What a world keeps of a block device's requests in a step. What has happened is a Boolean that becomes true and stays so.
 */
export class BlockRecord {
  /** The back end was asked for something that the type of the request is not, or for a chain that is no request. */
  mistyped: Bool;
  /** The back end was asked for more or less than all the data of a request. */
  misjudged: Bool;
  /** A request was returned without a status in its last byte. */
  unanswered: Bool;
  /** The same of a request that the device may refuse, or that is not as the driver has to make it. */
  ignored: Bool;
  /** A status says that a request was done which was not; `shortOk`: of which the back end has done less than it was asked for. */
  falseOk: Bool;
  shortOk: Bool;
  /** A status says that a request failed, although nothing did. */
  falseError: Bool;
  /** A status says 'not supported' of a type that is, or something else of one that is not. */
  falseSupport: Bool;
  /** More bytes of a device id were written than one has, or there is room for before the status. */
  longId: Bool;
  /** A request was answered. */
  answered: Bool;
  /** The back end had no room for a request, or put off what it was asked for. */
  isFull: Bool;
  isBusy: Bool;
  /** The rate limiter held a request back; it ran out. */
  isLimited: Bool;
  isLimitOver: Bool;
  /** The device refused a request: it asks for what the device does not do. */
  isRefused: Bool;
  /** A chain was put back. */
  isPutBack: Bool;
  readonly #domain: Domain;
  readonly #traits: BlockTraits | undefined;
  readonly #answers = new Map<HandledChain, Answer>();

  constructor(domain: Domain, traits: BlockTraits | undefined) {
    this.#domain = domain;
    this.#traits = traits;
    const no = domain.bool(false);
    this.mistyped = no;
    this.misjudged = no;
    this.unanswered = no;
    this.ignored = no;
    this.falseOk = no;
    this.shortOk = no;
    this.falseError = no;
    this.falseSupport = no;
    this.longId = no;
    this.answered = no;
    this.isFull = no;
    this.isBusy = no;
    this.isLimited = no;
    this.isLimitOver = no;
    this.isRefused = no;
    this.isPutBack = no;
  }

  /** The back end is asked for a request, of a chain that stands for some if `isAny`. */
  asked(request: Request, isAny: BoolOperand = true): void {
    if (this.#traits === undefined) return;
    const { chain, isRead, isFlush = false, wanted } = request;
    const { readable, writable } = chain;
    const isRequest = chain.isMalformed.not().and(writable.ge(1));
    this.mistyped = this.mistyped.or(isRequest.and(isOfItsType(request)).not().and(isAny));
    const isAll = isRead
      .and(wanted.add(1).eq(writable))
      .or(
        this.#domain.bool(true).and(isFlush).and(wanted.eq(0)),
        isRead.or(isFlush).not().and(wanted.add(BLOCK_HEADER).eq(readable)),
      );
    this.misjudged = this.misjudged.or(readable.ge(BLOCK_HEADER).and(isAll.not(), isAny));
  }

  /** What was asked for a chain was done, or not, or not all of it; `failed`: it failed. */
  became(chain: HandledChain, isDone: Bool, failed: boolean): void {
    const answer = this.#answerOf(chain);
    answer.isDone = isDone;
    answer.isShort = isDone.not();
    answer.isPartial = isDone.or(failed).not();
  }

  /** The header of a chain could not be read, or its status not be written. */
  failed(chain: HandledChain): void {
    this.#answerOf(chain).isFaulty = true;
  }

  /** Bytes that the handler itself writes into a chain, such as those of a device id. */
  wrote(chain: HandledChain, offset: U32, length: U32): void {
    const isId = chain.type.eq(BLOCK_TYPES.getId);
    const isLong = length.gt(BLOCK_ID_BYTES).or(offset.add(length).ge(chain.writable));
    this.longId = this.longId.or(isId.and(isLong));
    this.#answerOf(chain).isDone = isId.and(offset.eq(0), length.ne(0));
  }

  /** The status of a chain is written. */
  said(chain: HandledChain, at: U32, value: U32): void {
    this.#answerOf(chain).status = { at, value };
  }

  /** A chain is returned: `failed`, after something in this step failed. */
  returned(head: U16, failed: Bool): void {
    const { types } = this.#traits ?? {};
    if (types === undefined) return;
    for (const [chain, { status, isDone, isShort, isPartial, isFaulty }] of this.#answers) {
      const { isMalformed, readable, writable, type } = chain;
      const isIt = head.eq(chain.head).and(isMalformed.not());
      const isRequest = isIt.and(readable.ge(BLOCK_HEADER), writable.ge(1));
      if (isFaulty) continue;
      const isId = type.eq(BLOCK_TYPES.getId);
      // The driver gives a device id the room that it takes, and no other one.
      const isOfDriver = isId.and(writable.ne(BLOCK_ID_BYTES + 1));
      if (status === undefined) {
        const mayIgnore = this.isRefused.or(isOfDriver);
        this.unanswered = this.unanswered.or(isRequest.and(mayIgnore.not()));
        this.ignored = this.ignored.or(isRequest);
        continue;
      }
      const { at, value } = status;
      this.answered = this.answered.or(isRequest);
      // Where the device writes no data, the status is all that there is to write.
      const isPlaced = at
        .add(1)
        .eq(writable)
        .or(writable.ne(1).and(type.eq(BLOCK_TYPES.in).or(isId).not()));
      this.unanswered = this.unanswered.or(isRequest.and(isPlaced.not()));
      const isSupported = this.#domain.bool(false).or(...types.map((one) => type.eq(one)));
      const [isOk, isUnsupported] = [value.eq(BLOCK_STATUS.ok), value.eq(BLOCK_STATUS.unsupported)];
      const mayFail = failed.or(isShort, this.isBusy, this.isRefused, isOfDriver);
      const isWrongOk = isRequest.and(isOk, isDone.not());
      this.falseOk = this.falseOk.or(isWrongOk.and(isPartial.not()));
      this.shortOk = this.shortOk.or(isWrongOk.and(isPartial));
      const isWrong = isUnsupported.and(isSupported).or(isSupported.or(isUnsupported, this.isRefused).not());
      this.falseSupport = this.falseSupport.or(isRequest.and(isWrong));
      const isKnown = isOk.or(isUnsupported, value.eq(BLOCK_STATUS.ioError).and(mayFail));
      this.falseError = this.falseError.or(isRequest.and(isKnown.not(), isWrong.not()));
    }
  }

  /** A chain that the handler has now. */
  began(chain: HandledChain): void {
    if (this.#traits !== undefined) this.#answerOf(chain);
  }

  #answerOf(chain: HandledChain): Answer {
    const known = this.#answers.get(chain);
    if (known !== undefined) return known;
    const no = this.#domain.bool(false);
    const answer: Answer = { isDone: no, isShort: no, isPartial: no, isFaulty: false };
    this.#answers.set(chain, answer);
    return answer;
  }
}
