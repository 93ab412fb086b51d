import { VERDICTS, type ProofResult } from '../../result/verdict.ts';
import { groupBy } from '../group-by.ts';
import type { Report } from '../reporter.ts';
import { verdictInWords } from '../result-details.ts';
import { answersOf, type Answer } from './answers.ts';
import { html, type Html } from './html.ts';

/** Search and filters; hidden until the page's script, which they are nothing without, shows them. */
export function filterBar(report: Report): Html {
  const { groups } = answersOf(report);
  const answers = groups.flatMap(({ rows }) =>
    rows.flatMap((row) => [...row.answers, row.alone].filter((answer) => answer !== undefined)),
  );
  const verdicts = [...groupBy(answers, filterWordOf)]
    .map(([word, { length }]) => [word, length] as const)
    .toSorted(([a], [b]) => VERDICT_ORDER.indexOf(a) - VERDICT_ORDER.indexOf(b));
  const models = [...groupBy(answers, modelOf)].map(([name, { length }]) => [name, length] as const);
  return html`<form class="filters" role="search" hidden>
    <label class="search"
      ><span class="unseen">Search</span>
      <input type="search" name="text" placeholder="Search: id, words, section"
    /></label>
    ${choices('verdict', verdicts)} ${models.length < 2 ? null : choices('model', models)}
    <output aria-live="polite"></output>
  </form>`;
}

const VERDICT_ORDER = ['proved', 'finding', ...VERDICTS.slice(1), 'not applicable', 'excluded', 'left out'];

/** The verdict as filters know it: a refutation that was expected is a finding. */
export function filterWord(result: ProofResult): string {
  return verdictInWords(result) === 'finding' ? 'finding' : result.verdict;
}

/** The same of an answer that may be no result. */
export function filterWordOf(answer: Answer): string {
  return answer.kind === 'result' ? filterWord(answer.result) : answer.kind;
}

function modelOf(answer: Answer): string {
  return (answer.kind === 'result' ? answer.result.model : answer.model) ?? '';
}

function choices(name: string, values: readonly (readonly [string, number])[]): Html {
  return html`<fieldset>
    <legend>${name}</legend>
    ${values.map(([value, n]) => {
      return html`<label class="choice"
        ><input type="checkbox" name="${name}" value="${value}" checked />${value === '' ? 'no model' : value}
        <span class="dim">${n}</span></label
      >`;
    })}
  </fieldset>`;
}
