import type { Model } from 'ringproof';
import {
  readableRounds,
  writableRounds,
  type LoadingRoom,
  type Rounds,
} from '../../models/firecracker/iovec-steps.ts';
import { firecrackerVectors } from '../../models/firecracker/vectors.ts';
import { ioVector } from 'ringproof/virtio/io-vector';

/** Vectors, or a deque, with one line wrong. */
export interface BrokenVector {
  /** What is wrong, in words. */
  readonly what: string;
  readonly model: Model;
  /** By id of a proof that refutes it: the assertion that its counterexample breaks. */
  readonly refutes: Readonly<Record<string, string>>;
}

export const SOURCE = 'models/firecracker';

/** Firecracker’s vectors with some rounds of their loops replaced. */
export function vectors(changed: {
  readonly readable?: Partial<Rounds>;
  readonly writable?: Partial<Rounds<LoadingRoom>>;
}): Model {
  return ioVector.implement(
    { name: 'broken', source: SOURCE },
    firecrackerVectors(
      { ...readableRounds, ...changed.readable },
      { ...writableRounds, ...changed.writable },
    ),
  );
}
