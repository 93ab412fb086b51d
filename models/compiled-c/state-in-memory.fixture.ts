import type { CompiledOptions } from 'ringproof/virtio/split';

/** The idx of the used ring is the next one to be written. */
export const USED_IDX: NonNullable<CompiledOptions['holds']> = ({ usedRing, nextUsed }, memory) =>
  memory.peekWord(usedRing, 16, 2).eq(nextUsed);
