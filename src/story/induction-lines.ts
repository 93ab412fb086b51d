import type { Conjunct, Counterexample, Induction } from '../proof/counterexample.ts';
import { brokenInWords } from './conjunct-words.ts';
import { sceneOf } from './scene.ts';
import { tellSteps } from './step-lines.ts';
import { short } from './words.ts';

/** What a step of an induction shows, each text a sentence or a line of values. */
export interface InductionWords {
  /** Of the state before the step: the conditions that hold there. */
  readonly before: readonly string[];
  readonly step: string;
  /** Of the state after it: the conditions that no longer hold, and the ghost values that changed. */
  readonly after: readonly string[];
  readonly meaning: readonly string[];
  /** The calls that break the condition from the start of the model; none where none are known. */
  readonly calls: readonly string[];
}

/** `null` of a counterexample to anything but a step of an induction. */
export function inductionWords(counterexample: Counterexample): InductionWords | null {
  const { induction } = counterexample;
  if (induction === undefined) return null;
  const { clauses, ghost, step, reached } = induction;
  const broken = clauses.filter(({ holds }) => !holds);
  if (broken.length === 0) return null;
  const kept = clauses.filter(({ holds }) => holds).map(({ name }) => name);
  const changed = ghost.filter(({ before, after }) => before !== after);
  const calls = (reached?.steps ?? []).filter(({ kind }) => kind !== 'return');
  const told = tellSteps(
    calls.map((call, i) => ({ number: i + 1, step: call })),
    sceneOf(counterexample),
  );
  return {
    before: [
      ...broken.map(({ name, before }) => `'${name}' holds${withColon(before.map(holding).join('; '))}`),
      ...(kept.length === 0 ? [] : [`so does every other condition: ${kept.join('; ')}`]),
    ],
    step,
    after: [
      ...broken.map(
        ({ name, after }) => `'${name}' does not hold${withColon(brokenInWords(after, undefined))}`,
      ),
      ...(changed.length === 0
        ? []
        : [
            `the proof's own values: ${changed.map(({ name, before, after }) => `${name} ${short(before)} -> ${short(after)}`).join(', ')}`,
          ]),
    ],
    meaning: meaningOf(counterexample, induction),
    calls: told.map(({ number, text }) => `${number}  ${text}`),
  };
}

function meaningOf({ assertion, steps }: Counterexample, { step, reached }: Induction): readonly string[] {
  const made = steps.find((one) => one.kind === 'assertion' && one.name === assertion && !one.holds);
  const at = made?.kind === 'assertion' ? made.at : undefined;
  const place =
    at === undefined ? "'holds' of the invariant" : `'holds' of the invariant (${at.file}:${at.line})`;
  const either = `Either ${step} is wrong, or the state before it cannot arise and the invariant is too weak.`;
  const weak = `If it cannot arise, add what excludes it to ${place}.`;
  if (reached === undefined)
    return [either, `To tell which, look for operations that lead to the state before. ${weak}`];
  const { operations, isComplete } = reached;
  if (reached.steps !== null)
    return [
      `This happens: ${operations === 1 ? 'one operation' : `${operations} operations`} from the start of the model ` +
        `${operations === 1 ? 'breaks' : 'break'} the same condition. ${step} is wrong, or the condition is.`,
    ];
  return [
    either,
    `Not reached within ${operations === 1 ? 'one operation' : `${operations} operations`} from the start of the model` +
      `${isComplete ? '' : '; some sequences were left undecided'}. ${weak}`,
  ];
}

const SIGNS: Readonly<Record<string, string>> = {
  ...{ eq: '=', iff: '=', is: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' },
};

function holding({ operator, left, right }: Conjunct): string {
  if (right === null) return operator === 'not' ? `not ${left}` : left;
  return `${left} ${SIGNS[operator] ?? operator} ${right}`;
}

function withColon(text: string): string {
  return text === '' ? '' : `: ${text}`;
}
