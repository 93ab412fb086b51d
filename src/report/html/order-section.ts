import type { OrderExecution } from '../../proof/counterexample.ts';
import { html, type Html } from './html.ts';

/** Lengths in the drawing's own units, which are a screen's pixels where it is not scaled. */
const CHARACTER = 8;
const ROW = 44;
const BOX = 30;
const BETWEEN = 170;
const TOP = 26;

interface PlacedStep {
  readonly thread: number;
  readonly x: number;
  readonly width: number;
  readonly y: number;
}

const EDGE_WORDS = {
  rf: 'is read by',
  fr: 'reads an older value than',
  co: 'is stored before',
} as const;

/**
 * What both sides did, in columns, with what loads read and which stores they came before, and what forbids it. Steps on the cycle
 * stand out; the same is said in words below.
 */
export function orderSection(order: OrderExecution): Html {
  const { threads, edges, cycle, fix, assertion } = order;
  return html`<section class="order">
    <h3>An order of accesses that breaks ‘${assertion}’</h3>
    <div class="wide" tabindex="0" role="group" aria-label="${assertion}">${orderSvg(order)}</div>
    <ul class="edges">
      ${edges.map(({ from, to, kind }) => html`<li><code>${from}</code> ${EDGE_WORDS[kind]} <code>${to}</code></li>`)}
    </ul>
    ${
      cycle === null
        ? null
        : html`<p>Each before the next, and the last before the first: <code>${cycle.join(' → ')}</code>.</p>`
    }
    <p class="fix">${fix.charAt(0).toUpperCase()}${fix.slice(1)}.</p>
    <p class="dim">
      ${threads.map(({ name }) => name).join(' and ')}: each from top to bottom, in the order of its code.
    </p>
  </section>`;
}

function textOf({ id, text }: OrderExecution['threads'][number]['steps'][number]): string {
  return `${id}  ${text}`;
}

function orderSvg({ threads, edges, cycle, assertion }: OrderExecution): Html {
  const places = new Map<string, PlacedStep>();
  let x = 1;
  for (const [thread, { steps }] of threads.entries()) {
    const lines = steps.flatMap((step) => [textOf(step), step.at]);
    const width = Math.max(...lines.map(({ length }) => length), 10) * CHARACTER + 20;
    for (const [i, { id }] of steps.entries()) places.set(id, { thread, x, width, y: TOP + i * ROW });
    x += width + BETWEEN;
  }
  const width = x - BETWEEN + 1;
  const height = TOP + ROW * Math.max(...threads.map(({ steps }) => steps.length));
  return html`<svg
    role="img"
    aria-label="${assertion}: the steps of both sides; what follows says the same in words"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
  >
    ${threads.map(({ name, steps }) => {
      const at = places.get(steps[0]?.id ?? '');
      return at === undefined ? null : html`<text class="side" x="${at.x}" y="16">${name}</text>`;
    })}
    ${threads.flatMap(({ steps }) => steps).map((step) => stepSvg(step, places, cycle ?? []))}
    ${edges.map((edge, i) => edgeSvg(edge, i, places))}
  </svg>`;
}

function stepSvg(
  step: OrderExecution['threads'][number]['steps'][number],
  places: ReadonlyMap<string, PlacedStep>,
  cycle: readonly string[],
): Html | null {
  const place = places.get(step.id);
  if (place === undefined) return null;
  const { x, y, width } = place;
  const isOn = cycle.includes(step.id);
  return html`<g class="${isOn ? 'on-cycle' : 'off-cycle'}">
    <rect x="${x}" y="${y}" width="${width}" height="${BOX + 8}" rx="5"></rect>
    <text x="${x + 10}" y="${y + 16}">${textOf(step)}</text>
    <text class="where" x="${x + 10}" y="${y + 31}">${step.at}</text>
  </g>`;
}

/** A line from one column to the next one, with its kind a third of the way, so that lines that cross have theirs apart. */
function edgeSvg(
  { from, to, kind }: OrderExecution['edges'][number],
  number: number,
  places: ReadonlyMap<string, PlacedStep>,
): Html | null {
  const [a, b] = [places.get(from), places.get(to)];
  if (a === undefined || b === undefined) return null;
  const isForwards = a.thread < b.thread;
  const [x1, x2] = isForwards ? [a.x + a.width, b.x] : [a.x, b.x + b.width];
  const [y1, y2] = [a.y + BOX / 2, b.y + BOX / 2];
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const at = (along: number, aside: number): string =>
    `${(x2 - along * dx - aside * dy).toFixed(1)},${(y2 - along * dy + aside * dx).toFixed(1)}`;
  const third = number % 2 === 0 ? 0.3 : 0.36;
  return html`<g class="order-edge ${kind}">
    <path d="M${x1},${y1} L${at(0, 0)} M${at(9, 4)} L${at(0, 0)} L${at(9, -4)}"></path>
    <text x="${(x1 + third * (x2 - x1)).toFixed(1)}" y="${(y1 + third * (y2 - y1) - 5).toFixed(1)}"
      >${kind}</text
    >
  </g>`;
}
