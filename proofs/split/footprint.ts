import type { AddressRange, Event, ProofContext } from 'ringproof';
import { activeQueue, areas, type AnyQueue, type Areas, type SplitDevice } from 'ringproof/virtio/split';
import { isAccess, staysWithin } from './events.ts';

export const WRITES = 'split.desc.device.must-not-write-descriptor-table';
export const READS = 'split.desc.device.should-not-read-writable-buffer';
export const STILL_MAPPED = 'that the areas are still mapped: memory may be taken away after activation.';

/** What one operation may look at and change. */
interface Footprint {
  readonly reads: readonly (keyof Areas)[];
  readonly writes: readonly (keyof Areas)[];
  readonly run: (queue: AnyQueue, p: ProofContext) => unknown;
}

/** The covers of `stayWithin`. */
export const ACCESSES = ['an access'] as const;

/** Asserts that an operation on an activated queue looks at and changes no more than it may. */
export function stayWithin(
  p: ProofContext<(typeof ACCESSES)[number], typeof WRITES | typeof READS>,
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
    // An area that a buffer overlaps is read all the same.
    { requirement: READS, kind: 'promise' },
  );
  p.assert(
    writes.length === 0 ? 'it writes nothing' : `it writes within ${writes.join(' and ')}`,
    within(
      ['store', 'write'],
      writes.map((name) => own[name]),
    ),
    { requirement: WRITES, kind: 'promise' },
  );
  p.cover('an access', events.reads().exists().or(events.writes().exists()));
}
