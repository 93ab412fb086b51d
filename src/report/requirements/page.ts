import type { Cell } from '../../requirement/answer.ts';
import { columnsOfRows, type Row } from '../../requirement/table.ts';
import { html, type Html } from '../html/html.ts';
import { wholePage } from '../html/page.ts';
import { STYLE } from '../html/style/style.ts';
import { reasonOf, type Answered } from './answered.ts';
import { ANSWER_WORDS, byRole, LEGEND, reasonGroups, shareTable } from './words.ts';

const OWN_STYLE = `
.answers { border-collapse: collapse; }
.answers th, .answers td { border-bottom: 1px solid #8884; padding: 0.25em 0.6em; text-align: left; vertical-align: top; }
.answers thead th { position: sticky; top: 0; background: Canvas; }
.answers details { max-width: 28em; }
.scroll { overflow-x: auto; }
`;

/** The answers as one page that needs nothing else: no network, and no script. */
export function requirementsPage(answered: Answered, version: string): string {
  const { rows } = answered;
  const body = html`<header><h1>Requirements of VIRTIO</h1></header>
    <main>
      ${shares(answered)} ${byRole(rows).map(({ role, rows: ofRole }) => table(role, ofRole, answered))}
      ${why(answered)}
    </main>`;
  const title = 'ringproof: requirements of VIRTIO';
  return wholePage({ title, style: STYLE + OWN_STYLE, script: null, body, version });
}

function shares({ rows }: Answered): Html {
  const [header = [], ...body] = shareTable(rows);
  return html`<section aria-labelledby="shares-title">
    <h2 id="shares-title">Answered, by level</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="shares-title">
      <table class="answers">
        <thead>
          <tr>
            ${header.map((name) => html`<th scope="col">${name === '' ? 'level' : name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${body.map(
            ([level = '', ...cells]) =>
              html`<tr>
                <th scope="row">${level}</th>
                ${cells.map((value) => html`<td>${value}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <ul class="list">
      ${LEGEND.map((line) => html`<li>${line}</li>`)}
    </ul>
  </section>`;
}

function table(role: string, rows: readonly Row[], answered: Answered): Html {
  const models = columnsOfRows(rows);
  const columns: readonly (string | null)[] = models.length === 0 ? [null] : models;
  return html`<section aria-labelledby="${role}-title">
    <h2 id="${role}-title">Of a ${role}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="${role}-title">
      <table class="answers">
        <thead>
          <tr>
            <th scope="col">requirement</th>
            ${columns.map((model) => html`<th scope="col">${model ?? 'no model'}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => tableRow(row, columns, answered))}
        </tbody>
      </table>
    </div>
  </section>`;
}

function tableRow(row: Row, columns: readonly (string | null)[], answered: Answered): Html {
  const { id, section, level, text } = row.entry;
  return html`<tr id="${id}">
    <th scope="row"><b>${section}</b> <b>${level}</b> <code>${id}</code><br />${text}</th>
    ${columns.map((column) => {
      const cell = row.cells.find(({ model }) => model === column);
      return html`<td>${cell === undefined ? null : answer(row, cell, answered)}</td>`;
    })}
  </tr>`;
}

function answer(row: Row, cell: Cell, answered: Answered): Html {
  const words = ANSWER_WORDS[cell.answer];
  const reason = reasonOf({ row, cell }, answered);
  if (cell.answer === 'not-applicable' || (reason === null && cell.assertions.length === 0))
    return html`<span title="${reason ?? ''}">${words}</span>`;
  return html`<details>
    <summary>${words}</summary>
    ${reason === null ? null : html`<p>${reason}</p>`}
    ${
      cell.assertions.length === 0
        ? null
        : html`<ul class="list">
            ${cell.assertions.map((assertion) => html`<li>${assertion}</li>`)}
          </ul>`
    }
  </details>`;
}

function why(answered: Answered): Html | null {
  const groups = reasonGroups(answered);
  if (groups.length === 0) return null;
  return html`<section aria-labelledby="why-title">
    <h2 id="why-title">Why</h2>
    <ul class="list">
      ${groups.map(
        (group) => html`<li><b>${ANSWER_WORDS[group.answer]}</b> ${group.reason}: ${group.where}</li>`,
      )}
    </ul>
  </section>`;
}
