import type { Layout } from '../proof/layout.ts';
import type { Counterexample } from '../proof/counterexample.ts';
import { isWrite } from './accesses.ts';
import { MemoryImage } from './memory-image.ts';
import { fieldsIn } from './layout-fields.ts';
import type { NumberedStep } from './step-lines.ts';
import { PLAIN_INK, type Ink } from './ink.ts';
import { columns, wrapped } from './words.ts';

const ROW = 8n;
/** Columns of a row's bytes, and between columns. */
const BYTES_WIDTH = 8 * 3 - 1;
const GAP = 2;
/** In front of what the steps made of a row. */
const AFTER = '->';
const MOST_ROWS = 24;
/** Of longer accesses only the first bytes are shown. */
const LONGEST = 64;

/**
 * A memory's regions, and the bytes that were touched or are not 0 before the first step: eight a row with the fields they
 * belong to, and below them what the steps changed. "--" is no memory.
 */
export function hexDump(
  memory: Counterexample['memory'][number],
  steps: readonly NumberedStep[],
  layout: Layout | null,
  width: number,
  { changed }: Ink = PLAIN_INK,
): readonly string[] {
  const [before, after] = [new MemoryImage(memory), new MemoryImage(memory)];
  const rows = new Set<bigint>();
  const touch = (address: bigint, length: number): void => {
    for (let i = 0n; i < BigInt(Math.min(length, LONGEST)); i++) rows.add((address + i) / ROW);
  };
  for (const { addr, hex } of before.mappedRuns(memory.bytes)) touch(BigInt(addr), hex.length / 2);
  for (const { step } of steps) {
    if (step.kind === 'access' && step.memory === memory.name) {
      touch(BigInt(step.address), step.length);
      if (isWrite(step)) after.write(BigInt(step.address), step.after);
    }
    if (step.kind === 'rewind' && step.memory === memory.name)
      for (const { addr, hex } of step.writes) after.write(BigInt(addr), hex);
    if (step.kind === 'other-side' && step.memory === memory.name) {
      for (const { addr, hex } of step.writes) {
        touch(BigInt(addr), hex.length / 2);
        after.write(BigInt(addr), hex);
      }
    }
  }
  const shown = [...rows].sort((a, b) => (a < b ? -1 : 1));
  const left = shown.length - MOST_ROWS;
  const addressWidth = Math.max(0, ...shown.map((row) => `0x${(row * ROW).toString(16)}`.length));
  const room = width - addressWidth - BYTES_WIDTH - 2 * GAP;
  const lines = columns(
    shown.slice(0, MOST_ROWS).flatMap((row) => rowLines(row * ROW, before, after, layout, room)),
  );
  return [
    ...regionLines(memory, width),
    ...lines.map((line) => (line.startsWith(AFTER) ? changed(line) : line)),
    ...(left > 0 ? [`... and ${left} more rows`] : []),
  ];
}

function regionLines({ regions }: Counterexample['memory'][number], width: number): readonly string[] {
  if (regions.length === 0) return ['no region: nothing is mapped'];
  const ends = regions.map(
    ({ base, size }) => `${base} to 0x${(BigInt(base) + BigInt(size) - 1n).toString(16)}`,
  );
  return wrapped(
    `mapped: ${ends.join(', ')}${regions.length > 1 ? ` (${regions.length} regions)` : ''}`,
    width,
    '  ',
  );
}

function rowLines(
  address: bigint,
  before: MemoryImage,
  after: MemoryImage,
  layout: Layout | null,
  room: number,
): readonly (readonly string[])[] {
  const addresses = Array.from({ length: Number(ROW) }, (_, i) => address + BigInt(i));
  const isChanged = (at: bigint): boolean => before.byte(at) !== after.byte(at);
  const cell = (image: MemoryImage, at: bigint): string =>
    image.isMapped(at) ? image.byte(at).toString(16).padStart(2, '0') : '--';
  const [names = '', ...more] = wrapped(namesIn(address, layout), room);
  const first = [
    [`0x${address.toString(16)}`, addresses.map((at) => cell(before, at)).join(' '), names],
    ...more.map((line) => ['', '', line]),
  ];
  if (!addresses.some(isChanged)) return first;
  const changed = addresses.map((at) => (isChanged(at) ? cell(after, at) : '..')).join(' ');
  return [...first, [AFTER, changed]];
}

/** "inbox flags, idx, slot[0].id": the fields in a row, each area and slot named once. */
export function namesIn(address: bigint, layout: Layout | null): string {
  if (layout === null) return '';
  const byPrefix = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const { area, name, address: at } of fieldsIn(layout, address, ROW)) {
    // An area that has grown in the meantime has its fields twice.
    const key = `${area.prefix}${name} ${at}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const names = byPrefix.get(area.prefix) ?? [];
    const [slot = '', part] = name.split('.');
    const isSame = part !== undefined && names.some((known) => known.startsWith(`${slot}.`));
    byPrefix.set(area.prefix, [...names, isSame ? `.${part}` : name]);
  }
  return [...byPrefix].map(([prefix, names]) => `${prefix}${names.join(', ')}`).join('; ');
}
