import { valueOf } from '../domain/concrete.ts';
import type { Width } from '../domain/width.ts';
import type { Word } from '../domain/word.ts';
import type { Access } from '../memory/access-log.ts';
import type { ByteRun, Counterexample } from '../result/verdict.ts';
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
    trace: [...[...context.memories].flatMap(([, { log }]) => log.map(describeAccess)), ...context.notes],
    steps: context.events.map(stepOf),
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

function describeAccess(access: Access): string {
  switch (access.kind) {
    case 'fence':
      return `fence ${access.ordering}`;
    case 'load':
    case 'store':
      return `${access.kind} ${hex(valueOf(access.address))} ${values([access.value])} ${access.ordering}`;
    case 'read':
    case 'write':
      return `${access.kind} ${hex(valueOf(access.address))} ${values(access.values)}, ${valueOf(access.completed)} bytes done`;
  }
}
