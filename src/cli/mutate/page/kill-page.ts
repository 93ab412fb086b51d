import { html, type Html } from '../../../report/html/html.ts';
import { wholePage } from '../../../report/html/page.ts';
import { COLOURS } from '../../../report/html/style/colours.ts';
import { PAGE_STYLE } from '../../../report/html/style/page-style.ts';
import { toolVersion } from '../../../session/version.ts';
import { count } from '../../try-text.ts';
import { catching, killMatrix, type KillMatrix } from '../kill-matrix.ts';
import { summaryOf, type Mutated } from '../mutate-json.ts';
import { COUNTED } from '../mutate-text.ts';
import { MATRIX_STYLE } from './matrix-style.ts';
import { matrixTable, type Column } from './matrix-table.ts';

const STYLE = [COLOURS, PAGE_STYLE, MATRIX_STYLE].join('');

/**
 * The kill matrix of a run as one page that needs nothing else, and no script: which proof catches which mutant, by file and line, and
 * what each proof adds.
 */
export function killPage(mutated: Mutated): string {
  const matrix = killMatrix(mutated);
  const columns = columnsOf(matrix);
  const body = html`<header>
      <h1>ringproof mutate</h1>
      ${head(mutated, matrix)}
    </header>
    <main>${matrixTable(matrix, columns)} ${proofList(columns)}</main>`;
  const title = `ringproof mutate: ${count(mutated.judged.length, 'mutant')}`;
  return wholePage({ title, style: STYLE, script: null, body, version: toolVersion() });
}

/** Proofs that catch most come first. */
function columnsOf({ proofs, lines, single }: KillMatrix): readonly Column[] {
  const mutants = lines.flatMap((line) => line.mutants);
  const caught = mutants.flatMap(catching);
  return proofs
    .map((proof) => ({
      proof,
      caught: caught.filter((each) => each === proof).length,
      ran: mutants.filter(({ ran }) => ran.includes(proof)).length,
      alone: single.filter(({ guards }) => guards.includes(proof)).length,
    }))
    .toSorted((a, b) => b.caught - a.caught || (a.proof < b.proof ? -1 : 1));
}

function head(mutated: Mutated, { proofs, idle, single, lines }: KillMatrix): Html {
  const summary = summaryOf(mutated);
  const { survived, overStrict, caught } = summary;
  const isBad = survived + overStrict > 0;
  const tally = COUNTED.filter(([name]) => summary[name] > 0).map(
    ([name, what]) => html`<li><b>${summary[name]}</b> ${what}</li>`,
  );
  const words = [
    ...(survived > 0 ? [`${survived} survived`] : []),
    ...(overStrict > 0 ? [`${overStrict} over-strict`] : []),
  ];
  const said = mutated.isEvery
    ? `${idle.length} of ${count(proofs.length, 'proof')} caught nothing; one proof alone guards ${single.length} of ${count(lines.length, 'line')}.`
    : 'The search ended with the first proof that caught a mutant; --operators --every gives the whole matrix.';
  return html`<p class="outcome ${isBad ? 'bad' : 'good'}">
      ${isBad ? words.join(', ') : `${caught} caught`}
    </p>
    <ul class="tally">
      ${tally}
    </ul>
    <p>${said}</p>`;
}

function proofList(columns: readonly Column[]): Html {
  return html`<section aria-labelledby="proofs-title">
    <h2 id="proofs-title">Proofs</h2>
    <ol class="list">
      ${columns.map(({ proof, caught, ran, alone }, i) => {
        const [tone, what] = caught === 0 ? ['open', 'caught nothing'] : ['good', `${caught} caught`];
        const lines = alone === 0 ? '' : `; alone guards ${count(alone, 'line')}`;
        return html`<li id="proof-${i + 1}">
          <code>${proof}</code> <span class="tone ${tone}">${what}</span>
          <span class="dim">of ${ran} run${lines}</span>
        </li>`;
      })}
    </ol>
  </section>`;
}
