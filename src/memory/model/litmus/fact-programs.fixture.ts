import type { Terms } from '../../../term/terms.ts';
import { ARM_FENCES, MFENCE, RISCV_FENCES, type MachineProgram, type MachineStep } from '../machine.ts';
import type { FenceOrdering } from '../../event.ts';
import type { Access, AccessOrdering, MemoryProgram, Step } from '../program.ts';
import type { FactEvent, LitmusFacts } from './facts.fixture.ts';
import { FactTerms, loadId, storeId, type FactPath } from './fact-paths.fixture.ts';

export type Facts = Pick<LitmusFacts, 'locations' | 'threads' | 'arch'>;

/** A test of C11 as programs, one for each path. */
export function sourcePrograms(
  terms: Terms,
  facts: Facts,
  condition: LitmusFacts['condition'],
): readonly MemoryProgram[] {
  const words = new FactTerms(terms, facts);
  return words.paths().map((path) => ({
    ...words.question(path, condition),
    threads: path.threads.map((events, thread) =>
      events.flatMap((event, i): readonly Step[] => {
        // The words of the facts are those of the form.
        if (event.kind !== 'fence') return accesses(words, path, thread, i, event.order as AccessOrdering);
        return [{ kind: 'fence', id: storeId(thread, i), ordering: event.order as FenceOrdering, where: '' }];
      }),
    ),
  }));
}

/** A test of a machine as programs of its instructions, one for each path. */
export function machinePrograms(
  terms: Terms,
  facts: Facts,
  condition: LitmusFacts['condition'],
): readonly MachineProgram[] {
  const words = new FactTerms(terms, facts);
  return words.paths().map((path) => ({
    ...words.question(path, condition),
    threads: path.threads.map((events, thread) =>
      events.flatMap((event, i): readonly MachineStep[] => {
        if (event.kind === 'fence') {
          // `where` of a fence is only shown: here it names the loads that the fence depends on by control.
          const where = idsOf(events, [thread, i], event.ctrl).join(' ');
          return [{ kind: 'fence', id: storeId(thread, i), where, ...fenceOf(event.order) }];
        }
        const acquires = event.order.startsWith('acq');
        return accesses(words, path, thread, i, 'plain').map((access) => ({
          ...access,
          acquire:
            !acquires || access.kind === 'store' ? 'none' : event.order === 'acquire-pc' ? 'pc' : 'rcsc',
          releases: access.kind === 'store' && ['release', 'acq-rel'].includes(event.order),
          isLocked: facts.arch === 'x86' && event.kind === 'rmw',
        }));
      }),
    ),
  }));
}

/** Barriers of instructions order nothing here: tests that need them say so. */
function fenceOf(order: string): { readonly name: string; readonly orders: MachineFenceOrders } {
  if (order === 'isb' || order === 'i') return { name: order, orders: [] };
  if (order === 'mfence') return MFENCE;
  const arm = Object.values(ARM_FENCES).find(({ name }) => name === `dmb.${order}`);
  const fence = arm ?? RISCV_FENCES.get(`fence ${order}`);
  if (fence === undefined) throw new Error(`unknown fence ${order}`);
  return fence;
}

type MachineFenceOrders = (typeof MFENCE)['orders'];

/** Ids of the loads of registers that event number `i` of a thread uses, of those that happened before it. */
function idsOf(
  events: readonly FactEvent[],
  [thread, i]: readonly [number, number],
  regs: readonly string[] | undefined,
): readonly string[] {
  return (regs ?? [])
    .map((reg) => events.slice(0, i).findIndex((other) => other.reg === reg))
    .filter((at) => at >= 0)
    .map((at) => loadId(thread, at));
}

/** An event as accesses: one, or the two of an update. */
function accesses(
  words: FactTerms,
  { threads }: FactPath,
  thread: number,
  i: number,
  ordering: AccessOrdering,
): readonly Access[] {
  const events = threads[thread] ?? [];
  const event = events[i];
  if (event?.loc === undefined) throw new Error('an access without a location');
  const { reg, loc } = event;
  const common = { cell: { field: loc, index: null }, ordering, where: '' };
  const base = {
    address: idsOf(events, [thread, i], event.addr),
    control: idsOf(events, [thread, i], event.ctrl),
  };
  const isUpdate = event.kind === 'rmw';
  const load = (): Access => ({
    ...common,
    ...(isUpdate ? { partner: storeId(thread, i) } : {}),
    kind: 'load',
    id: loadId(thread, i),
    value: words.register(thread, reg ?? ''),
    dependencies: { ...base, data: [] },
  });
  const store = (): Access => ({
    ...common,
    ...(isUpdate ? { partner: loadId(thread, i) } : {}),
    kind: 'store',
    id: storeId(thread, i),
    value: stored(words, thread, event),
    dependencies: { ...base, data: idsOf(events, [thread, i], event.data) },
  });
  return [...(event.kind === 'store' ? [] : [load()]), ...(event.kind === 'load' ? [] : [store()])];
}

function stored(words: FactTerms, thread: number, event: FactEvent): Access['value'] {
  const value = words.value(thread, event.value);
  if (event.kind !== 'rmw' || event.op === 'swap') return value;
  const old = words.register(thread, event.reg ?? '');
  const sum = words.terms.add(old, value);
  return event.op === 'add' ? sum : words.terms.sub(sum, words.terms.bitand(old, value));
}
