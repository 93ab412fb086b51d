import { asExpected } from '../../result/expectation.ts';
import type { ProofResult } from '../../result/verdict.ts';
import { levelOf, verdictInWords } from '../result-details.ts';
import { html, type Html } from './html.ts';

/** How a result is to be looked at: what is as expected is `good` or a `finding`, what is undecided `open`, the rest `bad`. */
export type Tone = 'good' | 'finding' | 'open' | 'bad';

/** The tone of a result. */
export function toneOf(result: ProofResult): Tone {
  if (asExpected(result)) return result.expected === 'refuted' ? 'finding' : 'good';
  return levelOf(result) === 'warning' ? 'open' : 'bad';
}

/** So that tones differ without colours, too. */
const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', finding: '◆', open: '?', bad: '✗' };

/** A verdict in words, with a sign. */
export function verdictBadge(result: ProofResult): Html {
  const tone = toneOf(result);
  return html`<span class="verdict ${tone}">${sign(tone)} ${verdictInWords(result)}</span>`;
}

/** How many results are of a tone: "✓ 12", and in words for those who do not see the sign. */
export function toneCount(tone: Tone, n: number): Html {
  return html`<span class="tone ${tone}"
    >${sign(tone)} ${n}<span class="unseen"> ${IN_WORDS[tone]}</span></span
  >`;
}

const IN_WORDS: Readonly<Record<Tone, string>> = {
  ...{ good: 'proved', finding: 'known findings', open: 'undecided', bad: 'not as expected' },
};

function sign(tone: Tone): Html {
  return html`<span aria-hidden="true">${SIGNS[tone]}</span>`;
}
