import type { AreaKind, Cursor, LayoutArea, LayoutRecord } from '../../proof/layout.ts';
import type { Counterexample } from '../../proof/counterexample.ts';
import { boxesOf, whereabouts } from '../boxes.ts';
import { fieldsOfArea } from '../layout-fields.ts';
import { layoutIn, type Scene } from '../scene.ts';
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
  /** "request ring". */
  readonly title: string;
  /** "0x3000 to 0x300d, 1 slot". */
  readonly where: string;
  readonly kind: AreaKind;
  /** Name of the area as cursors have it; `null` of no area of the part that is drawn. */
  readonly area: string | null;
  /** Names of the indices that point into it at some step. */
  readonly cursors: readonly string[];
  readonly boxes: readonly DrawnBox[];
}

const MOST_SLOTS = 8;
/** Accesses outside of the areas that are drawn; the dump of memory shows all. */
const MOST_ELSEWHERE = 8;
const LONGEST_WORD = 8;

/** Everything to draw: the areas of the part that is drawn, in its memory, and other touched bytes. */
export function drawnAreas(
  { memory }: Counterexample,
  frames: readonly Frame[],
  scene: Scene,
): readonly DrawnArea[] {
  // What other sides write stands among the memories as "memory/name".
  const names = memory.map(({ name }) => name).filter((name) => !name.includes('/'));
  const cursors = [...scene.cursors, ...frames.flatMap((frame) => frame.cursors ?? [])];
  return names.flatMap((name) => {
    const marks = frames.flatMap((frame) => frame.marks).filter((mark) => mark.memory === name);
    const areas = layoutIn(scene, name)?.areas ?? [];
    const drawn = areas.flatMap((area) => {
      const touched = fieldsTouched(area, marks);
      return touched.length === 0 && !scene.first.includes(area)
        ? []
        : [drawnArea(name, area, touched, scene.cursors, cursors)];
    });
    return [...drawn, ...elsewhere(name, areas, marks, scene.records)];
  });
}

function fieldsTouched(area: LayoutArea, marks: readonly Mark[]): ReturnType<typeof fieldsOfArea> {
  return marks.flatMap(({ address, length }) => fieldsOfArea(area, BigInt(address), BigInt(length)));
}

function drawnArea(
  memory: string,
  area: LayoutArea,
  touched: ReturnType<typeof fieldsOfArea>,
  start: readonly Cursor[],
  cursors: readonly Cursor[],
): DrawnArea {
  const slots = touched.flatMap(({ slot }) => slot ?? []);
  let last = -1;
  const boxes = boxesOf(area, slots, start, MOST_SLOTS).map(({ title, slot, fields }): DrawnBox => {
    const leftOut = slot === null ? 0 : slot - last - 1;
    if (slot !== null) last = slot;
    const cells = fields.map(({ name, address, length, isAddress = false }) => {
      return { name: name.split('.')[1] ?? '', address, length, isAddress };
    });
    return { title: slot === null ? title : `[${slot}]`, slot, leftOut, cells };
  });
  const into = cursors.filter((cursor) => cursor.area === area.name).map(({ name }) => name);
  return {
    ...{ memory, title: area.name, where: whereabouts(area), kind: area.kind },
    ...{ area: area.name, cursors: [...new Set(into)], boxes },
  };
}

/** What is touched and belongs to no area, a box an access; as many bytes at once as a record has are one. */
function elsewhere(
  memory: string,
  areas: readonly LayoutArea[],
  marks: readonly Mark[],
  records: readonly LayoutRecord[],
): readonly DrawnArea[] {
  const isOutside = ({ address, length }: Mark): boolean =>
    areas.every((area) => fieldsOfArea(area, BigInt(address), BigInt(length)).length === 0);
  const distinct = new Map(
    marks.filter(isOutside).map(({ address, length }) => [`${address} ${length}`, { address, length }]),
  );
  const shown = [...distinct.values()]
    .map(({ address, length }) => ({ address: BigInt(address), length }))
    .sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : a.length - b.length))
    .slice(0, MOST_ELSEWHERE);
  if (shown.length === 0) return [];
  const boxes = shown.map(({ address, length }): DrawnBox => {
    const title = `0x${address.toString(16)}`;
    return { title, slot: null, leftOut: 0, cells: cellsAt(address, length, records) };
  });
  const title = areas.length === 0 ? 'memory' : 'elsewhere in memory';
  const left = distinct.size - shown.length;
  const where = left === 0 ? 'what is touched' : `what is touched; ${left} more in the dump below`;
  return [{ memory, title, where, kind: 'flat', area: null, cursors: [], boxes }];
}

function cellsAt(address: bigint, length: number, records: readonly LayoutRecord[]): readonly Cell[] {
  const record = records.find((one) => one.length === length);
  if (record !== undefined) {
    return record.fields.map(({ name, offset, length: bytes, isAddress = false }) => {
      return { name, address: address + BigInt(offset), length: bytes, isAddress };
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
