/** Where struct vring_virtqueue (virtio_ring.c, Linux 6.1) has the fields that counterexamples name. */
export const STRUCT_FIELDS = {
  size: 'split.vring.num',
  event_idx: 'event',
  indirect_desc: 'indirect',
  is_broken: 'broken',
  free_head: 'free_head',
  num_free: 'vq.num_free',
  num_added: 'num_added',
  last_used: 'last_used_idx',
  event_triggered: 'event_triggered',
  avail_flags_shadow: 'split.avail_flags_shadow',
  next_avail: 'split.avail_idx_shadow',
} as const;

/** Those that point to an area of the queue, with the type that is pointed to. */
export const STRUCT_AREAS = {
  desc_table: ['split.vring.desc', 'vring_desc_t'],
  avail_ring: ['split.vring.avail', 'vring_avail_t'],
  used_ring: ['split.vring.used', 'vring_used_t'],
} as const;
