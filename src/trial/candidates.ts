import type { Fields } from '../context/replay-event.ts';
import type { Width } from '../domain/width.ts';
import { inputOf, type InputValues, type Situation } from './situation.ts';

/** An input that a property asked for. */
interface AskedInput {
  readonly value: bigint | boolean;
  /** Bits; `null` of a Boolean and of an integer without end. */
  readonly width: Width | null;
}

/**
 * The values that an input of a property takes besides its first: the words of the call, 0, 1, the size of a part and its
 * neighbours, and the greatest. Those out of its range are left out later. Always the same, in the same order.
 */
export function candidates(
  { value, width }: AskedInput,
  { parts }: Situation,
  args: InputValues,
): readonly (bigint | boolean)[] {
  if (typeof value === 'boolean') return [false, true];
  const greatest = (1n << BigInt(width ?? 16)) - 1n;
  const words = [...args.values()].filter((word) => typeof word === 'bigint');
  const all = [...words, 0n, 1n, ...[...parts.values()].flatMap(sizesIn), greatest];
  return [...new Set(all)].filter((word) => word >= 0n && word <= greatest);
}

function sizesIn(state: Fields): readonly bigint[] {
  const size = state['size'] === undefined ? undefined : inputOf(state['size']);
  return typeof size === 'bigint' ? [size - 1n, size, size + 1n] : [];
}
