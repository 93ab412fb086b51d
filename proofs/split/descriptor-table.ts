import type { AddressRange, Domain } from 'ringproof';
import { areas, type SplitDeviceState } from 'ringproof/virtio/split';

const LAST_ADDRESS = 2n ** 64n - 1n;

/**
 * All addresses but those of the descriptor table, for what may change: the used ring as well where a driver puts it into the table,
 * which it must not.
 */
export function besidesTable(domain: Domain, state: SplitDeviceState): readonly AddressRange[] {
  const { descTable, usedRing } = areas(state);
  const { start, length } = descTable;
  return [
    usedRing,
    { start: domain.u64(0), length: start },
    { start: start.add(length), length: LAST_ADDRESS },
  ];
}
