import type { Counterexample } from '../../proof/counterexample.ts';
import { byteText } from '../../story/drawing/cell-text.ts';
import type { Drawing } from '../../story/drawing/drawing.ts';
import { ROW_BYTES } from '../../story/drawing/dump.ts';
import { Film, type FilmData } from '../../story/drawing/film.ts';
import { count } from '../summary.ts';
import { html, type Html } from './html.ts';

/** The bytes of a memory as the last step leaves them, those marked that have changed. */
export function dumpTable({ memory, rows, left }: Drawing['dumps'][number], data: FilmData): Html {
  const film = new Film(data);
  film.windTo(film.length);
  const columns = Array.from({ length: ROW_BYTES }, (_, i) => i);
  const lines = rows.map(({ address, names }) => {
    return html`<tr>
      <th scope="row">0x${address.toString(16)}</th>
      ${columns.map((i) => byteCell(film, memory.name, address + BigInt(i)))}
      <td class="names">${names}</td>
    </tr>`;
  });
  const header = columns.map((i) => html`<th scope="col">+${i}</th>`);
  const table = html`<div class="wide" tabindex="0" role="group" aria-label="bytes of ${memory.name}">
    <table class="dump" data-memory="${memory.name}">
      <thead>
        <tr>
          <th scope="col"><span class="unseen">address</span></th>
          ${header}
          <th scope="col"><span class="unseen">fields</span></th>
        </tr>
      </thead>
      <tbody>
        ${lines}
      </tbody>
    </table>
  </div>`;
  return html`<figure>
    <figcaption>
      <b>memory</b> ${memory.name === 'memory' ? null : html`<code>${memory.name}</code>`}
      <span class="dim">${mapped(memory)}</span>
    </figcaption>
    ${rows.length === 0 ? null : table}
    ${left === 0 ? null : html`<p class="dim">… and ${count(left, 'more row')}</p>`}
  </figure>`;
}

function byteCell(film: Film, memory: string, at: bigint): Html {
  const touch = film.touch(memory, at, 1);
  return html`<td
    data-byte="0x${at.toString(16)}"
    ${touch === null ? null : html`data-touch="${touch}"`}
    ${film.isChanged(memory, at, 1) ? html`data-changed=""` : null}
  >
    ${byteText(film.byte(memory, at))}
  </td>`;
}

function mapped({ regions }: Counterexample['memory'][number]): string {
  if (regions.length === 0) return 'no region: nothing is mapped';
  const ends = regions.map(
    ({ base, size }) => `${base} to 0x${(BigInt(base) + BigInt(size) - 1n).toString(16)}`,
  );
  return `mapped: ${ends.join(', ')}${regions.length > 1 ? ` (${regions.length} regions)` : ''}`;
}
