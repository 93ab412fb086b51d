import type { U64 } from 'ringproof';
import type { SetUpHalf } from 'ringproof/virtio/split';

/** An address of which one half is replaced. */
export function withHalf(address: U64, { half, value }: SetUpHalf): U64 {
  const [low, high] = [address.truncate(32), address.shr(32).truncate(32)];
  const [newLow, newHigh] = half === 'low' ? [value, high] : [low, value];
  return newHigh.zeroExtend(64).shl(32).add(newLow.zeroExtend(64));
}
