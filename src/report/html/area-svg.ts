import type { Cell, DrawnArea, DrawnBox } from '../../story/drawing/areas.ts';
import { cellText } from '../../story/drawing/cell-text.ts';
import { Film, type FilmData } from '../../story/drawing/film.ts';
import { html, type Html } from './html.ts';

/** Lengths in the drawing's own units, which are a screen's pixels where it is not scaled. */
const CHARACTER = 8;
const LINE = 21;
const PADDING = 8;
const GAP = 6;
/** Room for "3 more" between slots that are not neighbours. */
const LEFT_OUT = 62;
const TOP = 16;
const POINTER = 30;

interface PlacedBox {
  readonly box: DrawnBox;
  readonly x: number;
  readonly width: number;
}

/**
 * An area of memory as a row of boxes, with the values that the last step leaves. The page's script finds cells by their `data-`
 * attributes and shows in them what stands there at a step.
 */
export function areaSvg(area: DrawnArea, data: FilmData, label: string): Html {
  const placed = placeBoxes(area, data);
  const last = placed.at(-1);
  const width = (last === undefined ? 0 : last.x + last.width) + 1;
  const lines = Math.max(1, ...area.boxes.map(({ cells }) => cells.length));
  const bottom = TOP + LINE * (lines + 1) + PADDING;
  const height = bottom + Math.max(2, POINTER * area.cursors.length);
  const film = new Film(data);
  film.windTo(film.length);
  return html`<svg
    role="img"
    aria-label="${label}"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
  >
    ${area.kind === 'ring' ? roundTheRing(placed) : null}
    ${placed.map(({ box, x, width: w }) => boxSvg(area.memory, box, x, w, bottom - TOP, film))}
    ${area.cursors.map((name, i) => pointerSvg(area, name, placed, bottom + POINTER * i, film))}
  </svg>`;
}

function placeBoxes({ memory, boxes }: DrawnArea, data: FilmData): readonly PlacedBox[] {
  const longest = longestTexts(memory, boxes, data);
  let x = 1;
  return boxes.map((box) => {
    if (box.leftOut > 0) x += LEFT_OUT;
    const texts = box.cells.map(
      (cell) => (cell.name === '' ? 0 : cell.name.length + 1) + (longest.get(cell) ?? 0),
    );
    const width = Math.max(box.title.length, 3, ...texts) * CHARACTER + 2 * PADDING;
    const placed = { box, x, width };
    x += width + GAP;
    return placed;
  });
}

/** Characters of the longest text that a cell shows at any step. */
function longestTexts(memory: string, boxes: readonly DrawnBox[], data: FilmData): ReadonlyMap<Cell, number> {
  const longest = new Map<Cell, number>();
  const film = new Film(data);
  for (let at = 0; at <= film.length; at++) {
    film.windTo(at);
    for (const cell of boxes.flatMap(({ cells }) => cells)) {
      const text = cellText(film.word(memory, cell.address, cell.length), cell.isAddress);
      longest.set(cell, Math.max(longest.get(cell) ?? 0, text.length));
    }
  }
  return longest;
}

function boxSvg(
  memory: string,
  { title, slot, leftOut, cells }: DrawnBox,
  x: number,
  width: number,
  height: number,
  film: Film,
): Html {
  const more = html`<text class="left-out" x="${x - LEFT_OUT / 2 - GAP / 2}" y="${TOP + height / 2}">
    ${leftOut} more
  </text>`;
  return html`${leftOut === 0 ? null : more}
    <g class="box" ${slot === null ? null : html`data-slot="${slot}"`}>
      <rect class="frame" x="${x}" y="${TOP}" width="${width}" height="${height}" rx="4"></rect>
      <text class="title" x="${x + width / 2}" y="${TOP + LINE - 6}">${title}</text>
      ${cells.map((cell, i) => cellSvg(memory, cell, x, TOP + LINE * (i + 1), width, film))}
    </g>`;
}

function cellSvg(memory: string, cell: Cell, x: number, y: number, width: number, film: Film): Html {
  const { name, address, length, isAddress } = cell;
  const text = cellText(film.word(memory, address, length), isAddress);
  const touch = film.touch(memory, address, length);
  const left = html`<text class="name" x="${x + PADDING}" y="${y + LINE - 6}">${name}</text>`;
  return html`<g
    class="cell"
    data-memory="${memory}"
    data-address="0x${address.toString(16)}"
    data-length="${length}"
    ${isAddress ? html`data-hexadecimal=""` : null}
    ${touch === null ? null : html`data-touch="${touch}"`}
    ${film.isChanged(memory, address, length) ? html`data-changed=""` : null}
  >
    <rect x="${x + 3}" y="${y + 1}" width="${width - 6}" height="${LINE - 2}" rx="3"></rect>
    ${name === '' ? null : left}
    <text class="value" x="${x + width - PADDING}" y="${y + LINE - 6}">${text}</text>
  </g>`;
}

/** In a ring slots follow each other without end: an arc leads from the last one back to the first. */
function roundTheRing(placed: readonly PlacedBox[]): Html | null {
  const slots = placed.filter(({ box }) => box.slot !== null);
  const [first, last] = [slots[0], slots.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const [from, to] = [last.x + last.width / 2, first.x + first.width / 2];
  return html`<path class="around" d="M${from} ${TOP} V6 H${to} V${TOP - 2} m-3 -4 l3 4 l3 -4"></path>`;
}

/** Where an index points: a mark that the page's script moves below the slots. */
function pointerSvg(
  { area }: DrawnArea,
  name: string,
  placed: readonly PlacedBox[],
  y: number,
  { cursors }: Film,
): Html {
  const centres = placed.flatMap(({ box, x, width }) =>
    box.slot === null ? [] : [`${box.slot}:${x + width / 2}`],
  );
  const cursor = cursors.find((one) => one.area === area && one.name === name);
  const at = placed.find(({ box }) => box.slot !== null && box.slot === cursor?.slot);
  const left = at === undefined ? 0 : at.x + at.width / 2;
  return html`<g
    class="pointer"
    data-area="${area ?? ''}"
    data-name="${name}"
    data-centres="${centres.join(' ')}"
    ${at === undefined ? html`visibility="hidden"` : null}
    transform="translate(${left} ${y + 3})"
  >
    <path d="M0 0 l5 7 h-10 z"></path>
    <text y="21">${cursor?.label ?? name}</text>
  </g>`;
}
