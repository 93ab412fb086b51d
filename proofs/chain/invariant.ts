import type { Bool, GuestMemory, WordRange } from 'ringproof';
import type { WalkState } from '../../models/descriptor-chain.ts';
import type { SplitDevice } from '../../models/split-device.ts';
import { DESCRIPTOR_SIZE } from './descriptor.ts';

/**
 * What holds wherever a walk along a chain gets to, by induction: of the walk of a popped chain (`chain/initial`), and of
 * the next state where it holds of one (`chain/step-keeps`). All other proofs begin in any state of which it holds, and so
 * speak of chains of any length.
 *
 * It is as little as that takes:
 * - No more descriptors may be yielded from a table than it has entries. That alone bounds a walk.
 * - Of a device that does not check each access: the whole table lies in one region, as activation has found.
 *
 * Nothing is known of `index`, which may be out of the table (a head is any number), of the address of the table, of what
 * it holds, nor of the number of entries of an indirect one, which may be 0.
 */
export function isReachable(device: SplitDevice, state: WalkState, memory: GuestMemory): Bool {
  const { table, entries, remaining } = state;
  const isBounded = remaining.le(entries);
  if (device.checksEachAccess) return isBounded;
  return isBounded.and(memory.checkSlice(table, entries.zeroExtend(64).mul(DESCRIPTOR_SIZE)));
}

/** The last address at which a table can have a descriptor: the last address of all, 2^64 − 1, is in no region. */
export const LAST_TABLE = 2n ** 64n - 1n - BigInt(DESCRIPTOR_SIZE);

/** Where the table of a walk can begin: anywhere, but in a region for a device that relies on that. */
export function tableRange(device: SplitDevice): WordRange {
  return device.checksEachAccess ? {} : { max: LAST_TABLE };
}
