import type { Bool, U16, U64 } from '../../domain/word.ts';
import type { GuestMemory } from '../../memory/guest-memory.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Handle, ModelRun } from '../../proof/model-run.ts';
import { areas } from '../split/areas.ts';
import type { Allocations } from './allocations.ts';
import { DriverHost } from './host.ts';
import type { Driver, DriverOperations, DriverState, Kept, SplitDriverModel } from './interface.ts';
import { noteSent } from './notes.ts';
import { tablesFrom, viewsOf, type Tables, type TableSpec, type TableViews } from './tables.ts';

const OPTIONAL = ['start', 'addIndirect', 'publish', 'enableUsed', 'disableUsed', 'reset'] as const;

const TRAITS = ['negotiatesEventIdx', 'negotiatesInOrder', 'notifiesItself'] as const;

/** Drivers allocate from memory whose regions begin and end at multiples of so many bytes. */
export const REGION_UNIT = 16n;

/** Optional members of the interface that a model has. */
export function memberNames(model: SplitDriverModel): readonly string[] {
  const operations = OPTIONAL.filter((name) => name in model.queue.operations);
  return [...operations, ...TRAITS.filter((name) => model[name] === true)];
}

/** The part of a driver, before it has its side tables. */
export type RawDriver = Handle<DriverState, DriverOperations>;

/** A driver with all that its operations work with. */
export interface OpenDriver {
  readonly driver: Driver;
  readonly tables: Tables<TableSpec>;
  /** Assumes what the books say of an index as the run begins. */
  readonly know: (index: U16) => void;
}

/** What a driver begins with beside its record. */
export interface DriverBeginning {
  /** The one that the books are read with. */
  readonly memory: ObservedMemory;
  readonly tables: TableViews<TableSpec>;
  /** What the books hold of, as the run begins; `null` where they hold of nothing yet. */
  readonly from: Kept | null;
  readonly allocations: Allocations;
}

/** Puts a driver together, for one run. */
export function openDriver(
  p: ProofContext,
  model: SplitDriverModel,
  run: ModelRun,
  raw: RawDriver,
  { memory, tables: first, from, allocations }: DriverBeginning,
): OpenDriver {
  const { domain } = run;
  const { books } = model;
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
  const kept = (): Kept => ({ domain, state: run.record(raw), tables: viewsOf(tables), memory });
  const tablesGiven: U64[] = [];
  let isDenied = false;
  const decided: Bool[] = [];
  const host = (of: GuestMemory): DriverHost => {
    const queue = areas(raw.state);
    const placed = [queue.descTable, queue.availRing, queue.usedRing];
    const allocate = (bytes: number): U64 | undefined => {
      const start = allocations.next(p, tablesGiven.length, memory, placed, bytes);
      if (start === undefined) isDenied = true;
      else tablesGiven.push(start);
      return start;
    };
    return new DriverHost(domain, of, tables, placed, allocate, (isSent) => {
      decided.push(isSent);
      noteSent(p, isSent);
      run.notifies(isSent);
    });
  };
  const driver = run.addMembers(raw, {
    allocated: () => [...tablesGiven],
    isDenied: () => isDenied,
    decided: () => [...decided],
    descriptor: (index: U16) => {
      know(index);
      return books.descriptor(kept(), index);
    },
    chain: (head: U16) => {
      know(head);
      return books.chain(kept(), head);
    },
    chains: () => {
      const now = { ...kept(), memory: memory.snapshot() };
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
  return { driver, tables, know };
}

/** The model was seen to have the operation. */
function missing(operation: string): never {
  throw new TypeError(`the model has no ${operation}`);
}
