import { DESCRIPTOR_SIZE } from './descriptor.ts';

/** The last address at which a table can have a descriptor: the last address of all, 2^64 − 1, is in no region. */
export const LAST_TABLE = 2n ** 64n - 1n - BigInt(DESCRIPTOR_SIZE);
