import { proof, type AddressRange, type Event, type Proof, type ProofContext } from 'ringproof';
import {
  activeQueue,
  areas,
  splitDevice,
  type AnyQueue,
  type Areas,
  type SplitDevice,
} from 'ringproof/virtio/split';
import { isAccess, staysWithin } from './events.ts';

/** What one operation may look at and change. */
interface Footprint {
  readonly reads: readonly (keyof Areas)[];
  readonly writes: readonly (keyof Areas)[];
  readonly run: (queue: AnyQueue, p: ProofContext) => unknown;
}

/** The covers of `stayWithin`. */
const ACCESSES = ['an access'] as const;

function stayWithin(
  p: ProofContext<(typeof ACCESSES)[number], typeof REQUIREMENT>,
  device: SplitDevice,
  { reads, writes, run }: Footprint,
): void {
  const any = activeQueue(p, device);
  const { memory, before } = any;

  run(any, p);

  const own = areas(before);
  const { events } = memory;
  const within = (kinds: readonly Event['kind'][], ranges: readonly AddressRange[]) =>
    p.domain.bool(true).and(
      ...events.all
        .filter(isAccess)
        .filter(({ kind }) => kinds.includes(kind))
        .map((access) => staysWithin(p.domain, access, ranges)),
    );
  p.assert(
    reads.length === 0 ? 'it reads nothing' : `it reads within ${reads.join(' and ')}`,
    within(
      ['load', 'read'],
      reads.map((name) => own[name]),
    ),
  );
  p.assert(
    writes.length === 0 ? 'it writes nothing' : `it writes within ${writes.join(' and ')}`,
    within(
      ['store', 'write'],
      writes.map((name) => own[name]),
    ),
    { requirement: REQUIREMENT, kind: 'promise' },
  );
  p.cover('an access', events.reads().exists().or(events.writes().exists()));
}

const REQUIREMENT = 'split.desc.device.must-not-write-descriptor-table';
const DOES_NOT_PROVE = 'that the areas are still mapped: memory may be taken away after activation.';

export const popAccesses: Proof = proof({
  id: 'split/pop-accesses',
  title:
    'on an activated queue, pop reads the available ring and the descriptor table, whole words, and writes nothing',
  requirements: [REQUIREMENT],
  doesNotProve: DOES_NOT_PROVE,
  harnesses: [
    'firecracker verify_avail_ring_idx_get',
    'firecracker verify_avail_ring_ring_get',
    'firecracker verify_pop',
  ],
  on: splitDevice,
  covers: ACCESSES,
  body: (p, device) => {
    stayWithin(p, device, {
      reads: ['availRing', 'descTable'],
      writes: [],
      run: ({ queue, memory }) => queue.pop(memory),
    });
  },
});

export const addUsedAccesses: Proof = proof({
  id: 'split/add-used-accesses',
  title: 'on an activated queue, add_used touches the used ring alone, and whole words of it',
  requirements: [REQUIREMENT],
  doesNotProve: DOES_NOT_PROVE,
  harnesses: ['firecracker verify_used_ring_idx_set', 'firecracker verify_used_ring_ring_set'],
  on: splitDevice,
  covers: ACCESSES,
  body: (p, device) => {
    stayWithin(p, device, {
      // With IN_ORDER, whose turn it is stands in the available ring.
      reads: device.negotiatesInOrder === true ? ['usedRing', 'availRing'] : ['usedRing'],
      writes: ['usedRing'],
      run: ({ queue, memory }) => queue.addUsed(memory, p.any.u16('head'), p.any.u32('len')),
    });
  },
});

export const needsNotificationAccesses: Proof = proof({
  id: 'split/used-notification-accesses',
  title:
    'on an activated queue, needs_notification reads the available ring, whole words, and writes nothing',
  requirements: [REQUIREMENT],
  doesNotProve: DOES_NOT_PROVE,
  harnesses: ['firecracker verify_avail_ring_used_event_get'],
  on: splitDevice,
  covers: ACCESSES,
  body: (p, device) => {
    stayWithin(p, device, {
      reads: ['availRing'],
      writes: [],
      run: ({ queue, memory }) => queue.needsNotification(memory),
    });
  },
});

export const enableNotificationAccesses: Proof = proof({
  id: 'split/enable-notification-accesses',
  title:
    'on an activated queue, enabling notifications reads the available ring and writes the used ring, whole words',
  requirements: [REQUIREMENT],
  doesNotProve: DOES_NOT_PROVE,
  on: splitDevice,
  covers: ACCESSES,
  body: (p, device) => {
    stayWithin(p, device, {
      reads: ['availRing'],
      writes: ['usedRing'],
      run: ({ queue, memory }) => queue.enableNotification(memory),
    });
  },
});

export const disableNotificationAccesses: Proof = proof({
  id: 'split/disable-notification-accesses',
  title:
    'on an activated queue, disabling notifications writes the used ring, whole words, and reads nothing',
  requirements: [REQUIREMENT],
  doesNotProve: DOES_NOT_PROVE,
  on: splitDevice.with('disableNotification'),
  covers: ACCESSES,
  body: (p, device) => {
    stayWithin(p, device, {
      reads: [],
      writes: ['usedRing'],
      run: ({ queue, memory }) => device.disableNotification(queue, memory),
    });
  },
});
