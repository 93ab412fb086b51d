import { ok } from '../../domain/result.ts';
import type { MemoryView } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { ModelRun } from '../../proof/model-run.ts';
import { Allocations } from './allocations.ts';
import { haveDescriptors } from './any-driver.ts';
import type { Driver, Kept, SplitDriver, SplitDriverModel } from './interface.ts';
import {
  memberNames,
  openDriver,
  REGION_UNIT,
  type DriverBeginning,
  type OpenDriver,
  type RawDriver,
} from './open-driver.ts';
import { anyTables, viewsOf } from './tables.ts';

/** A driver put together, for one run. */
export function boundDriver(model: SplitDriverModel, run: ModelRun): SplitDriver {
  run.restrictsRegions({ multipleOf: REGION_UNIT });
  const { domain } = run;
  const { books } = model;
  const opened = new WeakMap<object, OpenDriver>();

  const openedOf = (driver: object): OpenDriver => {
    const found = opened.get(driver);
    if (found === undefined) throw new TypeError('this object is no driver of this run');
    return found;
  };

  const kept = (driver: object, memory: MemoryView): Kept => {
    const { tables } = openedOf(driver);
    return { domain, state: run.record(driver), tables: viewsOf(tables), memory };
  };

  const open = (p: ProofContext, raw: RawDriver, beginning: Omit<DriverBeginning, 'allocations'>): Driver => {
    const made = openDriver(p, model, run, raw, { ...beginning, allocations: new Allocations() });
    opened.set(raw, made);
    return made.driver;
  };

  return {
    ...Object.fromEntries(memberNames(model).map((name) => [name, true as const])),
    driver: (p, { memory, phase, ...start }) => {
      const tables = anyTables(p, model.tables);
      const raw = run.any(model.queue, 'driver', { memory, phase, ...start });
      if (phase === null) return open(p, raw, { memory, tables, from: null });
      const from = { domain, state: run.record(raw), tables, memory: memory.snapshot() };
      const driver = open(p, raw, { memory, tables, from });
      p.assume(haveDescriptors(driver.state));
      return driver;
    },
    make: (p, setUp, memory) => {
      const made = run.make('make', [setUp], () => model.make(domain, setUp));
      if (!made.ok) return made;
      const tables = anyTables(p, model.tables);
      return ok(open(p, run.made(model.queue, 'driver', made.value), { memory, tables, from: null }));
    },
    isIn: (driver, phase, memory) => run.isIn(driver, phase, memory),
    hasPremise: (driver, phase, memory) => run.hasPremise(driver, phase, memory),
    know: (driver, index) => openedOf(driver).know(index),
    books: (driver, index, memory) => books.each(kept(driver, memory), index),
  };
}
