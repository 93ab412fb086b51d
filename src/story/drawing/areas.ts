import type { Counterexample, JsonValue } from '../../result/verdict.ts';
import { areaOf, areasOf, fieldsIn, type Area, type QueuePlace } from '../queue-fields.ts';
import { boxesOf } from '../ring-boxes.ts';
import { INDEX_OF } from '../ring-position.ts';
import { placeIn, type Scene } from '../scene.ts';
import type { Frame, Mark } from './frames.ts';

/** A value in a drawing: a little-endian word in memory, shown as it stands at each step. */
export interface Cell {
  /** What it is within its box: "addr"; empty where the box has one cell. */
  readonly name: string;
  readonly address: bigint;
  /** Bytes. */
  readonly length: number;
  /** Whether it is an address, to be shown in hexadecimal. */
  readonly isAddress: boolean;
}

/** Cells that belong together: a slot, or a field that there is once. */
export interface DrawnBox {
  /** "idx", "[3]". */
  readonly title: string;
  /** Position in its ring or table; `null` for what there is once. */
  readonly slot: number | null;
  /** Slots that are left out between it and the box before. */
  readonly leftOut: number;
  readonly cells: readonly Cell[];
}

/** A stretch of a memory as a row of boxes. */
export interface DrawnArea {
  readonly memory: string;
  /** "used ring". */
  readonly title: string;
  /** "0x3000 to 0x300d, 1 slot". */
  readonly where: string;
  /** The field of the state that says, modulo `size`, at which slot the device stands; `null` where there is none. */
  readonly pointer: 'next_avail' | 'next_used' | null;
  /** Slots in all; 0 for what is no ring or table. */
  readonly size: number;
  readonly boxes: readonly DrawnBox[];
}

const MOST_SLOTS = 8;
/** Accesses outside of the queue that are drawn; the dump of memory shows all. */
const MOST_ELSEWHERE = 8;
const LONGEST_WORD = 8;
const DESCRIPTOR_BYTES = 16;

/** Everything to draw: the areas of the queue, where there is one, in the memory that it is in, and whatever else is touched. */
export function drawnAreas(
  { memory }: Counterexample,
  frames: readonly Frame[],
  scene: Scene,
  state: Readonly<Record<string, JsonValue>>,
): readonly DrawnArea[] {
  // What other sides write stands among the memories as "memory/name".
  const names = memory.map(({ name }) => name).filter((name) => !name.includes('/'));
  return names.flatMap((name) => {
    const marks = frames.flatMap((frame) => frame.marks).filter((mark) => mark.memory === name);
    const place = placeIn(scene, name);
    const ofQueue =
      place === null ? [] : areasOf(place).map((area) => areaOfQueue(name, place, area, marks, state));
    return [...ofQueue, ...elsewhere(name, place, marks)];
  });
}

function areaOfQueue(
  memory: string,
  place: QueuePlace,
  area: Area,
  marks: readonly Mark[],
  state: Readonly<Record<string, JsonValue>>,
): DrawnArea {
  const { start, length } = areaOf(place, area);
  const touched = marks.flatMap(({ address, length: bytes }) =>
    fieldsIn(place, BigInt(address), BigInt(bytes))
      .filter((field) => field.area === area)
      .flatMap(({ slot }) => slot ?? []),
  );
  let last = -1;
  const boxes = boxesOf(place, area, touched, state, MOST_SLOTS).map(({ title, slot, fields }): DrawnBox => {
    const leftOut = slot === null ? 0 : slot - last - 1;
    if (slot !== null) last = slot;
    const cells = fields.map(({ name, ...field }) => {
      const part = name.split('.')[1] ?? '';
      return { name: part, address: field.address, length: field.length, isAddress: part === 'addr' };
    });
    return { title: slot === null ? title : `[${slot}]`, slot, leftOut, cells };
  });
  return {
    ...{ memory, title: area, where: `${range(start, length)}, ${slots(place.size)}` },
    ...{ pointer: INDEX_OF[area], size: place.size, boxes },
  };
}

/** What is touched and belongs to no area of the queue, a box an access; sixteen bytes at once are a descriptor. */
function elsewhere(memory: string, place: QueuePlace | null, marks: readonly Mark[]): readonly DrawnArea[] {
  const isOutside = ({ address, length }: Mark): boolean =>
    place === null || fieldsIn(place, BigInt(address), BigInt(length)).length === 0;
  const distinct = new Map(
    marks.filter(isOutside).map(({ address, length }) => [`${address} ${length}`, { address, length }]),
  );
  const shown = [...distinct.values()]
    .map(({ address, length }) => ({ address: BigInt(address), length }))
    .sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : a.length - b.length))
    .slice(0, MOST_ELSEWHERE);
  if (shown.length === 0) return [];
  const boxes = shown.map(({ address, length }): DrawnBox => {
    return { title: `0x${address.toString(16)}`, slot: null, leftOut: 0, cells: cellsAt(address, length) };
  });
  const title = place === null ? 'memory' : 'elsewhere in memory';
  const left = distinct.size - shown.length;
  const where = left === 0 ? 'what is touched' : `what is touched; ${left} more in the dump below`;
  return [{ memory, title, where, pointer: null, size: 0, boxes }];
}

const DESCRIPTOR_CELLS = [
  ['addr', 0, 8],
  ['len', 8, 4],
  ['flags', 12, 2],
  ['next', 14, 2],
] as const;

function cellsAt(address: bigint, length: number): readonly Cell[] {
  if (length === DESCRIPTOR_BYTES) {
    return DESCRIPTOR_CELLS.map(([name, offset, bytes]) => {
      return { name, address: address + BigInt(offset), length: bytes, isAddress: name === 'addr' };
    });
  }
  const bytes = Math.min(length, LONGEST_WORD);
  return [
    {
      name: length > bytes ? `first ${bytes} of ${length} bytes` : '',
      address,
      length: bytes,
      isAddress: false,
    },
  ];
}

function range(start: bigint, length: bigint): string {
  return `0x${start.toString(16)} to 0x${(start + length - 1n).toString(16)}`;
}

function slots(size: number): string {
  return size === 1 ? '1 slot' : `${size} slots`;
}
