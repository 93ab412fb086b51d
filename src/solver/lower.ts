import { BvLowering } from './lowering-bv.ts';
import { IntLowering } from './lowering-int.ts';
import type { LoweredQuery, Query } from './query.ts';

export { EncodingError } from './lowering.ts';

/** How words become terms of the solver: linear integer arithmetic, or bit-vectors. */
export type Encoding = 'int' | 'bv';

export function lower(query: Query, encoding: Encoding): LoweredQuery {
  if (encoding === 'int') return new IntLowering(query).run();
  // Bit-vectors approximate nothing.
  return { ...new BvLowering(query).run(), exact: true };
}
