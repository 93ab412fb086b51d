import type { PhaseTimes, ProofResult } from '../../result/verdict.ts';
import { formatDuration } from '../duration.ts';
import { proveCommand, replayCommand } from '../format-counterexample.ts';
import { declaredAt } from '../format-result.ts';
import { count } from '../summary.ts';
import { linkTo } from './anchor.ts';
import { html, type Content, type Html } from './html.ts';

/** How a result came about, and how to get it again. */
export function facts(result: ProofResult, anchor: string): Html {
  const { paths, obligations, decidedByRewriting, covers, bound, solver, crossChecks, leftOut } = result;
  const rows: readonly (readonly [string, Content])[] = [
    ...(result.counterexampleFile === undefined
      ? []
      : [['replay it', command(replayCommand(result.counterexampleFile))] as const]),
    ['run it', command(proveCommand(result))],
    ['declared at', html`<code>${declaredAt(result)}</code>`],
    ['explored', `${count(paths, 'path')}, ${count(obligations, 'obligation')}`],
    ['decided', decided(obligations, decidedByRewriting, solver)],
    ...(covers.length === 0 ? [] : [['covers', covers.map(coverItem)] as const]),
    ...(bound === null ? [] : [['bounded', `${bound.what} up to ${bound.limit}`] as const]),
    ...(leftOut.length === 0 ? [] : [['not asked', leftOut.join(', ')] as const]),
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
      ? (['open', 'no answer: '] as const)
      : reached
        ? (['good', '✓ '] as const)
        : (['bad', 'not reached: '] as const);
  const unseen = reached === true ? html`<span class="unseen">reached: </span>` : null;
  return html`<span class="cover ${tone}"
    ><span ${reached === true ? html`aria-hidden="true"` : null}>${word}</span>${unseen}${name}</span
  >`;
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
