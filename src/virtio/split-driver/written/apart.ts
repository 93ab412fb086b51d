import type { ByteRun } from '../../../proof/counterexample.ts';
import { WriteError } from '../../../proof/write-error.ts';
import type { Happening } from './driver-case.ts';

/** What happens in one call of the code, with the writes of the device before it or after it. */
export interface Apart {
  readonly before: readonly ByteRun[];
  /** What the driver writes. */
  readonly written: readonly ByteRun[];
  readonly after: readonly ByteRun[];
}

/**
 * Takes what the device writes in the middle of a call out of it, for a program of one thread: to its beginning, where nothing before
 * has touched these bytes, or to its end, where nothing later does. What the driver reads and writes is the same then. Throws a
 * `WriteError` where neither can be.
 */
export function apart(happened: readonly Happening[], operation: string): Apart {
  const [before, written, after]: [ByteRun[], ByteRun[], ByteRun[]] = [[], [], []];
  happened.forEach((one, i) => {
    if (one.kind === 'access') {
      const { access, address, after: hex } = one;
      if (access === 'store' || access === 'write') written.push({ addr: address, hex });
      return;
    }
    for (const run of one.writes) {
      const isFree = (others: readonly Happening[]): boolean =>
        others.every((other) => other.kind !== 'access' || !touches(run, other.address, other.length));
      const waits = after.some(({ addr, hex }) => touches(run, addr, hex.length / 2));
      if (!waits && isFree(happened.slice(0, i))) before.push(run);
      else if (isFree(happened.slice(i))) after.push(run);
      else
        throw new WriteError(
          `the device writes at ${run.addr} in the middle of '${operation}', between two accesses to the same bytes, which a program of one thread cannot do; write it as vitest`,
        );
    }
  });
  return { before, written, after };
}

function touches({ addr, hex }: ByteRun, address: string, length: number): boolean {
  const [start, other] = [BigInt(addr), BigInt(address)];
  return start < other + BigInt(length) && other < start + BigInt(hex.length / 2);
}
