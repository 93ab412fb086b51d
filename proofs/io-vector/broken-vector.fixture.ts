import type { Model } from 'ringproof';
import { IoVecBuffer, readable } from '../../models/firecracker/io-vec-buffer.ts';
import { IoVecBufferMut, writable } from '../../models/firecracker/io-vec-buffer-mut.ts';
import { ioVector, type IoVectorQueue, type IoVectorSide } from '../../models/io-vector.ts';

/** Vectors, or a deque, with one line wrong. */
export interface BrokenVector {
  /** What is wrong, in words. */
  readonly what: string;
  readonly model: Model;
  /** By id of a proof that refutes it: the assertion that its counterexample breaks. */
  readonly refutes: Readonly<Record<string, string>>;
}

type Side = Partial<IoVectorSide<IoVectorQueue>>;

export const SOURCE = 'models/firecracker';

/** Firecracker’s vectors with some members replaced. */
export function vectors(changed: {
  readonly readable?: Partial<IoVectorSide>;
  readonly writable?: Side;
}): Model {
  const from: IoVectorSide = {
    ...readable,
    make: (domain, entries = []) => new IoVecBuffer(domain, entries, from),
    ...changed.readable,
  };
  const to: IoVectorSide<IoVectorQueue> = {
    ...writable,
    make: (domain, entries = []) => new IoVecBufferMut(domain, entries, to),
    ...changed.writable,
  };
  return ioVector.implement({ name: 'broken', source: SOURCE }, { readable: from, writable: to });
}
