import { objectOf, type Json } from '../conform/json.ts';
import type { Scenario } from '../trial/scenario.ts';
import type { Loaded } from './load-trials.ts';

/** PLACEHOLDER until the common format is here. */
export function readScenario(
  text: string,
  location: string,
  { models }: Loaded,
): { readonly scenario: Scenario; readonly kind: string } {
  const json = JSON.parse(text) as any;
  return {
    kind: models[0]?.kind ?? '',
    scenario: {
      location,
      name: json.name ?? null,
      memory: {
        regions: json.memory.regions.map((r: any) => ({ base: BigInt(r.base), size: BigInt(r.size) })),
        bytes: new Map(
          (json.memory.bytes ?? []).flatMap((b: any) =>
            [...Buffer.from(b.hex, 'hex')].map((x, i) => [BigInt(b.addr) + BigInt(i), x] as const),
          ),
        ),
      },
      state: objectOf(json.queue as Json, 'queue'),
      steps: json.ops.map((op: any) =>
        op.op === 'mem_write'
          ? {
              kind: 'driver-writes',
              writes: op.args.writes.map((w: any) => ({
                address: BigInt(w.addr),
                bytes: Uint8Array.from(Buffer.from(w.hex, 'hex')),
              })),
            }
          : { kind: 'call', operation: op.op, args: op.args ?? {} },
      ),
    },
  };
}
