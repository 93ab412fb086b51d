import { valueOf } from '../domain/concrete.ts';
import type { Width } from '../domain/width.ts';
import type { Word } from '../domain/word.ts';
import type { Event } from '../memory/event.ts';
import type { ByteRun, Counterexample } from '../proof/counterexample.ts';
import { compare } from '../memory/memory-map.ts';
import type { Replay } from './replay.ts';
import { stepOf } from './steps.ts';
import type { ConcreteState } from '../context/concrete-state.ts';

const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** A replayed violation as data for reports. */
export function describe(assertion: string, state: ConcreteState, { context }: Replay): Counterexample {
  return {
    assertion,
    inputs: Object.fromEntries(
      [...context.inputs].map(([name, { value, width }]) => [name, show(value, width)]),
    ),
    memory: [...state.memories].map(([name, { regions, bytes }]) => ({
      name,
      regions: regions.map(({ base, size }) => ({ base: hex(base), size: hex(size) })),
      bytes: byteRuns(bytes),
    })),
    trace: [...context.events.all.flatMap(describeEvent), ...context.notes],
    ...(context.orders.length > 0 && { orders: context.orders }),
    ...(context.induction !== null && { induction: context.induction }),
    steps: context.happened.map(stepOf),
  };
}

function show(value: bigint | boolean, width: Width | null): string | boolean {
  if (typeof value === 'boolean') return value;
  return width === 64 ? hex(value) : value.toString();
}

/** Bytes other than 0, consecutive ones together. */
export function byteRuns(bytes: ReadonlyMap<bigint, number>): readonly ByteRun[] {
  const runs: { address: bigint; bytes: number[] }[] = [];
  const ordered = [...bytes].filter(([, byte]) => byte !== 0).sort(([a], [b]) => compare(a, b));
  for (const [address, byte] of ordered) {
    const last = runs.at(-1);
    if (last !== undefined && last.address + BigInt(last.bytes.length) === address) last.bytes.push(byte);
    else runs.push({ address, bytes: [byte] });
  }
  return runs.map((run) => ({ addr: hex(run.address), hex: Buffer.from(run.bytes).toString('hex') }));
}

const values = (words: readonly Word<Width>[]): string =>
  words.map((word) => `${valueOf(word)}:u${word.width}`).join(' ');

/** An access that moved something, or a fence, in one line. */
function describeEvent(event: Event): readonly string[] {
  switch (event.kind) {
    case 'fence':
      return [`fence ${event.ordering}`];
    case 'load':
    case 'store': {
      const { kind, address, value, ordering, failure } = event;
      if (value === null || failure !== null) return [];
      return [`${kind} ${hex(valueOf(address))} ${values([value])} ${ordering}`];
    }
    case 'read':
    case 'write': {
      const { kind, address, completed } = event;
      if (valueOf(completed) === 0n) return [];
      return [`${kind} ${hex(valueOf(address))} ${values(event.values)}, ${valueOf(completed)} bytes done`];
    }
    case 'other-side':
    case 'notification':
      return [];
  }
}
