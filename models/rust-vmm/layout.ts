/**
 * Where the fields of a split virtqueue lie, in bytes (VIRTIO 2.7), under the names that vm-virtio gives them.
 *
 *     descriptor table   size × { addr u64, len u32, flags u16, next u16 }                (2.7.5)
 *     available ring     flags u16, idx u16, size × entry u16, used_event u16             (2.7.6)
 *     used ring          flags u16, idx u16, size × { id u32, len u32 }, avail_event u16  (2.7.8)
 */

/** One descriptor. */
export const DESCRIPTOR_SIZE = 16;

/** From the start of a ring, available or used, to its `idx`. */
export const RING_IDX_OFFSET = 2;

/** `flags` and `idx` of the available ring. */
export const AVAIL_RING_HEADER_SIZE = 4;
/** One entry of the available ring: the head of a chain. */
export const AVAIL_ELEMENT_SIZE = 2;
/** The available ring without its entries: header and `used_event`. */
export const AVAIL_RING_META_SIZE = AVAIL_RING_HEADER_SIZE + 2;

/** `flags` and `idx` of the used ring. */
export const USED_RING_HEADER_SIZE = 4;
/** One element of the used ring: `id` and `len`. */
export const USED_ELEMENT_SIZE = 8;
/** The used ring without its elements: header and `avail_event`. */
export const USED_RING_META_SIZE = USED_RING_HEADER_SIZE + 2;

/** Largest queue size that the specification allows (2.7). */
export const MAX_QUEUE_SIZE = 32768;

/** Where all three areas lie before the driver sets an address. */
export const DEFAULT_RING_ADDRESS = 0;

/** The used ring's `flags` that ask for no notifications: `VRING_USED_F_NO_NOTIFY` (2.7.10). */
export const USED_F_NO_NOTIFY = 1;

/** Most entries that an indirect table may have: `u16::MAX`. */
export const MAX_INDIRECT_ENTRIES = 65535;
