import type { BoolOperand } from '../../domain/word.ts';
import type { BatchRules } from './batch.ts';
import type { BlockTraits } from './block.ts';
import type { HandledChain, Request } from './chain.ts';

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
  /** What holds of it if it is a block device's. */
  readonly block?: BlockTraits;
  /** Of a handler that collects what chains name: how. */
  readonly collects?: BatchRules;
  /** Whether the back end gives frames, which the handler delivers. */
  readonly receives?: true;
  /** Whether EVENT_IDX can be negotiated. */
  readonly offersEventIdx?: boolean;
  /** Whether the driver may make a head available again that it has not got back. */
  readonly repeatsHeads?: boolean;
}
