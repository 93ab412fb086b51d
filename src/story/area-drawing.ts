import type { Cursor, Layout, LayoutArea } from '../proof/layout.ts';
import type { ByteRun } from '../proof/counterexample.ts';
import { fieldsOfAccess, isWrite, valueText, type FieldChange } from './accesses.ts';
import { boxesOf, cursorsInto, whereabouts, type Box } from './boxes.ts';
import { PLAIN_INK, type Ink } from './ink.ts';
import { fieldsIn, type PlacedField } from './layout-fields.ts';
import type { MemoryImage } from './memory-image.ts';
import { layoutAt, type Scene } from './scene.ts';
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
 * The areas of what is drawn that the steps touch, each as a row of boxes: what stood there before, and below it, step by step,
 * what was written, and in brackets what was read. Areas that no step touches take a line, if they are there from the start.
 */
export function drawAreas(
  scene: Scene,
  image: MemoryImage,
  steps: readonly NumberedStep[],
  width: number,
  ink: Ink = PLAIN_INK,
): readonly string[] {
  const { layout, first, cursors } = scene;
  return (layout?.areas ?? []).flatMap((area) => {
    const rows = rowsOf(steps, scene, area, image.copy());
    if (rows.length === 0) {
      const { slots: _, ...bytes } = area;
      return first.includes(area)
        ? [`${area.name}, ${whereabouts({ ...bytes, slots: null })}: not touched`]
        : [];
    }
    return [
      `${area.name}, ${whereabouts(area)}:`,
      ...box(
        boxesOf(area, slotsIn(rows), cursors, MOST_SLOTS),
        rows,
        image,
        cursorsInto(area, cursors),
        width,
        ink,
      ),
    ];
  });
}

function slotsIn(rows: readonly Row[]): readonly number[] {
  return rows.flatMap(({ moves }) => moves.flatMap(({ field }) => field.slot ?? []));
}

/** `image` is written to. */
function rowsOf(
  steps: readonly NumberedStep[],
  scene: Scene,
  area: LayoutArea,
  image: MemoryImage,
): readonly Row[] {
  return steps.flatMap(({ number, step }): readonly Row[] => {
    const label = `step ${number}`;
    if (step.kind === 'other-side') {
      for (const { addr, hex } of step.writes) image.write(BigInt(addr), hex);
      const moves = movesOfOthers(step.writes, layoutAt(scene, step), image).filter(
        ({ field }) => field.area === area,
      );
      return moves.length === 0 ? [] : [{ label, moves, isWrite: true, isRefused: false }];
    }
    if (step.kind === 'rewind') for (const { addr, hex } of step.writes) image.write(BigInt(addr), hex);
    if (step.kind !== 'access' || step.error === 'InvalidGuestAddress') return [];
    if (isWrite(step)) image.write(BigInt(step.address), step.after);
    const moves = fieldsOfAccess(step, layoutAt(scene, step)).filter(({ field }) => field.area === area);
    const isRefused = step.error !== null && step.completed === 0;
    const named = step.error === null || isRefused ? label : `${label} fails`;
    return moves.length === 0 ? [] : [{ label: named, moves, isWrite: isWrite(step), isRefused }];
  });
}

/** The fields that the other side wrote to, whole: steps hold only bytes that differ. */
function movesOfOthers(
  writes: readonly ByteRun[],
  layout: Layout | null,
  image: MemoryImage,
): readonly FieldChange[] {
  if (layout === null) return [];
  const fields = writes.flatMap(({ addr, hex }) => fieldsIn(layout, BigInt(addr), BigInt(hex.length / 2)));
  return fields.map((field) => {
    const value = image.word(field.address, field.length) ?? 0n;
    return { field, before: value, after: value, bytes: field.length };
  });
}

/** Boxes side by side, as many as the width holds: those that nothing touches are left out first. */
function box(
  all: readonly Box[],
  rows: readonly Row[],
  image: MemoryImage,
  cursors: readonly Cursor[],
  width: number,
  { changed }: Ink,
): readonly string[] {
  let shown = all;
  for (;;) {
    const lines = boxLines(shown, rows, image, cursors);
    const spare = shown.findLastIndex(
      (column) => !rows.some(({ moves }) => moves.some((move) => isIn(column, move))),
    );
    if (Math.max(...lines.map((line) => line.length)) <= width || spare === -1)
      return lines.map((line, i) => {
        const cut = line.slice(0, width);
        return rows[i - HEAD_LINES]?.isWrite === true ? changed(cut) : cut;
      });
    shown = shown.filter((_, i) => i !== spare);
  }
}

/** Lines of a box before what the steps did: a rule, titles, a rule, what stood there. */
const HEAD_LINES = 4;

function boxLines(
  shown: readonly Box[],
  rows: readonly Row[],
  image: MemoryImage,
  cursors: readonly Cursor[],
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
    ...pointerLines(shown, widths, margin, cursors),
  ];
}

/** A line for each cursor that points to a box that is shown. */
function pointerLines(
  shown: readonly Box[],
  widths: readonly number[],
  margin: number,
  cursors: readonly Cursor[],
): readonly string[] {
  return cursors.flatMap((cursor) => {
    const at = shown.findIndex(({ slot }) => slot === cursor.slot);
    if (at === -1) return [];
    const left = widths.slice(0, at).reduce((sum, n) => sum + n + 3, margin + 3);
    return [`${' '.repeat(left)}^ ${cursor.label}`];
  });
}

function isIn({ fields }: Box, { field }: FieldChange): boolean {
  return fields.some(({ name }) => name === field.name);
}

function valueIn(image: MemoryImage, field: PlacedField): string {
  const value = image.word(field.address, field.length);
  return value === null ? '-' : valueText(field, value);
}

/** The value of a field that was moved; "~" where only a part of it was. */
function movedTo(move: FieldChange | undefined): string {
  if (move === undefined) return '.';
  return move.bytes < move.field.length ? '~' : valueText(move.field, move.after);
}

/** What a step wrote into a box, or read, in brackets; "." for a part of it that the step left alone. */
function cellOf(column: Box, { moves, isWrite: writes, isRefused }: Row): string {
  const mine = moves.filter((move) => isIn(column, move));
  if (mine.length === 0) return '';
  if (isRefused) return 'fails';
  const text = column.fields
    .map(({ name }) => movedTo(mine.find(({ field }) => field.name === name)))
    .join(', ');
  return writes ? text : `(${text})`;
}
