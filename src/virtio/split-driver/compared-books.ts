import type { Sides } from '../../diff/compared.ts';
import type { DeclaredMore } from '../../diff/declared-states.ts';
import type { BoolOperand, U16 } from '../../domain/word.ts';
import type { ProofContext } from '../../proof/context.ts';
import { hostOf } from '../../proof/run-host.ts';
import { u16 } from '../../proof/state-schema.ts';
import type { DriverOperations, DriverState, SplitDriverModel } from './interface.ts';
import { anyTables, type TableSpec, type TableViews } from './tables.ts';

/** What the books of each say of any index, with the same tables, and what is declared once for all. */
export function declaredBooks(
  { a, b, run }: Sides<SplitDriverModel>,
  p: ProofContext,
): DeclaredMore<SplitDriverModel, DriverState, DriverOperations> {
  const { first, second } = tablesOfBoth(p, a.declared.tables, b.declared.tables);
  const index = anyIndex(p);
  return ({ declared }, driver, memory) => {
    const { books, negotiatesEventIdx, negotiatesInOrder, notifiesItself } = declared;
    const tables = declared === a.declared ? first : second;
    const kept = { domain: p.domain, state: run.record(driver), tables, memory };
    const holds = Object.values<BoolOperand>(books.each(kept, index));
    return {
      ...{ negotiatesEventIdx, negotiatesInOrder, notifiesItself, tables: declared.tables },
      // How it is put in words is open.
      each: p.domain.bool(true).and(...holds),
      descriptor: books.descriptor(kept, index),
      chain: books.chain(kept, index),
    };
  };
}

/** Any index; of a table of any size, so that its ends need not be reached. */
export function anyIndex(p: ProofContext): U16 {
  // A field of 16 bits has words of 16 bits.
  return hostOf(p).stateWord('any_index', u16(), { isProbed: false, field: 'own' }) as U16;
}

/** Tables with any entries. What both declare alike is the same in both as they begin. */
export function tablesOfBoth(p: ProofContext, a: TableSpec, b: TableSpec) {
  const isCommon = ([name, width]: readonly [string, unknown]): boolean =>
    a[name] === width && b[name] === width;
  const common = anyTables(p, Object.fromEntries(Object.entries(a).filter(isCommon)));
  const own = (spec: TableSpec, side: string): TableViews<TableSpec> =>
    Object.fromEntries(
      Object.entries(spec).flatMap(([name, width]) => {
        if (isCommon([name, width])) return [];
        const view = anyTables(p, { [`${name}_of_${side}`]: width })[`${name}_of_${side}`];
        return view === undefined ? [] : [[name, view] as const];
      }),
    );
  return { common, first: { ...common, ...own(a, 'a') }, second: { ...common, ...own(b, 'b') } };
}
