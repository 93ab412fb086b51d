import type { U16 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Given } from '../../proof/given.ts';
import { anyBuffers } from './any-driver.ts';
import type { Collected, Driver, DriverState } from './interface.ts';

/** What came of a call of an operation. */
export interface Called {
  readonly succeeds: boolean;
  /** The head of the chain that was lent or collected. */
  readonly changed?: U16;
  readonly collected?: Collected;
}

/** An operation of a driver in use, with arbitrary arguments. */
export interface DriverCall {
  /** As in `add-indirect`. */
  readonly id: string;
  readonly needs: readonly string[];
  /** Of what state alone it may be called. */
  readonly given?: (p: ProofContext) => Given<DriverState>;
  /** Whether it depends on what the device says. */
  readonly isHonest?: true;
  readonly call: (p: ProofContext, driver: Driver, memory: GuestMemory) => Called;
}

/** All operations of a driver in use but `reset`. */
export const OPERATIONS: readonly DriverCall[] = [
  plain('start', ['start'], (driver, memory) => driver.start?.(memory)),
  { id: 'add', needs: [], call: (p, driver, memory) => adding(driver.add(memory, anyBuffers(p))) },
  {
    ...{ id: 'add-indirect', needs: ['addIndirect'] },
    given: (p) => ({ indirectDesc: p.domain.bool(true) }),
    call: (p, driver, memory) => adding(driver.addIndirect?.(memory, anyBuffers(p))),
  },
  plain('publish', ['publish'], (driver, memory) => driver.publish?.(memory)),
  plain('should-kick', [], (driver, memory) => driver.shouldKick(memory)),
  {
    ...{ id: 'collect', needs: [], isHonest: true },
    call: (_p, driver, memory) => {
      const result = driver.collect(memory);
      if (!result.ok || result.value === undefined) return { succeeds: result.ok };
      return { succeeds: true, changed: result.value.head, collected: result.value };
    },
  },
  plain('enable-used', ['enableUsed'], (driver, memory) => driver.enableUsed?.(memory)),
  plain('disable-used', ['disableUsed'], (driver, memory) => driver.disableUsed?.(memory)),
];

function adding(result: ReturnType<Driver['add']> | undefined): Called {
  return result?.ok === true ? { succeeds: true, changed: result.value } : { succeeds: false };
}

/** Of an operation that always succeeds, and lends and collects nothing. */
function plain(
  id: string,
  needs: readonly string[],
  run: (driver: Driver, memory: GuestMemory) => unknown,
): DriverCall {
  return {
    ...{ id, needs },
    call: (_p, driver, memory) => {
      run(driver, memory);
      return { succeeds: true };
    },
  };
}
