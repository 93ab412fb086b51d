import type { Fields } from '../context/replay-event.ts';
import type { ConcreteContext } from '../context/concrete-context.ts';
import { inputOf, type InputValues, type Situation } from './situation.ts';

/** At most so many starts of one property in one situation. */
export const MOST_STARTS = 64;

/**
 * The values that an input of a property takes if the call has no argument of its name: 0, 1, the least and the greatest value,
 * the words of the call, the size of the part less one, itself and one more. Values out of the range of the input are left out
 * later. Always the same, in the same order.
 */
export function candidates(
  name: string,
  { inputs }: Pick<ConcreteContext, 'inputs'>,
  { parts }: Situation,
  args: InputValues,
): readonly (bigint | boolean)[] {
  const asked = inputs.get(name);
  if (asked === undefined || typeof asked.value === 'boolean') return [false, true];
  const greatest = (1n << BigInt(asked.width ?? 16)) - 1n;
  const words = [...args.values()].filter((value) => typeof value === 'bigint');
  const sizes = [...parts.values()].flatMap(sizesIn);
  const all = [asked.value, ...words, 0n, 1n, ...sizes, greatest];
  return [...new Set(all)].filter((value) => value >= 0n && value <= greatest);
}

function sizesIn(state: Fields): readonly bigint[] {
  const size = state['size'] === undefined ? undefined : inputOf(state['size']);
  return typeof size === 'bigint' ? [size - 1n, size, size + 1n] : [];
}
