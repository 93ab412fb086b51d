import { groupBy } from './group-by.ts';
import type { Asked, Unasked } from './reporter.ts';

/** Proofs against models: what there is to say of each pair. */
export interface Matrix<T> {
  /** Names of models, in order; `null`, last, for proofs about no model. */
  readonly columns: readonly (string | null)[];
  readonly rows: readonly MatrixRow<T>[];
}

export interface MatrixRow<T> {
  readonly id: string;
  /** One a column; `undefined` where nothing is known of the pair. */
  readonly cells: readonly (T | undefined)[];
}

/** Lays entries out by id, in order of appearance, and model. There is one entry a pair, at most. */
export function makeMatrix<T>(entries: readonly (Asked & { readonly cell: T })[]): Matrix<T> {
  const names = [...new Set(entries.map(({ model }) => model))].filter((model) => model !== null).sort();
  const columns = entries.some(({ model }) => model === null) ? [...names, null] : names;
  const rows = [...groupBy(entries, ({ id }) => id)].map(([id, ofRow]) => ({
    id,
    cells: columns.map((column) => ofRow.find(({ model }) => model === column)?.cell),
  }));
  return { columns, rows };
}

/** The heading of a column. */
export function columnHeading(model: string | null): string {
  return model ?? '(no model)';
}

/** Reasons why proofs are not asked of models, each with the pairs that it is the reason for. */
export function reasonLines(entries: readonly Unasked[]): readonly string[] {
  const byReason = groupBy(entries, ({ model, reason }) => `${columnHeading(model)} ${reason}`);
  return [...byReason].map(([reason, pairs]) => `${reason}: ${pairs.map(({ id }) => id).join(', ')}`);
}
