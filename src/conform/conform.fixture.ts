import { ok } from '../domain/result.ts';
import type { U16 } from '../domain/word.ts';
import { conformanceAdapter, type ConformanceAdapter } from './adapter.ts';
import { parseCase, type RecordedCase } from './recording.ts';

interface Counter {
  count: U16;
}

/** A counter that writes itself to memory: the least of a queue that there is to compare. */
export const counter: ConformanceAdapter = conformanceAdapter<Counter>({
  restore: (_domain, state) => ({ count: state.u16('count') }),
  state: ({ count }) => ({ count }),
  constructors: { new: (domain) => ok({ count: domain.u16(0) }) },
  operations: {
    read: ({ count }) => ok(count),
    write: ({ count }, args, memory) => {
      const stored = memory.write(args.u64('addr'), [count, count]);
      return stored.ok ? stored : { ok: false, error: { kind: 'GuestMemory', cause: stored.error } };
    },
    add: (queue, args) => {
      queue.count = queue.count.add(args.u16('by'));
      return ok();
    },
    crash: () => {
      throw new TypeError('no such thing');
    },
  },
});

/** The line of a case with these steps, a counter of 5, and regions 0x10…0x1f and 0x20…0x2f, all bytes 0. */
export function caseLine(...ops: readonly object[]): string {
  const regions = ['0x10', '0x20'].map((base) => ({ base, size: 16 }));
  return JSON.stringify({ seed: 7, memory: { regions, bytes: [] }, queue: { count: 5 }, ops });
}

export function recordedCase(...ops: readonly object[]): RecordedCase {
  return parseCase(caseLine(...ops), 'file.jsonl:3');
}
