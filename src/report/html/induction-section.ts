import type { Counterexample } from '../../proof/counterexample.ts';
import { inductionWords } from '../../story/induction-lines.ts';
import { html, type Html } from './html.ts';

/** What a step of an induction shows: the state before, the state after, and what that means; nothing of other counterexamples. */
export function inductionSection(counterexample: Counterexample): Html | null {
  const words = inductionWords(counterexample);
  if (words === null) return null;
  const { before, step, after, meaning, calls } = words;
  return html`<section class="induction">
    <dl>
      <dt>Before: a state that the invariant allows</dt>
      ${before.map((text) => html`<dd>${text}</dd>`)}
      <dt>The one step</dt>
      <dd><code>${step}</code></dd>
      <dt>After: a state that the invariant does not allow</dt>
      ${after.map((text) => html`<dd>${text}</dd>`)}
      <dt>What this means</dt>
      ${meaning.map((text) => html`<dd>${text}</dd>`)}
    </dl>
    ${calls.length === 0 ? null : html`<pre>${calls.join('\n')}</pre>`}
  </section>`;
}
