/** One line of a table: a name, and its numbers or words. */
export type Row = readonly [name: string, ...cells: (string | number)[]];

/** A table under a title, with a sentence on how to read it. */
export interface Table {
  readonly title: string;
  readonly note: string;
  readonly columns: Row;
  readonly rows: readonly Row[];
}

/** A table as plain text: names to the left, numbers to the right. */
export function formatTable({ title, note, columns, rows }: Table): string {
  const lines = [columns, ...rows].map((row) => row.map(formatCell));
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [title, ...(note === '' ? [] : [note]), '', ...text.map((line) => `  ${line}`), ''].join('\n');
}

/** Whole numbers as they are; others with a digit behind the point, or two below ten. */
function formatCell(cell: string | number): string {
  if (typeof cell === 'string' || Number.isInteger(cell)) return String(cell);
  return cell.toFixed(cell < 10 ? 2 : cell < 100 ? 1 : 0);
}
