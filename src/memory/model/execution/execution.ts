import type { BoolTerm, IntTerm } from '../../../term/term.ts';
import type { Terms } from '../../../term/terms.ts';
import { readsFromName } from '../encode/vocabulary.ts';
import type { MachineStep } from '../machine.ts';
import { rankOf, type Access, type Cell, type Placed, type Question, type Step } from '../program.ts';

/** Values of terms, as a model of a solver gives them. */
export interface Valuation {
  int(term: IntTerm): bigint;
  holds(condition: BoolTerm): boolean;
}

export type AnyStep = Step | MachineStep;

/** Where a load has its value from: a store, an entry of history, or nothing that the program allows. */
export type Source =
  { readonly store: string } | { readonly history: string; readonly when: 'before' | 'after' } | null;

/** What an access did. */
export interface Outcome {
  /** Field and index of its cell. */
  readonly cell: string;
  readonly value: bigint;
  /** `null` of a store, too. */
  readonly source: Source;
}

/** One run of a program: its steps, what each access did, and the order of the stores to each cell. */
export interface Execution<S extends AnyStep = AnyStep> {
  readonly events: readonly Placed<S>[];
  /** By the ids of accesses. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** By cell, the ids of the stores to it, the first one first. */
  readonly order: ReadonlyMap<string, readonly string[]>;
  /** What of the question does not hold in it: premises, conditions of history, final values, and that it is bad. */
  readonly failures: readonly string[];
}

/** The execution that a solution of an encoded program stands for. It is taken as the solver says: `checkExecution` trusts none of it. */
export function executionOf<S extends AnyStep>(
  terms: Terms,
  program: Question & { readonly threads: readonly (readonly S[])[] },
  values: Valuation,
): Execution<S> {
  const events = program.threads.flatMap((steps, thread) =>
    steps.map((step, position): Placed<S> => ({ ...step, thread, position })),
  );
  const accesses = events.filter((event: AnyStep): event is Access & Placed<S> => event.kind !== 'fence');
  const stores = accesses.filter(({ kind }) => kind === 'store');
  const reads = (from: string, load: string): boolean =>
    values.holds(terms.boolVar(readsFromName(from, load)));
  const sourceOf = (load: Access): Source => {
    const store = stores.find(({ id }) => reads(id, load.id));
    if (store !== undefined) return { store: store.id };
    const entry = program.history.find(
      ({ load: id, when, name }) => id === load.id && reads(`${when} ${name}`, id),
    );
    return entry === undefined ? null : { history: entry.name, when: entry.when };
  };
  const outcomes = new Map(
    accesses.map((access): [string, Outcome] => [
      access.id,
      {
        cell: cellName(access.cell, values),
        value: values.int(access.value),
        source: access.kind === 'load' ? sourceOf(access) : null,
      },
    ]),
  );
  const rank = ({ id }: Access): bigint => values.int(rankOf(terms, id));
  const order = new Map<string, readonly string[]>();
  for (const { id, cell } of stores.toSorted((a, b) => Number(rank(a) - rank(b)))) {
    const name = cellName(cell, values);
    order.set(name, [...(order.get(name) ?? []), id]);
  }
  return { events, outcomes, order, failures: failures(program, values, outcomes, order) };
}

/** Field and index of a cell, as text. */
export function cellName({ field, index }: Cell, values: Valuation): string {
  return index === null ? field : `${field}[${values.int(index)}]`;
}

function failures(
  { premises, history, finals, bad }: Question,
  values: Valuation,
  outcomes: Execution['outcomes'],
  order: Execution['order'],
): readonly string[] {
  const isUsed = ({ load, name, when }: Question['history'][number]): boolean => {
    const source = outcomes.get(load)?.source;
    if (source === null || source === undefined || !('history' in source)) return false;
    return source.history === name && source.when === when;
  };
  return [
    ...premises.flatMap((premise, i) => (values.holds(premise) ? [] : [`premise ${i}`])),
    ...history
      .filter((entry) => isUsed(entry) && !values.holds(entry.condition))
      .map(({ load, name }) => `${name} value of ${load}`),
    ...finals.flatMap((final) => {
      const cell = cellName(final.cell, values);
      const last = order.get(cell)?.at(-1);
      const isRight =
        last === undefined
          ? values.holds(final.untouched)
          : outcomes.get(last)?.value === values.int(final.value);
      return isRight ? [] : [`final value of ${cell}`];
    }),
    ...(values.holds(bad) ? [] : ['bad']),
  ];
}
