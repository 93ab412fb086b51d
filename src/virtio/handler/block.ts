import type { BoolOperand } from '../../domain/word.ts';
import type { Request } from './chain.ts';

/** Types of requests of a block device (5.2.6). */
export const BLOCK_TYPES = { in: 0, out: 1, flush: 4, getId: 8 } as const;

/** What the status byte of a block request says (5.2.6). */
export const BLOCK_STATUS = { ok: 0, ioError: 1, unsupported: 2 } as const;

/** Bytes of the header of a block request, which is all that the device reads of one without data to write (5.2.6). */
export const BLOCK_HEADER = 16;

/** Bytes of a device id, at most (5.2.6). */
export const BLOCK_ID_BYTES = 20;

/** What a model says of a handler that is a block device's. */
export interface BlockTraits {
  /** The types of requests that it has, of `BLOCK_TYPES`. Any other is not supported. */
  readonly types: readonly number[];
  /**
   * What becomes of a request that the back end has no room for. `waits`: it is put back until something completes, and
   * `HandlerState.waits` says so. `fails`: it is answered as one that failed.
   */
  readonly whenFull: 'waits' | 'fails';
  /** Whether a rate limiter can hold requests back, and `HandlerState.isLimited` says so. */
  readonly isRateLimited?: true;
}

/** Whether what is asked of the back end is what the type of the request says. For `HandlerRules.pending`. */
export function isOfItsType({ chain: { type }, isRead, ...rest }: Request): BoolOperand {
  const isFlush: BoolOperand = rest.isFlush ?? false;
  const [isIn, isOut] = [type.eq(BLOCK_TYPES.in), type.eq(BLOCK_TYPES.out)];
  const isSuch = isRead.implies(isIn).and(isIn.implies(isRead));
  return isSuch.and(type.eq(BLOCK_TYPES.flush).iff(isFlush), isOut.or(isRead, isFlush));
}
