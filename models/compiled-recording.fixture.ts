import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { ConcreteMemory } from '../src/memory/concrete.ts';
import { V8Queue, type QueueNumbers } from '../scripts/compiled/v8-queue.fixture.ts';

/** Of a recording, what there is in those of the reference model. */
interface Recorded {
  readonly memory: {
    readonly regions: readonly { readonly base: string; readonly size: number }[];
    readonly bytes: readonly Bytes[];
  };
  readonly queue: RecordedQueue;
  readonly ops: readonly {
    readonly op: string;
    readonly args: { readonly head?: number; readonly len?: number; readonly writes?: readonly Bytes[] };
    readonly result?: { readonly ok: unknown };
    readonly state?: RecordedQueue;
    readonly writes?: readonly Bytes[];
  }[];
}

interface Bytes {
  readonly addr: string;
  readonly hex: string;
}

type RecordedQueue = Readonly<Record<string, string | number | boolean>>;

/** Runs recordings on a compiled queue in V8, and expects every result, state and written byte; the number of operations. */
export function replayInV8(module: object, file: URL): number {
  const compiled = new V8Queue(module);
  let operations = 0;
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    // The committed sample, which other tests check against its schema.
    const { memory: recorded, queue, ops } = JSON.parse(line) as Recorded;
    const memory = new ConcreteMemory(
      recorded.regions.map(({ base, size }) => ({ base: BigInt(base), size: BigInt(size) })),
    );
    put(memory, recorded.bytes);
    let state = numbersOf(queue);
    for (const { op, args, result, state: after = {}, writes = [] } of ops) {
      if (op === 'mem_write') {
        put(memory, args.writes ?? []);
        continue;
      }
      operations += 1;
      const before = memory.checkpoint();
      const given = args.head === undefined ? [] : [args.head, args.len ?? 0];
      const got = compiled.run(state, memory, op, ...given);
      expect({ ok: op === 'pop' ? chainOf(compiled, got, memory) : valueOf(op, got.result) }, op).toEqual(
        result,
      );
      expect(got.state, op).toEqual({ ...numbersOf(after), addedAll: 0n });
      expect(
        memory
          .changesSince(before)
          .map(({ address, bytes }) => [address, Buffer.from(bytes).toString('hex')]),
      ).toEqual(writes.map(({ addr, hex }) => [BigInt(addr), hex]));
      state = got.state;
    }
  }
  return operations;
}

function put(memory: ConcreteMemory, bytes: readonly Bytes[]): void {
  for (const { addr, hex } of bytes) memory.setBytes(BigInt(addr), Uint8Array.from(Buffer.from(hex, 'hex')));
}

function numbersOf(queue: RecordedQueue): QueueNumbers {
  const of = (name: string): bigint => BigInt(queue[name] ?? 0);
  return {
    ...{ maxSize: of('size'), size: of('size'), ready: of('ready'), eventIdx: of('event_idx') },
    ...{ nextAvail: of('next_avail'), nextUsed: of('next_used'), numAdded: of('num_added') },
    ...{ descTable: of('desc_table'), availRing: of('avail_ring'), usedRing: of('used_ring'), addedAll: 0n },
  };
}

/** What an operation that returns no chain is recorded with. */
function valueOf(op: string, result: bigint | string): unknown {
  return op.endsWith('_notification') && op !== 'disable_notification'
    ? result === 1n
    : result === 0n
      ? null
      : result;
}

function chainOf(compiled: V8Queue, popped: ReturnType<V8Queue['run']>, memory: ConcreteMemory): unknown {
  if (popped.result !== 1n) return valueOf('pop', popped.result);
  const descs: unknown[] = [];
  let { walk } = popped;
  for (;;) {
    const { result, state, out } = compiled.step(walk, memory);
    if (result !== 1n)
      return { head_index: Number(popped.out[0]), descs, ...(result === 0n ? {} : { error: result }) };
    const [addr = 0n, ...others] = out;
    descs.push([`0x${addr.toString(16)}`, ...others.map(Number)]);
    walk = state;
  }
}
