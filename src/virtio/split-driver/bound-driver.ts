import { ok } from '../../domain/result.ts';
import type { Bool, U16, U64 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { MemoryView, ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Handle, ModelRun } from '../../proof/model-run.ts';
import { hostOf } from '../../proof/run-host.ts';
import { u64 } from '../../proof/state-schema.ts';
import { areApart, areas, type Area } from '../split/areas.ts';
import { DriverHost, type Allocate } from './host.ts';
import type {
  Driver,
  DriverOperations,
  DriverState,
  Kept,
  SplitDriver,
  SplitDriverModel,
} from './interface.ts';
import { anyTables, tablesFrom, viewsOf, type Tables, type TableSpec, type TableViews } from './tables.ts';

const OPTIONAL = ['start', 'addIndirect', 'publish', 'enableUsed', 'disableUsed', 'reset'] as const;

const TRAITS = ['negotiatesEventIdx', 'notifiesItself'] as const;

/** Drivers allocate from memory whose regions begin and end at multiples of so many bytes. */
const REGION_UNIT = 16n;

/** Optional members of the interface that a model has. */
export function memberNames(model: SplitDriverModel): readonly string[] {
  const operations = OPTIONAL.filter((name) => name in model.queue.operations);
  return [...operations, ...TRAITS.filter((name) => model[name] === true)];
}

type Raw = Handle<DriverState, DriverOperations>;

/** What is known of a driver beside its record. */
interface Opened {
  readonly tables: Tables<TableSpec>;
  /** Assumes what the books say of an index as the run begins. */
  readonly know: (index: U16) => void;
}

/** A driver put together, for one run. */
export function boundDriver(model: SplitDriverModel, run: ModelRun): SplitDriver {
  run.restrictsRegions({ multipleOf: REGION_UNIT });
  const { domain } = run;
  const { books } = model;
  const opened = new WeakMap<object, Opened>();

  const openedOf = (driver: object): Opened => {
    const found = opened.get(driver);
    if (found === undefined) throw new TypeError('this object is no driver of this run');
    return found;
  };

  const kept = (driver: object, memory: MemoryView): Kept => {
    const { tables } = openedOf(driver);
    return { domain, state: run.record(driver), tables: viewsOf(tables), memory };
  };

  /** `memory`: the one that the books are read with. `from`: what the books hold of, as the run begins. */
  const whole = (
    p: ProofContext,
    raw: Raw,
    memory: ObservedMemory,
    first: TableViews<TableSpec>,
    from: Kept | null,
  ): Driver => {
    const size = (): U16 => raw.state.size;
    const has = new Set(memberNames(model));
    const call = { ...raw };
    const know = (index: U16): void => {
      if (from === null) return;
      const { size, numFree } = model.queue.view(from.state, domain);
      const { isOutstanding, count } = books.chain(from, index);
      // What is lent is the sum of what the chains have, which each of them is a part of.
      const facts = [
        ...Object.values(books.each(from, index)),
        isOutstanding.implies(count.le(size.sub(numFree))),
      ];
      for (const holds of facts) p.assume(index.lt(size).implies(holds));
    };
    const tables = tablesFrom(domain, first, (index, access) => {
      domain.trapIf('index out of bounds', index.ge(size()));
      // What is written does not depend on what was there.
      if (access === 'read') know(index);
    });
    opened.set(raw, { tables, know });
    const tablesGiven: U64[] = [];
    const decided: Bool[] = [];
    const host = (of: GuestMemory): DriverHost => {
      const queue = areas(raw.state);
      const placed = [queue.descTable, queue.availRing, queue.usedRing];
      const allocate: Allocate = (bytes) => {
        const name = `indirect_table${tablesGiven.length === 0 ? '' : tablesGiven.length + 1}`;
        const start = allocated(p, name, memory, placed, bytes);
        if (start !== undefined) tablesGiven.push(start);
        return start;
      };
      return new DriverHost(domain, of, tables, placed, allocate, (isSent) => {
        decided.push(isSent);
        run.notifies(isSent);
      });
    };
    return run.addMembers(raw, {
      allocated: () => [...tablesGiven],
      decided: () => [...decided],
      descriptor: (index: U16) => {
        know(index);
        return books.descriptor(kept(raw, memory), index);
      },
      chain: (head: U16) => {
        know(head);
        return books.chain(kept(raw, memory), head);
      },
      chains: () => {
        const now = kept(raw, memory.snapshot());
        return (head: U16) => {
          know(head);
          return books.chain(now, head);
        };
      },
      setUp: (of) => call.setUp(host(of)),
      ...(has.has('start') && { start: (of) => call.start?.(host(of)) }),
      add: (of, buffers) => call.add(host(of), buffers),
      ...(has.has('addIndirect') && {
        addIndirect: (of, buffers) => call.addIndirect?.(host(of), buffers) ?? missing('addIndirect'),
      }),
      ...(has.has('publish') && { publish: (of) => call.publish?.(host(of)) }),
      shouldKick: (of) => {
        const answer = call.shouldKick(host(of));
        run.notifies(answer);
        return answer;
      },
      collect: (of) => call.collect(host(of)),
      ...(has.has('enableUsed') && {
        enableUsed: (of) => call.enableUsed?.(host(of)) ?? missing('enableUsed'),
      }),
      ...(has.has('disableUsed') && { disableUsed: (of) => call.disableUsed?.(host(of)) }),
      ...(has.has('reset') && {
        reset: (of, isComplete) => call.reset?.(host(of), isComplete) ?? missing('reset'),
      }),
    } satisfies Partial<Driver>);
  };

  return {
    ...Object.fromEntries(memberNames(model).map((name) => [name, true as const])),
    driver: (p, { memory, phase, ...start }) => {
      const tables = anyTables(p, model.tables);
      const raw = run.any(model.queue, 'driver', { memory, phase, ...start });
      const from = { domain, state: run.record(raw), tables, memory: memory.snapshot() };
      if (phase === null) return whole(p, raw, memory, tables, null);
      const driver = whole(p, raw, memory, tables, from);
      const { nextAvail, lastUsed, size, numFree } = driver.state;
      // Each chain that is outstanding has a descriptor of its own.
      p.assume(nextAvail.sub(lastUsed).le(size.sub(numFree)));
      return driver;
    },
    make: (p, setUp, memory) => {
      const made = run.make('make', [setUp], () => model.make(domain, setUp));
      if (!made.ok) return made;
      const tables = anyTables(p, model.tables);
      return ok(whole(p, run.made(model.queue, 'driver', made.value), memory, tables, null));
    },
    isIn: (driver, phase, memory) => run.isIn(driver, phase, memory),
    hasPremise: (driver, phase, memory) => run.hasPremise(driver, phase, memory),
    know: (driver, index) => openedOf(driver).know(index),
    books: (driver, index, memory) => books.each(kept(driver, memory), index),
  };
}

/** Memory of the driver's that is in no area of the queue; any or none. */
function allocated(
  p: ProofContext,
  name: string,
  memory: ObservedMemory,
  taken: readonly Area[],
  bytes: number,
): U64 | undefined {
  if (p.domain.decide(p.any.bool(`${name}_fails`))) return undefined;
  const field = u64({ multipleOf: 16 });
  // How far up one can begin depends on its length. A field of 64 bits has words of 64 bits.
  const start = hostOf(p).stateWord(name, field, { isProbed: false, field: 'own' }) as U64;
  const length = p.domain.u64(bytes);
  p.assume(memory.checkSlice(start, length));
  for (const area of taken) p.assume(areApart({ start, length }, area));
  return start;
}

/** The model was seen to have the operation. */
function missing(operation: string): never {
  throw new TypeError(`the model has no ${operation}`);
}
