import type { Sizes } from './abbreviations.ts';
import { DebugReader, UnreadableDebugInfo } from './debug-reader.ts';

/** From the first address up to, and without, the second one. */
export type Ranges = readonly (readonly [start: number, end: number])[];

/** Pairs of addresses, from that of the unit; two zeros end them, and a first one that is the greatest gives another start. DWARF 2 to 4. */
export function readPairs(reader: DebugReader, { address }: Sizes, unit: number): Ranges {
  const ranges: (readonly [number, number])[] = [];
  const greatest = Number(2n ** BigInt(8 * address) - 1n);
  let base = unit;
  for (;;) {
    const [start, end] = [reader.number(address), reader.number(address)];
    if (start === 0 && end === 0) return ranges;
    if (start === greatest) base = end;
    else ranges.push([base + start, base + end]);
  }
}

/** A list of entries, each of a kind of its own. `at`: the addresses that the unit has by index. DWARF 5. */
export function readList(
  reader: DebugReader,
  { address }: Sizes,
  unit: number,
  at: (index: number) => number,
): Ranges {
  const ranges: (readonly [number, number])[] = [];
  let base = unit;
  const add = (start: number, end: number): void => void ranges.push([start, end]);
  for (;;) {
    const kind = reader.number(1);
    const start =
      kind >= 1 && kind <= 3 ? at(reader.uleb()) : kind === 4 ? base + reader.uleb() : kind === 0 ? 0 : null;
    const first = start ?? reader.number(address);
    switch (kind) {
      case 0:
        return ranges;
      case 1:
      case 5:
        base = first;
        break;
      case 2:
        add(first, at(reader.uleb()));
        break;
      case 3:
      case 7:
        add(first, first + reader.uleb());
        break;
      case 4:
        add(first, base + reader.uleb());
        break;
      case 6:
        add(first, reader.number(address));
        break;
      default:
        throw new UnreadableDebugInfo(`a range of kind ${kind}`);
    }
  }
}
