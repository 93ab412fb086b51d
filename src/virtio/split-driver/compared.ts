import type { ComparedOperation, Prepared, SideOf, Sides } from '../../diff/compared.ts';
import { declaredStates } from '../../diff/declared-states.ts';
import { pairingOf } from '../../diff/pairing.ts';
import { ok } from '../../domain/result.ts';
import type { U16 } from '../../domain/word.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import type { Asked } from '../../proof/model.ts';
import type { Pairing } from '../../proof/pairing.ts';
import { Allocations } from './allocations.ts';
import { anyBuffers, anySetUp, haveDescriptors } from './any-driver.ts';
import type { Driver, SplitDriver, SplitDriverModel } from './interface.ts';
import { openDriver, REGION_UNIT, type OpenDriver, type RawDriver } from './open-driver.ts';
import { anyIndex, declaredBooks, tablesOfBoth } from './compared-books.ts';
import { viewsOf, type TableSpec, type TableViews } from './tables.ts';

type Both = Sides<SplitDriverModel>;
type Side = SideOf<SplitDriverModel>;
type Operation = ComparedOperation<SplitDriverModel>;
type Call = (driver: Driver, memory: ObservedMemory) => unknown;

/** How two drivers are compared: each operation that both have, on queues with the same state, side tables and allocator. */
export function driverPairing(on: Asked<SplitDriver, SplitDriverModel>): Pairing {
  return pairingOf(on, {
    operations: OPERATIONS,
    begin: (_declared, run) => {
      run.actsAs('driver');
      run.restrictsRegions({ multipleOf: REGION_UNIT });
    },
    parts: ({ queue }) => ({ queue }),
  });
}

const OPERATIONS: readonly Operation[] = [
  declaredStates('driver', ({ queue }: SplitDriverModel) => queue, declaredBooks),
  {
    id: 'make',
    needs: [],
    prepare: ({ a, b, run }, _memory, p) => {
      const setUp = anySetUp(p);
      const makes = ({ declared }: Side): Prepared => ({
        parts: [],
        run: () => {
          const made = run.make('make', [setUp], () => declared.make(run.domain, setUp));
          return made.ok ? ok(run.made(declared.queue, 'driver', made.value)) : made;
        },
      });
      return { a: makes(a), b: makes(b) };
    },
  },
  { id: 'set-up', needs: [], prepare: settingUp },
  inUse('start', ['start'], () => (driver, memory) => driver.start?.(memory)),
  inUse('add', [], (p) => {
    const buffers = anyBuffers(p);
    return (driver, memory) => driver.add(memory, buffers);
  }),
  inUse('add-indirect', ['addIndirect'], (p, { state }) => {
    p.assume(state.indirectDesc);
    const buffers = anyBuffers(p);
    return (driver, memory) => driver.addIndirect?.(memory, buffers);
  }),
  inUse('publish', ['publish'], () => (driver, memory) => driver.publish?.(memory)),
  inUse('should-kick', [], () => (driver, memory) => driver.shouldKick(memory)),
  inUse('collect', [], () => (driver, memory) => driver.collect(memory)),
  inUse('enable-used', ['enableUsed'], () => (driver, memory) => driver.enableUsed?.(memory)),
  inUse('disable-used', ['disableUsed'], () => (driver, memory) => driver.disableUsed?.(memory)),
  inUse('reset', ['reset'], (p) => {
    const isComplete = p.any.bool('is_complete');
    return (driver, memory) => driver.reset?.(memory, isComplete);
  }),
];

/** An operation of drivers in use. `of` declares its arguments, once for both. */
function inUse(
  id: string,
  needs: readonly string[],
  of: (p: ProofContext, first: RawDriver) => Call,
): Operation {
  return {
    ...{ id, needs },
    prepare: (sides, memory, p) => {
      const { a, b, run } = sides;
      const one = ({ name, declared }: Side) => ({ model: name, part: declared.queue, phase: 'active' });
      const [first, second] = run.alike('driver', memory, one(a), one(b));
      for (const { state } of [first, second]) p.assume(haveDescriptors(state));
      return prepared(sides, [first, second], memory, p, true, of(p, first));
    },
  };
}

/** `setUp` of what both have made, and made alike: whether they do is asked of `make`. */
function settingUp(sides: Both, memory: ObservedMemory, p: ProofContext): ReturnType<Operation['prepare']> {
  const { a, b, run } = sides;
  const setUp = anySetUp(p);
  const made = ({ name, declared }: Side): RawDriver | undefined => {
    run.actsFor(name);
    const result = run.make('make', [setUp], () => declared.make(run.domain, setUp));
    return result.ok ? run.made(declared.queue, 'driver', result.value) : undefined;
  };
  const [first, second] = [made(a), made(b)];
  if (first === undefined || second === undefined) {
    const none = { parts: [], prelude: () => false, run: () => undefined };
    return { a: none, b: none };
  }
  p.assume(run.areAlike(first, second));
  for (const each of [first, second]) p.assume(run.hasPremise(each, 'active', memory));
  return prepared(sides, [first, second], memory, p, false, (driver, of) => driver.setUp(of));
}

function prepared(
  { a, b, run }: Both,
  [first, second]: readonly [RawDriver, RawDriver],
  memory: ObservedMemory,
  p: ProofContext,
  hasBooks: boolean,
  call: Call,
): { readonly a: Prepared; readonly b: Prepared } {
  const shared = tablesOfBoth(p, a.declared.tables, b.declared.tables);
  const index = anyIndex(p);
  p.assume(index.lt(first.state.size));
  const allocations = new Allocations();
  const calls = ({ declared }: Side, raw: RawDriver, tables: TableViews<TableSpec>): Prepared => {
    const from = { domain: run.domain, state: run.record(raw), tables, memory: memory.snapshot() };
    const beginning = { memory, tables, from: hasBooks ? from : null, allocations };
    const opened = openDriver(p, declared, run, raw, beginning);
    return {
      parts: [raw],
      run: () => call(opened.driver, memory),
      leaves: () => entriesAt(opened, Object.keys(shared.common), index),
      dealings: () => opened.driver.allocated(),
    };
  };
  return { a: calls(a, first, shared.first), b: calls(b, second, shared.second) };
}

/** What the tables that both have hold at an index, which is any. */
function entriesAt({ tables }: OpenDriver, names: readonly string[], index: U16): object {
  const views = viewsOf(tables);
  return Object.fromEntries(names.map((name) => [name, views[name]?.at(index)]));
}
