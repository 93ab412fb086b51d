import type { OrderExecution } from '../proof/counterexample.ts';

/** Characters of the left one of two columns. */
const COLUMN = 52;

/**
 * A bad execution in lines: what each thread does, in columns; what loads read and which stores they came before; the cycle that
 * sequential consistency forbids; and where one full fence, or one on each side, would forbid it under every model.
 */
export function pictureOf({ threads, edges, cycle, fix }: OrderExecution): readonly string[] {
  const columns = threads.map(({ name, steps }) => [
    name,
    ...steps.map(({ id, text, at }) => `${id} ${text}${at === '' ? '' : ` (${at})`}`),
  ]);
  const around = cycle === null ? [] : [`cycle: ${[...cycle, ...cycle.slice(0, 1)].join(' -> ')}`];
  return [...besides(columns), ...edges.map(edgeInWords), ...around, fix];
}

function besides(columns: readonly (readonly string[])[]): readonly string[] {
  const [left = [], ...others] = columns;
  const rows = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: rows }, (_, i) =>
    [(left[i] ?? '').padEnd(COLUMN), ...others.map((column) => column[i] ?? '')].join(' | ').trimEnd(),
  );
}

function edgeInWords({ from, to, kind }: OrderExecution['edges'][number]): string {
  switch (kind) {
    case 'rf':
      return `${to} reads what ${from} stored`;
    case 'fr':
      return `${from} reads an older value than ${to} stores`;
    case 'co':
      return `${from} comes before ${to}`;
  }
}
