import { Terms } from '../../../term/terms.ts';
import { checkMachineExecution, checkSourceExecution, type Forbidden } from '../execution/check.ts';
import type { AnyStep, Execution, Outcome } from '../execution/execution.ts';
import type { MachineProgram } from '../machine.ts';
import { compile, type Machine } from '../mapping.ts';
import type { MemoryModel } from '../memory-models.ts';
import type { Access, MemoryProgram, Placed } from '../program.ts';
import { machinePrograms, sourcePrograms } from './fact-programs.fixture.ts';
import type { LitmusFacts, Literal } from './facts.fixture.ts';

/**
 * All outcomes of a program of constants, by trying what every load may read and every order of the stores to a cell, and asking
 * the published axioms: a second way to the same answer for every model, with no solver.
 */
export function allowedOutcomes(facts: LitmusFacts, model: MemoryModel): readonly (readonly Literal[])[] {
  const outcomes = new Map<string, readonly Literal[]>();
  for (const [execution, forbidden] of executionsOf(facts, model)) {
    if (forbidden !== null) continue;
    const outcome = outcomeOf(facts, execution);
    outcomes.set(JSON.stringify(outcome), outcome);
  }
  return [...outcomes.values()];
}

function executionsOf(
  facts: LitmusFacts,
  model: MemoryModel,
): readonly (readonly [Execution, Forbidden | null])[] {
  const terms = new Terms();
  if (facts.arch === 'c11') {
    return sourcePrograms(terms, facts, []).flatMap((program) => executions(program, model));
  }
  if (model === 'rc11') throw new Error('RC11 is no model of a machine');
  return machinePrograms(terms, facts, []).flatMap((program) => ofMachine(program, model));
}

function executions(
  program: MemoryProgram,
  model: MemoryModel,
): readonly (readonly [Execution, Forbidden | null])[] {
  if (model === 'rc11') {
    return candidates(program.threads).map((one) => [one, checkSourceExecution(one)]);
  }
  return ofMachine(compile(program, model), model);
}

function ofMachine(
  { threads }: MachineProgram,
  machine: Machine,
): readonly (readonly [Execution, Forbidden | null])[] {
  return candidates(threads).map((one) => [one, checkMachineExecution(one, machine)]);
}

function candidates<S extends AnyStep>(threads: readonly (readonly S[])[]): readonly Execution<S>[] {
  const events = threads.flatMap((steps, thread) =>
    steps.map((step, position): Placed<S> => ({ ...step, thread, position })),
  );
  const accesses = events.filter((event: AnyStep): event is Placed<S> & Access => event.kind !== 'fence');
  const stores = accesses.filter(({ kind }) => kind === 'store');
  const cells = [...new Set(stores.map(({ cell }) => cell.field))];
  const orders = product(
    cells.map((cell) =>
      permutations(stores.filter((store) => store.cell.field === cell).map(({ id }) => id)),
    ),
  );
  const readings = product(
    accesses
      .filter(({ kind }) => kind === 'load')
      .map((load) => [
        {
          load: load.id,
          outcome: { cell: load.cell.field, value: 0n, source: { history: 'initial', when: 'before' } },
        },
        ...stores
          .filter((store) => store.cell.field === load.cell.field)
          .map((store) => ({
            load: load.id,
            outcome: { cell: load.cell.field, value: constant(store), source: { store: store.id } },
          })),
      ]) as readonly (readonly { readonly load: string; readonly outcome: Outcome }[])[],
  );
  const written = stores.map((store): [string, Outcome] => [
    store.id,
    { cell: store.cell.field, value: constant(store), source: null },
  ]);
  return readings.flatMap((reading) =>
    orders.map((order) => ({
      events,
      outcomes: new Map([...written, ...reading.map(({ load, outcome }) => [load, outcome] as const)]),
      order: new Map(cells.map((cell, i) => [cell, order[i] ?? []])),
      failures: [],
    })),
  );
}

function constant({ value }: Access): bigint {
  if (value.kind !== 'const') throw new Error('only stores of constants are enumerated');
  return value.value;
}

function outcomeOf({ threads, locations }: LitmusFacts, { outcomes, order }: Execution): readonly Literal[] {
  const valueOf = (id: string | undefined): number => Number(outcomes.get(id ?? '')?.value ?? 0n);
  return [
    ...threads.flatMap((events, thread) =>
      events.flatMap(({ reg }, i): readonly Literal[] =>
        reg === undefined ? [] : [[`${thread}:${reg}`, '=', valueOf(`T${thread}.${i}.load`)]],
      ),
    ),
    ...Object.keys(locations).map((loc): Literal => [loc, '=', valueOf(order.get(loc)?.at(-1))]),
  ];
}

function product<T>(choices: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return choices.reduce<readonly (readonly T[])[]>(
    (all, next) => all.flatMap((chosen) => next.map((one) => [...chosen, one])),
    [[]],
  );
}

function permutations<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length === 0) return [[]];
  return all.flatMap((first, i) => permutations(all.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}
