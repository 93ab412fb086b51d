import { byteRuns } from '../replay/describe.ts';
import { stateOf } from '../replay/rebuild.ts';
import { runsOf, type RecordedCase } from './recorded.ts';
import { scalar } from './scalar.ts';

/** The content of a region. */
export interface RegionImage {
  readonly base: bigint;
  readonly size: bigint;
  /** Bytes other than 0, two digits each, by their offset in the region. */
  readonly runs: readonly { readonly offset: bigint; readonly bytes: string }[];
}

/** Guest memory as a recorded case leaves it, region by region. */
export function imageAfter({ memory, ops }: RecordedCase): readonly RegionImage[] {
  const written = ops.flatMap(({ args, writes }) => [...runsOf(args?.['writes']), ...runsOf(writes)]);
  const bytes = [...memory.bytes, ...written].map(({ addr, hex }) => ({
    addr: scalar(addr),
    hex: scalar(hex),
  }));
  const state = stateOf({ inputs: {}, memory: [{ name: 'memory', regions: [], bytes }] });
  const after = state.memories.get('memory')?.bytes ?? new Map<bigint, number>();
  return memory.regions.map((region) => {
    const [base, size] = [BigInt(scalar(region['base'])), BigInt(scalar(region['size']))];
    const inside = new Map([...after].filter(([at]) => at >= base && at < base + size));
    const runs = byteRuns(inside).map(({ addr, hex }) => ({ offset: BigInt(addr) - base, bytes: hex }));
    return { base, size, runs };
  });
}
