import type { Finding } from '../../proof/finding.ts';
import { asExpected } from '../../result/expectation.ts';
import type { ProofResult } from '../../result/verdict.ts';
import { formatDuration } from '../duration.ts';
import { anchorOf } from './anchor.ts';
import { counterexampleSection } from './counterexample.ts';
import { facts } from './facts.ts';
import { filterWord } from './filter-bar.ts';
import { html, type Html } from './html.ts';
import { citedBy, requirementChip } from './requirement.ts';
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
    <div class="body">
      ${why(result)} ${counterexample === null ? null : counterexampleSection(counterexample, anchor)}
      ${facts(result, anchor)}
    </div>
  </details>`;
}

/** Why it is not proved, or was not expected to be. */
function why(result: ProofResult): Html {
  const { finding, failure } = result;
  const isExpected = asExpected(result);
  const known =
    finding?.breaks.length === 0
      ? 'Declared to be out of reach'
      : isExpected
        ? 'Known to be broken here'
        : 'Declared as a finding';
  const details = failure === null || failure.details.length === 0 ? null : failure.details.join('\n');
  const hints = failure === null || isExpected ? [] : failure.hints;
  return html`${failure === null ? null : html`<p class="failure ${isExpected ? 'known' : ''}">${failure.message}</p>`}
  ${demanded(result)} ${details === null ? null : html`<pre>${details}</pre>`}
  ${
    finding === null
      ? null
      : html`<p>
          ${known}: ${finding.reason} ${finding.affects === undefined ? '' : AFFECTED[finding.affects]} See
          <code>${finding.reference}</code>.
        </p>`
  }
  ${hints.map((hint) => html`<p class="hint">${hint}</p>`)}`;
}

/** The requirement that the broken assertion is about, where the proof cites others, too. */
function demanded(result: ProofResult): Html | null {
  const { counterexample } = result;
  const cited = citedBy(result);
  if (cited.length < 2) return null;
  const broken = counterexample?.steps.find(
    (step) => step.kind === 'assertion' && !step.holds && step.name === counterexample.assertion,
  );
  if (broken?.kind !== 'assertion' || broken.requirement === null) return null;
  const { requirement: id } = broken;
  const requirement = cited.find((one) => one.id === id);
  return requirement === undefined
    ? null
    : html`<p class="demand">${requirementChip(requirement)} ${requirement.text ?? ''}</p>`;
}

const AFFECTED: Readonly<Record<NonNullable<Finding['affects']>, string>> = {
  host: 'It can hurt the host.',
  'conforming peer': 'It can hurt a peer that keeps the specification.',
  'misbehaving peer': 'It affects no peer that keeps the specification.',
  'calling code': 'No peer can bring it about, only code that calls the operation so.',
};
