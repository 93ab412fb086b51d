import { AreaShape, type FieldSpec } from '../../proof/area-shape.ts';
import { DESC_F_INDIRECT, DESC_F_NEXT, DESC_F_WRITE } from './descriptor-chain.ts';

/** Parts of a descriptor (VIRTIO 2.7.5). */
export const DESCRIPTOR: readonly FieldSpec[] = [
  { name: 'addr', bytes: 8, isAddress: true },
  { name: 'len', bytes: 4 },
  { name: 'flags', bytes: 2, bits: { NEXT: DESC_F_NEXT, WRITE: DESC_F_WRITE, INDIRECT: DESC_F_INDIRECT } },
  { name: 'next', bytes: 2 },
];

/** What both rings begin with. */
const RING_HEAD: readonly FieldSpec[] = [
  { name: 'flags', bytes: 2 },
  { name: 'idx', bytes: 2 },
];

/** The queue's own table of descriptors, or an indirect one (2.7.5, 2.7.5.3). */
export const DESC_TABLE = new AreaShape({
  name: 'descriptor table',
  kind: 'table',
  slots: { name: 'desc', fields: DESCRIPTOR },
});

/** What the driver makes available (2.7.6). */
export const AVAIL_RING = new AreaShape({
  name: 'available ring',
  kind: 'ring',
  prefix: 'avail ',
  head: RING_HEAD,
  slots: { name: 'ring', fields: [{ name: '', bytes: 2 }] },
  tail: [{ name: 'used_event', bytes: 2 }],
});

/** What the device has used (2.7.8). */
export const USED_RING = new AreaShape({
  name: 'used ring',
  kind: 'ring',
  prefix: 'used ',
  isWritten: true,
  head: RING_HEAD,
  slots: {
    name: 'ring',
    fields: [
      { name: 'id', bytes: 4 },
      { name: 'len', bytes: 4 },
    ],
  },
  tail: [{ name: 'avail_event', bytes: 2 }],
});

/** Alignment of each area, in bytes (2.7). */
export const DESC_TABLE_ALIGNMENT = 16;
export const AVAIL_RING_ALIGNMENT = 2;
export const USED_RING_ALIGNMENT = 4;
