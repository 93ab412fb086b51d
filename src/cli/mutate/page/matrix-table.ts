import { groupBy } from '../../../report/group-by.ts';
import { html, type Html } from '../../../report/html/html.ts';
import { catching, type KillMatrix, type MutatedLine } from '../kill-matrix.ts';
import { generatedIn } from '../mutant.ts';
import type { Judged } from '../outcome.ts';

/** A proof as a column of the matrix. */
export interface Column {
  readonly proof: string;
  /** How many mutants it caught. */
  readonly caught: number;
  /** How many it was run on. */
  readonly ran: number;
  /** How many lines it guards alone. */
  readonly alone: number;
}

/** Of a change that is shown. */
const MOST_CHARACTERS = 90;

/** Rows are mutants in the order of their lines, columns proofs. What is chosen above it hides rows. */
export function matrixTable({ lines, single }: KillMatrix, columns: readonly Column[]): Html {
  const alone = new Set(single);
  const heads = columns.map(
    ({ proof }, i) => html`<th scope="col"><a href="#proof-${i + 1}" title="${proof}">${i + 1}</a></th>`,
  );
  const files = [...groupBy(lines, ({ file }) => file)].map(([file, of]) => {
    const rows = of.flatMap((line) => line.mutants.map((one) => rowOf(one, line, alone.has(line), columns)));
    return html`<tbody>
      <tr class="file">
        <th scope="rowgroup" colspan="${columns.length + 2}"><span>${file}</span></th>
      </tr>
      ${rows}
    </tbody>`;
  });
  return html`<section aria-labelledby="matrix-title">
    <h2 id="matrix-title">Kill matrix</h2>
    <form class="filters">
      <fieldset>
        <legend>rows</legend>
        ${choice('all', 'all', true)} ${choice('alone', 'lines that one proof alone guards', false)}
        ${choice('open', 'not caught', false)}
      </fieldset>
    </form>
    <p class="dim">
      <span class="key caught">●</span> caught <span class="key">·</span> run, not caught; blank: not run
    </p>
    <div class="matrix" tabindex="0" role="region" aria-labelledby="matrix-title">
      <table>
        <thead>
          <tr>
            <th scope="col">line: change</th>
            <th scope="col">outcome</th>
            ${heads}
          </tr>
        </thead>
        ${files}
      </table>
    </div>
  </section>`;
}

function choice(name: string, label: string, isChosen: boolean): Html {
  const checked = isChosen ? { html: ' checked' } : null;
  return html`<label class="choice"
    ><input type="radio" name="rows" id="rows-${name}" ${checked} />${label}</label
  >`;
}

function rowOf(one: Judged, { line }: MutatedLine, isAlone: boolean, columns: readonly Column[]): Html {
  const { fate, mutant, ran } = one;
  const caught = new Set(catching(one));
  const run = new Set(ran);
  const isOpen = ['survived', 'undecided', 'over-strict'].includes(fate.outcome);
  const kinds = [...(isAlone ? ['alone'] : []), ...(isOpen ? ['open'] : [])].join(' ');
  const cells = columns.map(({ proof }) => {
    if (caught.has(proof)) return html`<td class="caught" title="${proof}">●</td>`;
    return run.has(proof) ? html`<td>·</td>` : html`<td></td>`;
  });
  return html`<tr class="${kinds}">
    <th scope="row" title="${mutant.id}"><b>${line}</b> <code>${changeOf(one)}</code></th>
    <td class="fate ${isOpen ? 'bad' : ''}">${fate.outcome}</td>
    ${cells}
  </tr>`;
}

function changeOf({ mutant, replacement }: Judged): string {
  if (replacement === null) return mutant.id;
  const short = (text: string): string => {
    const line = text.replaceAll(/\s+/g, ' ').trim();
    return line.length > MOST_CHARACTERS / 2 ? `${line.slice(0, MOST_CHARACTERS / 2 - 1)}…` : line;
  };
  const { original, text } = replacement;
  return `${generatedIn(mutant)?.operator ?? ''}: ${short(original)} → ${short(text)}`;
}
