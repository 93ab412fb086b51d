import type { Recordable } from '../../../conform/adapter.ts';
import { Fnv1a32 } from '../../../conform/fnv1a.ts';
import { concreteDomain as domain, truthOf } from '../../../domain/concrete.ts';
import type { U16 } from '../../../domain/word.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';
import { DESC_F_WRITE, type Descriptor, type PoppedChain } from '../descriptor-chain.ts';
import type { SplitDeviceModel } from '../interface.ts';
import { HeldPart } from './held-part.ts';

/** Of a longer chain recordings hold so many descriptors, and counts and a hash of all. */
const RECORDED_DESCRIPTORS = 16;

/** More descriptors than the longest chain has: a table of the queue, and an indirect one. */
const MOST_DESCRIPTORS = 2 ** 17;

/**
 * What recordings hold of a chain: a walk to its end, and the error that ended it, if the implementation reports one. Throws
 * an `Error` for a walk without end.
 */
export function recordedChain(
  model: SplitDeviceModel,
  { head, walk: start }: PoppedChain,
  memory: GuestMemory,
): Recordable {
  if (model.walk === undefined || start === undefined) return chainOf(head, [], undefined);
  const walk = new HeldPart(model.walk, 'walk', start);
  const descs: Descriptor[] = [];
  let step = walk.call('next', memory);
  for (; step.ok && step.value !== undefined; step = walk.call('next', memory)) {
    descs.push(step.value);
    if (descs.length > MOST_DESCRIPTORS)
      throw new Error(`a walk yields more than ${MOST_DESCRIPTORS} descriptors, and may never end`);
  }
  return chainOf(head, descs, step.ok ? undefined : step.error.kind);
}

/** A chain as recordings have it: of its descriptors, which are for the device to read and which to write. */
export function chainOf(head: U16, descs: readonly Descriptor[], error: string | undefined): Recordable {
  const hash = new Fnv1a32();
  const fields = descs.map(({ addr, len, flags, next }) => [addr, len, flags, next] as const);
  fields.flat().forEach((field) => hash.add(field));
  const isWritable = descs.map(({ flags }) => truthOf(flags.and(DESC_F_WRITE).ne(0)));
  const positions = (writable: boolean): readonly number[] =>
    isWritable.flatMap((is, i) => (is === writable ? [i] : []));
  const [readable, writable] = [positions(false), positions(true)];
  const recorded = (all: readonly number[]): readonly number[] => all.filter((i) => i < RECORDED_DESCRIPTORS);
  return {
    record: {
      ...{ head_index: head, count: descs.length },
      total_len: descs.reduce((sum, { len }) => sum.add(len), domain.u32(0)),
      descs: fields.slice(0, RECORDED_DESCRIPTORS),
      ...{ readable: recorded(readable), writable: recorded(writable) },
      ...(descs.length > RECORDED_DESCRIPTORS && {
        truncated: true,
        readable_count: readable.length,
        writable_count: writable.length,
        fnv1a32: hash.toString(),
      }),
      ...(error !== undefined && { error }),
    },
  };
}
