import type { Counterexample } from '../../proof/counterexample.ts';
import type { DrawnArea } from '../../story/drawing/areas.ts';
import { drawingOf, type Drawing } from '../../story/drawing/drawing.ts';
import type { FilmData } from '../../story/drawing/film.ts';
import type { Touch } from '../../story/drawing/frames.ts';
import type { ToldStep } from '../../story/step-lines.ts';
import { areaSvg } from './area-svg.ts';
import { dumpTable } from './dump-table.ts';
import { html, jsonData, type Html } from './html.ts';
import { inductionSection } from './induction-section.ts';
import { orderSection } from './order-section.ts';
import { startState } from './start-state.ts';

/**
 * A counterexample as a film: the queue as it is drawn, each step, the memory, and the state it starts from. What is in the page
 * is the last frame, where the assertion breaks.
 */
export function counterexampleSection(counterexample: Counterexample, anchor: string): Html {
  const drawing = drawingOf(counterexample);
  const { film, steps } = drawing;
  return html`${inductionSection(counterexample)}
    <section class="counterexample" data-player="film:${anchor}">
      <h3 id="film:${anchor}:title">What happened</h3>
      ${controls(anchor, steps.length)}
      <div class="scene">
        <div class="stage">${stage(drawing)} ${drawing.dumps.map((dump) => dumpTable(dump, film))}</div>
        <ol class="steps" aria-label="steps">
          ${steps.map((step, i) => stepItem(step, i === steps.length - 1))}
        </ol>
      </div>
      ${(counterexample.orders ?? []).slice(0, 1).map(orderSection)} ${startState(counterexample)}
      ${jsonData(`film:${anchor}`, film)}
    </section>`;
}

/** They do nothing without the page's script, which shows them. */
function controls(anchor: string, steps: number): Html {
  const button = (name: string, label: string, sign: string): Html =>
    html`<button type="button" data-go="${name}" aria-label="${label}" title="${label}">${sign}</button>`;
  return html`<div class="controls" role="group" aria-labelledby="film:${anchor}:title" hidden>
    ${button('first', 'to the start', '|◀')} ${button('previous', 'one step back', '◀')}
    <input type="range" min="0" max="${steps}" value="${steps}" aria-label="step" />
    ${button('next', 'one step on', '▶')} ${button('last', 'to the end', '▶|')}
    <output class="now" aria-live="polite"></output>
  </div>`;
}

function stepItem({ step, depth, text }: ToldStep, isLast: boolean): Html {
  const isBroken = step.kind === 'assertion' && !step.holds;
  return html`<li class="depth-${Math.min(depth, 3)} ${isBroken ? 'broken' : step.kind}">
    <span class="step" ${isLast ? html`aria-current="step"` : null}>${text}</span>
  </li>`;
}

const KEYS: readonly (readonly [Touch | 'changed', string])[] = [
  ['read', 'read'],
  ['written', 'written'],
  ['refused', 'refused'],
  ['other-side', 'written by the other side'],
  ['broken', 'breaks the assertion'],
  ['last', 'accessed last before the break'],
  ['changed', 'changed since the start'],
];

function stage({ areas, film }: Drawing): Html {
  if (areas.length === 0) return html`<p class="dim">No memory is touched.</p>`;
  const isSeveral = film.memory.length > 1;
  const touches = new Set<string>(film.frames.flatMap(({ marks }) => marks.map(({ touch }) => touch)));
  const isWritten = film.frames.some(({ writes }) => writes.length > 0);
  const keys = KEYS.filter(([name]) => (name === 'changed' ? isWritten : touches.has(name)));
  return html`${areas.map((area) => areaFigure(area, film, isSeveral))}
    <p class="legend">${keys.map(([name, words]) => html`<span class="key ${name}">${words}</span> `)}</p>`;
}

function areaFigure(area: DrawnArea, film: FilmData, isSeveral: boolean): Html {
  const { title, where, memory } = area;
  const name = isSeveral ? `${title} in ${memory}` : title;
  return html`<figure>
    <figcaption><b>${name}</b> <span class="dim">${where}</span></figcaption>
    <div class="wide" tabindex="0" role="group" aria-label="${name}">
      ${areaSvg(area, film, `${name}, ${where}; the steps say what becomes of it`)}
    </div>
  </figure>`;
}
