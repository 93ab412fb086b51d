import type { Recordable } from '../../../conform/adapter.ts';
import { Fnv1a32 } from '../../../conform/fnv1a.ts';
import { concreteDomain as domain, truthOf } from '../../../domain/concrete.ts';
import type { U32 } from '../../../domain/word.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';
import { DESC_F_WRITE, type PoppedChain } from '../descriptor-chain.ts';
import type { SplitDeviceModel } from '../interface.ts';
import { HeldPart } from './held-part.ts';

/** Of a longer chain recordings hold so many descriptors, and counts and a hash of all. */
const RECORDED_DESCRIPTORS = 16;

/** More descriptors than the longest chain has: a table of the queue, and an indirect one. */
const MOST_DESCRIPTORS = 2 ** 17;

/**
 * What recordings hold of a chain: a walk to its end, which of its descriptors are for the device to read and which to
 * write, and the error that ended it, if the implementation reports one. Throws an `Error` for a walk without end.
 */
export function recordedChain(
  model: SplitDeviceModel,
  { head, walk: start }: PoppedChain,
  memory: GuestMemory,
): Recordable {
  const walk = new HeldPart(model.walk, 'walk', start);
  const descs: Recordable[] = [];
  const [readable, writable] = [new Positions(), new Positions()];
  const hash = new Fnv1a32();
  let [count, totalLen]: [number, U32] = [0, domain.u32(0)];
  let step = walk.call('next', memory);
  for (; step.ok && step.value !== undefined; step = walk.call('next', memory)) {
    const { addr, len, flags, next } = step.value;
    const fields = [addr, len, flags, next];
    if (count < RECORDED_DESCRIPTORS) descs.push(fields);
    fields.forEach((field) => hash.add(field));
    (truthOf(flags.and(DESC_F_WRITE).ne(0)) ? writable : readable).add(count);
    totalLen = totalLen.add(len);
    count += 1;
    if (count > MOST_DESCRIPTORS)
      throw new Error(`a walk yields more than ${MOST_DESCRIPTORS} descriptors, and may never end`);
  }
  return {
    record: {
      ...{ head_index: head, count, total_len: totalLen, descs },
      ...{ readable: readable.first, writable: writable.first },
      ...(count > RECORDED_DESCRIPTORS && {
        truncated: true,
        readable_count: readable.count,
        writable_count: writable.count,
        fnv1a32: hash.toString(),
      }),
      ...(!step.ok && { error: step.error.kind }),
    },
  };
}

/** Where in the walk of a chain descriptors of one kind stand. */
class Positions {
  /** Positions below the number that is recorded. */
  readonly first: number[] = [];
  count = 0;

  add(position: number): void {
    if (position < RECORDED_DESCRIPTORS) this.first.push(position);
    this.count += 1;
  }
}
