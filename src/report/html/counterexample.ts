import type { DrawnArea } from '../../story/drawing/areas.ts';
import { byteText } from '../../story/drawing/cell-text.ts';
import { drawingOf, type Drawing } from '../../story/drawing/drawing.ts';
import { ROW_BYTES } from '../../story/drawing/dump.ts';
import { Film, type FilmData } from '../../story/drawing/film.ts';
import type { ToldStep } from '../../story/step-lines.ts';
import type { Counterexample } from '../../proof/counterexample.ts';
import { count } from '../summary.ts';
import { areaSvg } from './area-svg.ts';
import { html, jsonData, type Html } from './html.ts';

/** A counterexample as a film: the state it starts from, the queue as it is drawn, each step, and the memory. */
export function counterexampleSection(counterexample: Counterexample, anchor: string): Html {
  const drawing = drawingOf(counterexample);
  const { film, steps } = drawing;
  return html`<section class="counterexample" data-player="film:${anchor}">
    <h4>From this state${counterexample.minimal === false ? ', and maybe smaller ones' : ''}</h4>
    <dl class="values">
      ${Object.entries(counterexample.inputs).map(([name, value]) => {
        return html`<div>
          <dt>${name}</dt>
          <dd>${String(value)}</dd>
        </div>`;
      })}
    </dl>
    <h4 id="film:${anchor}:title">What happened</h4>
    ${controls(anchor, steps.length)}
    <div class="scene">
      <div class="stage">${stage(drawing)}</div>
      <ol class="steps" aria-label="steps">
        ${steps.map(stepItem)}
      </ol>
    </div>
    ${drawing.dumps.map((dump) => dumpTable(dump, film))} ${jsonData(`film:${anchor}`, film)}
  </section>`;
}

/** They do nothing without the page's script, which shows them. */
function controls(anchor: string, steps: number): Html {
  const button = (name: string, label: string, sign: string): Html =>
    html`<button type="button" data-go="${name}" aria-label="${label}" title="${label}">${sign}</button>`;
  return html`<div class="controls" role="group" aria-labelledby="film:${anchor}:title" hidden>
    ${button('first', 'to the start', '|◀')} ${button('previous', 'one step back', '◀')}
    <input type="range" min="0" max="${steps}" value="0" aria-label="step" />
    ${button('next', 'one step on', '▶')} ${button('last', 'to the end', '▶|')}
    <output class="now" aria-live="polite"></output>
  </div>`;
}

function stepItem({ step, depth, text }: ToldStep): Html {
  const isBroken = step.kind === 'assertion' && !step.holds;
  return html`<li class="depth-${Math.min(depth, 3)} ${isBroken ? 'broken' : step.kind}">
    <span class="step">${text}</span>
  </li>`;
}

function stage({ areas, film }: Drawing): Html {
  if (areas.length === 0) return html`<p class="dim">No memory is touched.</p>`;
  const isSeveral = film.memory.length > 1;
  return html`${areas.map((area) => areaFigure(area, film, isSeveral))}
    <p class="legend" aria-hidden="true">
      <span class="key read">read</span> <span class="key written">written</span>
      <span class="key refused">refused</span> <span class="key other-side">written by the other side</span>
    </p>`;
}

function areaFigure(area: DrawnArea, film: FilmData, isSeveral: boolean): Html {
  const { title, where, memory } = area;
  const name = isSeveral ? `${title} in ${memory}` : title;
  return html`<figure>
    <figcaption><b>${name}</b> <span class="dim">${where}</span></figcaption>
    <div class="wide" tabindex="0" role="group" aria-label="${name}">
      ${areaSvg(area, film, `${name}, ${where}; the steps below say what becomes of it`)}
    </div>
  </figure>`;
}

function dumpTable({ memory, rows, left }: Drawing['dumps'][number], data: FilmData): Html {
  const film = new Film(data);
  const columns = Array.from({ length: ROW_BYTES }, (_, i) => BigInt(i));
  const lines = rows.map(({ address, names }) => {
    const bytes = columns.map((i) => {
      const at = address + i;
      return html`<td data-byte="0x${at.toString(16)}">${byteText(film.byte(memory.name, at))}</td>`;
    });
    return html`<tr>
      <th scope="row">0x${address.toString(16)}</th>
      ${bytes}
      <td class="names">${names}</td>
    </tr>`;
  });
  const header = columns.map((i) => html`<th scope="col">+${i}</th>`);
  const table = html`<div class="wide" tabindex="0" role="group" aria-label="bytes of ${memory.name}">
    <table class="dump" data-memory="${memory.name}">
      <thead>
        <tr>
          <th scope="col">address</th>
          ${header}
          <th scope="col">fields</th>
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
    </table>
  </div>`;
  return html`<h4>Memory ${memory.name === 'memory' ? null : html`<code>${memory.name}</code>`}</h4>
    <p class="dim">${mapped(memory)}</p>
    ${rows.length === 0 ? null : table}
    ${left === 0 ? null : html`<p class="dim">… and ${count(left, 'more row')}</p>`}`;
}

function mapped({ regions }: Counterexample['memory'][number]): string {
  if (regions.length === 0) return 'no region: nothing is mapped';
  const ends = regions.map(
    ({ base, size }) => `${base} to 0x${(BigInt(base) + BigInt(size) - 1n).toString(16)}`,
  );
  return `mapped: ${ends.join(', ')}${regions.length > 1 ? ` (${regions.length} regions)` : ''}`;
}
