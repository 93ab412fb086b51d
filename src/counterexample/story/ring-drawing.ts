import type { JsonValue } from '../../proof/verdict.ts';
import { fieldsOfAccess, isWrite, type FieldChange } from './accesses.ts';
import type { MemoryImage } from './memory-image.ts';
import { areaOf, type Area, type QueueField, type QueuePlace } from './queue-fields.ts';
import { boxesOf, pointerOf, type Box } from './ring-boxes.ts';
import type { RingPosition } from './ring-position.ts';
import type { NumberedStep } from './step-lines.ts';

/** What one step did to an area. */
interface Row {
  readonly label: string;
  readonly moves: readonly FieldChange[];
  readonly isWrite: boolean;
  /** Whether it failed before it moved a byte. */
  readonly isRefused: boolean;
}

const MOST_SLOTS = 4;

/**
 * The areas of a queue that the steps touch, each drawn as a row of boxes: what stood there before, and below it, step by step,
 * what was written, and in brackets what was read. Areas that no step touches take a line.
 */
export function drawQueue(
  place: QueuePlace,
  image: MemoryImage,
  steps: readonly NumberedStep[],
  state: Readonly<Record<string, JsonValue>>,
  width: number,
): readonly string[] {
  return (['descriptor table', 'available ring', 'used ring'] as const).flatMap((area) => {
    const { start, length } = areaOf(place, area);
    const rows = rowsOf(steps, place, area);
    const where = `${area}, 0x${start.toString(16)} to 0x${(start + length - 1n).toString(16)}`;
    if (rows.length === 0) return [`${where}: not touched`];
    const slots = place.size === 1 ? '1 slot' : `${place.size} slots`;
    return [
      `${where}, ${slots}:`,
      ...box(
        boxesOf(place, area, slotsIn(rows), state, MOST_SLOTS),
        rows,
        image,
        pointerOf(area, place, state),
        width,
      ),
    ];
  });
}

function slotsIn(rows: readonly Row[]): readonly number[] {
  return rows.flatMap(({ moves }) => moves.flatMap(({ field }) => field.slot ?? []));
}

function rowsOf(steps: readonly NumberedStep[], place: QueuePlace, area: Area): readonly Row[] {
  return steps.flatMap(({ number, step }) => {
    if (step.kind !== 'access' || step.error === 'InvalidGuestAddress') return [];
    const moves = fieldsOfAccess(step, place).filter(({ field }) => field.area === area);
    return moves.length === 0
      ? []
      : [
          {
            label: `step ${number}`,
            moves,
            isWrite: isWrite(step),
            isRefused: step.error !== null && step.completed === 0,
          },
        ];
  });
}

/** Boxes side by side, as many as the width holds: those that nothing touches are left out first. */
function box(
  all: readonly Box[],
  rows: readonly Row[],
  image: MemoryImage,
  pointer: RingPosition | null,
  width: number,
): readonly string[] {
  let shown = all;
  for (;;) {
    const lines = boxLines(shown, rows, image, pointer);
    const spare = shown.findLastIndex(
      (column) => !rows.some(({ moves }) => moves.some((move) => isIn(column, move))),
    );
    if (Math.max(...lines.map((line) => line.length)) <= width || spare === -1)
      return lines.map((line) => line.slice(0, width));
    shown = shown.filter((_, i) => i !== spare);
  }
}

function boxLines(
  shown: readonly Box[],
  rows: readonly Row[],
  image: MemoryImage,
  pointer: RingPosition | null,
): readonly string[] {
  const before = shown.map(({ fields }) => fields.map((field) => valueIn(image, field)).join(', '));
  const cells = rows.map((row) => shown.map((column) => cellOf(column, row)));
  const widths = shown.map(({ title }, i) =>
    Math.max(title.length, ...[before, ...cells].map((row) => row[i]?.length ?? 0)),
  );
  const labels = ['', 'before', ...rows.map(({ label }) => label)];
  const margin = Math.max(...labels.map((label) => label.length));
  const line = (label: string, row: readonly string[]): string =>
    `${label.padEnd(margin)} |${row.map((cell, i) => ` ${cell.padEnd(widths[i] ?? 0)} `).join('|')}|`;
  const rule = `${' '.repeat(margin)} +${widths.map((n) => '-'.repeat(n + 2)).join('+')}+`;
  return [
    rule,
    line(
      '',
      shown.map(({ title }) => title),
    ),
    rule,
    line('before', before),
    ...cells.map((row, i) => line(rows[i]?.label ?? '', row)),
    rule,
    ...pointerLine(shown, widths, margin, pointer),
  ];
}

function pointerLine(
  shown: readonly Box[],
  widths: readonly number[],
  margin: number,
  pointer: RingPosition | null,
): readonly string[] {
  const at = pointer === null ? -1 : shown.findIndex(({ slot }) => slot === pointer.slot);
  if (pointer === null || at === -1) return [];
  const left = widths.slice(0, at).reduce((sum, n) => sum + n + 3, margin + 3);
  return [`${' '.repeat(left)}^ ${pointer.text}`];
}

function isIn({ fields }: Box, { field }: FieldChange): boolean {
  return fields.some(({ name }) => name === field.name);
}

function valueIn(image: MemoryImage, { address, length }: QueueField): string {
  return image.word(address, length)?.toString() ?? '-';
}

/** What a step wrote into a box, or read, in brackets; "." for a part of it that the step left alone. */
function cellOf(column: Box, { moves, isWrite: writes, isRefused }: Row): string {
  const mine = moves.filter((move) => isIn(column, move));
  if (mine.length === 0) return '';
  if (isRefused) return 'fails';
  const text = column.fields
    .map(({ name }) => mine.find(({ field }) => field.name === name)?.after.toString() ?? '.')
    .join(', ');
  return writes ? text : `(${text})`;
}
