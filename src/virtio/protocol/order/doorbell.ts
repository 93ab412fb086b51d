import type { Domain } from '../../../domain/domain.ts';
import type { OrderedStep } from '../../../proof/ordered.ts';

/** By which a side notifies the other one: a cell that is 1 while a notification is on its way. */
export type Channel = 'kick' | 'interrupt';

/** A side notifies the other: a read-modify-write, for an exit or a system call is ordered as one. */
export function signals(domain: Domain, channel: Channel): readonly OrderedStep[] {
  return exchange(domain, channel, `${channel}-sent`, 1);
}

/** A side takes a notification, if there is one. */
export function takes(domain: Domain, channel: Channel): readonly OrderedStep[] {
  return exchange(domain, channel, `${channel}-taken`, 0);
}

function exchange(domain: Domain, channel: Channel, id: string, value: number): readonly OrderedStep[] {
  const about = { place: { channel }, ordering: 'acq-rel', event: null } as const;
  return [
    { ...about, kind: 'load', id: `${id}-found`, partner: id, value: null },
    { ...about, kind: 'store', id, partner: `${id}-found`, value: domain.u8(value) },
  ];
}
