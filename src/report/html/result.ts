import type { Finding } from '../../proof/finding.ts';
import { asExpected } from '../../result/expectation.ts';
import type { PhaseTimes, ProofResult } from '../../result/verdict.ts';
import { formatDuration } from '../duration.ts';
import { proveCommand, replayCommand } from '../format-counterexample.ts';
import { declaredAt } from '../format-result.ts';
import { count } from '../summary.ts';
import { anchorOf, linkTo } from './anchor.ts';
import { counterexampleSection } from './counterexample.ts';
import { filterWord } from './filter-bar.ts';
import { html, type Content, type Html } from './html.ts';
import { verdictBadge } from './verdict-badge.ts';

/** What there is to say of a proof on one model, folded up unless it is to be `open`. */
export function resultDetails(result: ProofResult, isOpen: boolean): Html {
  const { model, counterexample, timeMs, cached } = result;
  const anchor = anchorOf(result);
  return html`<details
    class="result"
    id="${anchor}"
    data-model="${model ?? ''}"
    data-verdict="${filterWord(result)}"
    ${isOpen ? html`open` : null}
  >
    <summary>
      ${verdictBadge(result)} <span class="model">${model ?? 'no model'}</span>
      <span class="dim">${formatDuration(timeMs)}${cached ? ', cached' : ''}</span>
    </summary>
    ${folded(
      html`<div class="body">
        ${why(result)} ${facts(result, anchor)}
        ${counterexample === null ? null : counterexampleSection(counterexample, anchor)}
      </div>`,
    )}
  </details>`;
}

/**
 * What is read as a piece of text where scripts run, so that a page of thousands is there at once; the page's script unfolds it. Where none
 * run, it is as any other content.
 */
function folded(content: Html): Html {
  return html`<noscript>${content}</noscript>`;
}

/** Why it is not proved, or was not expected to be. */
function why(result: ProofResult): Html {
  const { finding, failure } = result;
  const isExpected = asExpected(result);
  const known = isExpected ? 'Known to be broken here' : 'Declared as a finding';
  return html`${failure === null ? null : html`<p class="failure">${failure.message}</p>`}
  ${failure === null || failure.details.length === 0 ? null : html`<pre>${failure.details.join('\n')}</pre>`}
  ${
    finding === null
      ? null
      : html`<p>
          ${known}: ${finding.reason} ${AFFECTED[finding.affects]} See <code>${finding.reference}</code>.
        </p>`
  }
  ${
    failure === null || isExpected
      ? null
      : html`<ul class="hints">
          ${failure.hints.map((hint) => html`<li>${hint}</li>`)}
        </ul>`
  }`;
}

const AFFECTED: Readonly<Record<Finding['affects'], string>> = {
  host: 'It can hurt the host.',
  'conforming peer': 'It can hurt a peer that keeps the specification.',
  'misbehaving peer': 'It affects no peer that keeps the specification.',
};

function facts(result: ProofResult, anchor: string): Html {
  const { paths, obligations, decidedByRewriting, covers, bound, solver, crossChecks } = result;
  const rows: readonly (readonly [string, Content])[] = [
    ['declared at', html`<code>${declaredAt(result)}</code>`],
    ['run it', command(proveCommand(result))],
    ...(result.counterexampleFile === undefined
      ? []
      : [['replay it', command(replayCommand(result.counterexampleFile))] as const]),
    ['explored', `${count(paths, 'path')}, ${count(obligations, 'obligation')}`],
    ['decided', decided(obligations, decidedByRewriting, solver)],
    ...(covers.length === 0 ? [] : [['covers', covers.map(coverItem)] as const]),
    ...(bound === null ? [] : [['bounded', `${bound.what} up to ${bound.limit}`] as const]),
    ...crossChecks.map(({ solver: other, confirmed, unconfirmed }) => {
      return ['cross-check', `${other}: ${confirmed} confirmed, ${unconfirmed} without an answer`] as const;
    }),
    ['time', html`${formatDuration(result.timeMs)} ${phases(result.phases)}`],
    ['link', html`<a href="${linkTo(anchor)}">${anchor}</a>`],
  ];
  return html`<dl class="facts">
    ${rows.map(
      ([name, content]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${content}</dd>
        </div>`,
    )}
  </dl>`;
}

function command(line: string): Html {
  return html`<code class="command">${line}</code>`;
}

function decided(obligations: number, byRewriting: number, solver: string | null): string {
  if (obligations === 0) return 'nothing';
  const rest = obligations - byRewriting;
  const parts = [
    ...(byRewriting === 0 ? [] : [`${byRewriting} by rewriting`]),
    ...(rest === 0 ? [] : [`${rest} by ${solver ?? 'a solver'}`]),
  ];
  return parts.join(', ');
}

function coverItem({ name, reached }: ProofResult['covers'][number]): Html {
  const [tone, word] =
    reached === null
      ? (['open', 'no answer'] as const)
      : reached
        ? (['good', 'reached'] as const)
        : (['bad', 'not reached'] as const);
  return html`<span class="cover"><span class="verdict ${tone}">${word}</span> ${name}</span>`;
}

/** Times of the phases beside each other, in words. */
function phases({ exploring, lowering, solving }: PhaseTimes): Html | null {
  const all = exploring + lowering + solving;
  if (all === 0) return null;
  const parts = [
    ['exploring', exploring],
    ['lowering', lowering],
    ['solving', solving],
  ] as const;
  return html`<span class="dim"
    >(${parts.map(([name, ms]) => `${name} ${formatDuration(ms)}`).join(', ')})</span
  >`;
}
