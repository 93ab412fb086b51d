import type { ProofResult } from '../../result/verdict.ts';
import { groupBy } from '../group-by.ts';
import type { Report } from '../reporter.ts';
import { count } from '../summary.ts';
import { answersOf, WORST_FIRST, type Answer, type ProofGroup, type ProofRow } from './answers.ts';
import { html, type Html } from './html.ts';
import { proofRow, shownName } from './proof-row.ts';
import { toneCount, toneOf } from './verdict-badge.ts';

/** All proofs against all models: a row each, in groups; what is proved everywhere is folded up. */
export function proofsSection(report: Report, isOpen: (result: ProofResult) => boolean): Html | null {
  const { models, groups } = answersOf(report);
  if (groups.length === 0) return null;
  return html`<section aria-labelledby="proofs-title" class="proofs ${columnsFor(models)}">
    <h2 id="proofs-title">Proofs and implementations</h2>
    <div class="line head" aria-hidden="true">
      <span class="what">proof</span>
      <span class="cells"
        >${models.map((model) => html`<span class="cell" data-model="${model}">${model}</span>`)}</span
      >
    </div>
    ${groups.map((group) => groupDetails(group, models, isOpen))}
  </section>`;
}

/** Widths of columns are fixed, so that those of all groups are in line; too many are shown below each name instead. */
function columnsFor(models: readonly string[]): string {
  const longest = Math.max(0, ...models.map((model) => model.length));
  if (longest <= 12 && models.length <= 5) return 'columns';
  return longest <= 20 && models.length <= 3 ? 'columns broad' : 'stacked';
}

function groupDetails(
  { prefix, rows }: ProofGroup,
  models: readonly string[],
  isOpen: (result: ProofResult) => boolean,
): Html {
  const list = (some: readonly ProofRow[]): readonly Html[] =>
    some.map((row) => proofRow(row, models, isOpen));
  const quiet = rows.filter(isQuiet);
  const [proved, unasked] = [
    quiet.filter(({ tone }) => tone === 'good'),
    quiet.filter(({ tone }) => tone === 'none'),
  ];
  const others = rows.filter((row) => !isQuiet(row));
  const content =
    others.length === 0
      ? [...list(proved), ...list(unasked)]
      : [
          ...list(others),
          proved.length === 0 ? null : rest(`${proved.length} more, all proved`, list(proved)),
          unasked.length === 0 ? null : rest(`${unasked.length} more, not asked`, list(unasked)),
        ];
  return html`<details class="group" ${others.length === 0 ? null : html`open`}>
    <summary class="line">
      <span class="what"
        ><b>${shownName(prefix === '' ? 'others' : prefix)}</b>
        <span class="dim">${count(rows.length, 'proof')}</span></span
      >
      <span class="cells">${tallies(rows, models)}</span>
    </summary>
    ${content}
  </details>`;
}

function isQuiet({ tone }: ProofRow): boolean {
  return tone === 'good' || tone === 'none';
}

function rest(title: string, rows: readonly Html[]): Html {
  return html`<details class="rest">
    <summary>${title}</summary>
    ${rows}
  </details>`;
}

/** How many results a group has on a model, by tone. */
function tally(model: string, answers: readonly (Answer | undefined)[]): Html {
  const byTone = groupBy(
    answers.flatMap((answer) => (answer?.kind === 'result' ? [answer.result] : [])),
    toneOf,
  );
  const counts = WORST_FIRST.toReversed().flatMap((tone) => {
    const n = byTone.get(tone)?.length ?? 0;
    return n === 0 ? [] : [toneCount(tone, n)];
  });
  return html`<span
    class="cell ${model === '' ? 'alone' : counts.length === 0 ? 'empty' : ''}"
    data-model="${model}"
    ><span class="of">${model}</span> ${counts.length === 0 ? html`<span class="dim">–</span>` : counts}</span
  >`;
}

/** A proof about no model has an answer of its own instead. */
function tallies(rows: readonly ProofRow[], models: readonly string[]): readonly Html[] {
  if (rows.every(({ answers }) => answers.every((answer) => answer === undefined)))
    return [
      tally(
        '',
        rows.map(({ alone }) => alone),
      ),
    ];
  return models.map((model, i) =>
    tally(
      model,
      rows.map(({ answers }) => answers[i]),
    ),
  );
}
