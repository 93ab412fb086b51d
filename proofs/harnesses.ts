/** What a harness leaves out, in a few words each. */
export interface HarnessBounds {
  /** The queue’s size; of a vector, its number of descriptors. */
  readonly size: string;
  /** Where areas and buffers can lie. */
  readonly addresses: string;
  /** What memory holds. */
  readonly contents: string;
  /** How often loops are unrolled. */
  readonly unwind: number;
}

/** A proof harness of another project, for the Kani model checker, about a split virtqueue. */
export interface Harness {
  readonly project: 'rust-vmm' | 'firecracker';
  /** Name of the function. */
  readonly name: string;
  /** File and commit, or pull request. */
  readonly source: string;
  readonly bounds: HarnessBounds;
  /** What it does not show, as its comments say or its text does; `null` where it says all that it is about. */
  readonly leavesOpen: string | null;
  /** What it is published to cost; `null` where nothing is. */
  readonly cost: string | null;
  /** Where the proofs that cite it ask for something else, and why; `null` where they ask for more only. */
  readonly differs: string | null;
}

/** How proofs cite a harness. */
export function citation({ project, name }: Pick<Harness, 'project' | 'name'>): string {
  return `${project} ${name}`;
}

type Described = Pick<Harness, 'name'> & Partial<Harness>;

const UNSAID = { leavesOpen: null, cost: null, differs: null };

const VM_VIRTIO: Omit<Harness, 'name'> = {
  ...UNSAID,
  project: 'rust-vmm',
  source: 'rust-vmm/vm-virtio@87bf424, virtio-queue/src/queue/verification.rs',
  bounds: {
    size: '4',
    addresses:
      '148 bytes of one region; table at 0, five places for the available ring, the used ring always at 0',
    contents: 'any',
    unwind: 0,
  },
};

const PULL_363: Omit<Harness, 'name'> = {
  ...VM_VIRTIO,
  source: 'rust-vmm/vm-virtio, pull request 363 (open)',
};

const FC_QUEUE: Omit<Harness, 'name'> = {
  ...UNSAID,
  project: 'firecracker',
  source: 'firecracker-microvm/firecracker@81b38b9, src/vmm/src/devices/virtio/queue.rs',
  bounds: {
    size: 'up to 256',
    addresses: '6700 bytes of one region from 512 on',
    contents: 'any',
    unwind: 0,
  },
};

const FC_IOVEC: Omit<Harness, 'name'> = {
  ...UNSAID,
  project: 'firecracker',
  source: 'firecracker-microvm/firecracker@81b38b9, src/vmm/src/devices/virtio/iovec.rs',
  bounds: { size: '0 to 3 descriptors', addresses: '1 KB of one region', contents: 'any', unwind: 5 },
  leavesOpen: 'which bytes are copied, and that no others are: buffers may overlap',
  cost: 'less than 1 min; more than 30 min before the number of descriptors was bounded',
};

const RUST_VMM: readonly Harness[] = [
  {
    ...VM_VIRTIO,
    name: 'verify_stubregion_write_read',
    bounds: { size: 'none', addresses: '16 bytes at offset 0 of one region', contents: 'any', unwind: 0 },
    leavesOpen: 'any other offset, and the bytes around',
  },
  {
    ...VM_VIRTIO,
    name: 'verify_device_notification_suppression',
    leavesOpen: 'that no more notifications are sent than asked for',
    differs: 'without EVENT_IDX it wants a notification whatever flags hold; ours where they are 0',
  },
  {
    ...VM_VIRTIO,
    name: 'verify_spec_2_7_7_2',
    source: 'rust-vmm/vm-virtio, pull request 324: the former name of verify_device_notification_suppression',
    bounds: { size: '256', addresses: 'fixed, in 6700 bytes', contents: 'any', unwind: 0 },
    leavesOpen: 'that no more notifications are sent than asked for',
    cost: '41.5 s',
    differs: 'without EVENT_IDX it wants a notification whatever flags hold; ours where they are 0',
  },
  {
    ...VM_VIRTIO,
    name: 'verify_add_used',
    leavesOpen:
      'all of it: switched off (issue 373). Besides, the element, the order of its len and idx, other bytes',
  },
];

const PULL_REQUEST: readonly Harness[] = [
  { ...PULL_363, name: 'verify_device_to_driver_notification' },
  {
    ...PULL_363,
    name: 'verify_used_ring_avail_event',
    leavesOpen: 'anything of avail_event: it is about next_used and its getter',
  },
  {
    ...PULL_363,
    name: 'verify_enable_driver_to_device_notification',
    leavesOpen: 'what is written, and the order',
  },
  { ...PULL_363, name: 'verify_set_notification_true', leavesOpen: 'that nothing else is written' },
  { ...PULL_363, name: 'verify_set_notification_false', leavesOpen: 'that nothing else is written' },
];

const NO_ACCESS_ASTRAY =
  'which value it is, and that nothing else is touched: only that it does not panic or leave memory';

const described: readonly Described[] = [
  {
    name: 'verify_spec_2_6_7_2',
    leavesOpen: 'that no more notifications are sent than asked for',
    differs: 'without EVENT_IDX it wants a notification whatever flags hold; ours where they are 0',
  },
  { name: 'verify_prepare_kick' },
  { name: 'verify_add_used', leavesOpen: 'what is in memory then, for want of memory to prove it' },
  { name: 'verify_is_empty', leavesOpen: 'what the number is' },
  { name: 'verify_initialize', leavesOpen: 'that the areas are mapped, and that a right queue is accepted' },
  { name: 'verify_avail_ring_idx_get', leavesOpen: NO_ACCESS_ASTRAY },
  { name: 'verify_avail_ring_ring_get', leavesOpen: NO_ACCESS_ASTRAY },
  { name: 'verify_avail_ring_used_event_get', leavesOpen: NO_ACCESS_ASTRAY },
  { name: 'verify_used_ring_idx_set', leavesOpen: NO_ACCESS_ASTRAY },
  { name: 'verify_used_ring_ring_set', leavesOpen: NO_ACCESS_ASTRAY },
  { name: 'verify_used_ring_avail_event', leavesOpen: 'where it is, and that no other byte changes' },
  { name: 'verify_pop', leavesOpen: 'when there is no chain: a pop that never gives one passes' },
  {
    name: 'verify_undo_pop',
    leavesOpen: 'that memory is not touched; a pop that never gives a chain passes',
  },
  {
    name: 'verify_try_enable_notification',
    bounds: { ...FC_QUEUE.bounds, addresses: 'fixed, in 6700 bytes' },
    leavesOpen: 'when the answer is no, and the order of asking and looking',
  },
  { name: 'verify_checked_new', leavesOpen: 'that the descriptor is the one in memory' },
];

/** Every harness known: all that are to be found in both projects, those of an open pull request included. */
export const HARNESSES: readonly Harness[] = [
  ...RUST_VMM,
  ...PULL_REQUEST,
  ...described.map((harness) => ({ ...FC_QUEUE, ...harness })),
  { ...FC_IOVEC, name: 'verify_read_from_iovec' },
  { ...FC_IOVEC, name: 'verify_write_to_iovec' },
];
