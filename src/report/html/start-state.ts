import type { Counterexample } from '../../proof/counterexample.ts';
import { groupBy } from '../group-by.ts';
import { html, type Html } from './html.ts';

/** The state that a counterexample starts from: its inputs, those of a part of the model under the part's name. */
export function startState({ inputs, minimal }: Counterexample): Html {
  const parts = groupBy(Object.entries(inputs), ([name]) => name.slice(0, Math.max(0, name.indexOf('.'))));
  return html`<h3>From this state${minimal === false ? ', and maybe smaller ones' : ''}</h3>
    ${[...parts].map(([part, pairs]) => {
      return html`${part === '' || parts.size === 1 ? null : html`<p class="part">${part}</p>`}
        <dl class="values">
          ${pairs.map(([name, value]) => {
            return html`<div>
              <dt>${parts.size === 1 || part === '' ? name : name.slice(part.length + 1)}</dt>
              <dd>${String(value)}</dd>
            </div>`;
          })}
        </dl>`;
    })}`;
}
