import type { JsonValue } from '../../proof/verdict.ts';
import { fieldsOfAccess, isWrite, type FieldChange } from './accesses.ts';
import type { MemoryImage } from './memory-image.ts';
import { areaOf, fieldsIn, type Area, type QueueField, type QueuePlace } from './queue-fields.ts';
import type { NumberedStep } from './step-lines.ts';

/** What one step did to an area. */
interface Row {
  readonly label: string;
  readonly moves: readonly FieldChange[];
  readonly isWrite: boolean;
  /** Whether it failed before it moved a byte. */
  readonly isRefused: boolean;
}

/** A box of a drawn ring: one slot with all its parts, or a field that there is once. */
interface Column {
  readonly title: string;
  readonly slot: number | null;
  readonly fields: readonly QueueField[];
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
      ...box(columnsOf(place, area, rows, state), rows, image, pointerOf(area, place, state), width),
    ];
  });
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

interface Pointer {
  readonly slot: number;
  readonly name: string;
}

/** Where the device stands in a ring: its index modulo the queue size. */
function pointerOf(
  area: Area,
  { size }: QueuePlace,
  state: Readonly<Record<string, JsonValue>>,
): Pointer | null {
  const name = area === 'used ring' ? 'next_used' : area === 'available ring' ? 'next_avail' : null;
  const index = name === null ? undefined : state[name];
  if (name === null || (typeof index !== 'number' && typeof index !== 'string')) return null;
  return { slot: Number(index) % size, name: `${name} ${index}` };
}

function columnsOf(
  place: QueuePlace,
  area: Area,
  rows: readonly Row[],
  state: Readonly<Record<string, JsonValue>>,
): readonly Column[] {
  const touched = rows.flatMap(({ moves }) => moves.flatMap(({ field }) => field.slot ?? []));
  const pointer = pointerOf(area, place, state)?.slot;
  const wanted = [...new Set([...touched, ...(pointer === undefined ? [] : [pointer]), 0, place.size - 1])];
  const slots = new Set(wanted.slice(0, MOST_SLOTS));
  const { start, length } = areaOf(place, area);
  const entry = area === 'used ring' ? 8n : area === 'available ring' ? 2n : 16n;
  const ring = area === 'descriptor table' ? 0n : 4n;
  const single = (offset: bigint): readonly Column[] =>
    fieldsIn(place, start + offset, 2n)
      .filter((field) => field.area === area)
      .map((field) => ({ title: field.name, slot: null, fields: [field] }));
  const boxes = [...slots]
    .sort((a, b) => a - b)
    .map((slot): Column => {
      const fields = fieldsIn(place, start + ring + BigInt(slot) * entry, entry).filter(
        (field) => field.area === area,
      );
      const parts = fields.map(({ name }) => name.split('.')[1]).filter((part) => part !== undefined);
      return { title: `[${slot}]${parts.length === 0 ? '' : ` ${parts.join(', ')}`}`, slot, fields };
    });
  if (area === 'descriptor table') return boxes;
  return [...single(0n), ...single(2n), ...boxes, ...single(length - 2n)];
}

/** Boxes side by side, as many as the width holds: those that nothing touches are left out first. */
function box(
  all: readonly Column[],
  rows: readonly Row[],
  image: MemoryImage,
  pointer: Pointer | null,
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
  shown: readonly Column[],
  rows: readonly Row[],
  image: MemoryImage,
  pointer: Pointer | null,
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
  shown: readonly Column[],
  widths: readonly number[],
  margin: number,
  pointer: Pointer | null,
): readonly string[] {
  const at = pointer === null ? -1 : shown.findIndex(({ slot }) => slot === pointer.slot);
  if (pointer === null || at === -1) return [];
  const left = widths.slice(0, at).reduce((sum, n) => sum + n + 3, margin + 3);
  return [`${' '.repeat(left)}^ ${pointer.name}`];
}

function isIn({ fields }: Column, { field }: FieldChange): boolean {
  return fields.some(({ name }) => name === field.name);
}

function valueIn(image: MemoryImage, { address, length }: QueueField): string {
  return image.word(address, length)?.toString() ?? '-';
}

/** What a step wrote into a box, or read, in brackets; "." for a part of it that the step left alone. */
function cellOf(column: Column, { moves, isWrite: writes, isRefused }: Row): string {
  const mine = moves.filter((move) => isIn(column, move));
  if (mine.length === 0) return '';
  if (isRefused) return 'fails';
  const text = column.fields
    .map(({ name }) => mine.find(({ field }) => field.name === name)?.after.toString() ?? '.')
    .join(', ');
  return writes ? text : `(${text})`;
}
