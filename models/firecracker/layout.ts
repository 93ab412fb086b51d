/**
 * Where the fields of a split virtqueue lie, in bytes: as Firecracker's `Queue` computes it from the sizes of
 * `Descriptor`, `UsedElement` and `u16`.
 *
 *     descriptor table   size × { addr u64, len u32, flags u16, next u16 }                (VIRTIO 2.7.5)
 *     available ring     flags u16, idx u16, size × entry u16, used_event u16             (2.7.6)
 *     used ring          flags u16, idx u16, size × { id u32, len u32 }, avail_event u16  (2.7.8)
 */

/** `size_of::<Descriptor>()`. */
export const DESCRIPTOR_SIZE = 16;
/** One entry of the available ring. */
export const AVAIL_ENTRY_SIZE = 2;
/** `size_of::<UsedElement>()`. */
export const USED_ELEMENT_SIZE = 8;

/** From the start of a ring, available or used, to its `idx`. */
export const RING_IDX_OFFSET = 2;
/** `flags` and `idx` of a ring, available or used. */
export const RING_HEADER_SIZE = 4;
/** A ring without its entries: the header, and the event index at the end. */
export const RING_META_SIZE = RING_HEADER_SIZE + 2;

/** What `initialize` wants the addresses of the three areas to be multiples of. */
export const DESC_TABLE_ALIGNMENT = 16;
export const AVAIL_RING_ALIGNMENT = 2;
export const USED_RING_ALIGNMENT = 4;

/** `FIRECRACKER_MAX_QUEUE_SIZE`: no Firecracker device offers more entries. `Queue` itself does not know of it. */
export const FIRECRACKER_MAX_QUEUE_SIZE = 256;
