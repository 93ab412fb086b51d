import type { ProofResult } from '../../result/verdict.ts';
import { verdictInWords } from '../result-details.ts';
import { groupBy } from '../group-by.ts';
import { html, type Html } from './html.ts';

/** Search and filters; hidden until the page's script, which they are nothing without, shows them. */
export function filterBar(results: readonly ProofResult[]): Html {
  const verdicts = [...groupBy(results, filterWord)].map(([word, { length }]) => [word, length] as const);
  const models = [...groupBy(results, ({ model }) => model ?? '')].map(
    ([name, { length }]) => [name, length] as const,
  );
  return html`<form class="filters" role="search" hidden>
    <label>Search <input type="search" name="text" placeholder="id, words, section" /></label>
    ${choices('verdict', verdicts)} ${models.length < 2 ? null : choices('model', models)}
    <output aria-live="polite"></output>
  </form>`;
}

/** The verdict as filters know it: a refutation that was expected is a finding. */
export function filterWord(result: ProofResult): string {
  return verdictInWords(result) === 'finding' ? 'finding' : result.verdict;
}

function choices(name: string, values: readonly (readonly [string, number])[]): Html {
  return html`<fieldset>
    <legend>${name}</legend>
    ${values.map(([value, n]) => {
      return html`<label class="choice"
        ><input type="checkbox" name="${name}" value="${value}" checked />${value === '' ? 'none' : value}
        <span class="dim">${n}</span></label
      >`;
    })}
  </fieldset>`;
}
