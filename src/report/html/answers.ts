import type { ProofResult } from '../../result/verdict.ts';
import { groupBy } from '../group-by.ts';
import { makeMatrix } from '../matrix.ts';
import type { Asked, NotApplicable, Report } from '../reporter.ts';
import { toneOf, type Tone } from './verdict-badge.ts';

/** What there is to say of a proof on a model: its result, or why it was not asked. */
export type Answer =
  | { readonly kind: 'result'; readonly result: ProofResult }
  | {
      readonly kind: 'not applicable' | 'excluded' | 'left out';
      readonly model: string | null;
      readonly reason: string;
    };

/** A proof with its answers. */
export interface ProofRow {
  readonly id: string;
  /** A result that says what the proof is about; `undefined` of one that was asked of no model. */
  readonly first: ProofResult | undefined;
  /** One for each model of the run; `undefined` where nothing is known of the pair. */
  readonly answers: readonly (Answer | undefined)[];
  /** The answer about no model. */
  readonly alone: Answer | undefined;
  /** Of the result that most asks to be looked at; `none` without any. */
  readonly tone: Tone | 'none';
}

/** Proofs whose ids have the same beginning: "split/". */
export interface ProofGroup {
  readonly prefix: string;
  readonly rows: readonly ProofRow[];
}

/** All answers of a run. */
export interface Answers {
  readonly models: readonly string[];
  readonly groups: readonly ProofGroup[];
}

/** The answers of a run, by proof and model: first the groups with surprises, last the models' own proofs. */
export function answersOf(report: Report): Answers {
  const { columns, rows } = makeMatrix(entriesOf(report));
  const models = columns.filter((model) => model !== null);
  const proofs = rows.map(({ id, cells }): ProofRow => {
    const results = cells.flatMap((answer) => (answer?.kind === 'result' ? [answer.result] : []));
    const tones = results.map(toneOf);
    return {
      ...{ id, first: results[0], answers: cells.slice(0, models.length), alone: cells[models.length] },
      tone: WORST_FIRST.find((tone) => tones.includes(tone)) ?? 'none',
    };
  });
  const groups = [...groupBy(proofs, ({ id }) => id.slice(0, id.lastIndexOf('/') + 1))].map(
    ([prefix, ofGroup]) => ({ prefix, rows: ofGroup }),
  );
  return { models, groups: groups.toSorted((a, b) => rank(a) - rank(b)) };
}

/** Tones, the one that most asks to be looked at first. */
export const WORST_FIRST: readonly Tone[] = ['bad', 'open', 'finding', 'good'];

function entriesOf({
  results,
  notApplicable,
  excluded,
  contract,
}: Report): readonly (Asked & { cell: Answer })[] {
  const reason = `its assertions are outside of the contract ${contract?.kinds.join() ?? ''}`;
  return [
    ...results.map((result) => ({ ...result, cell: { kind: 'result' as const, result } })),
    ...notApplicable.map((pair) => ({ ...pair, cell: notApplicableTo(pair) })),
    ...excluded.map(({ id, model, reason: why }) => {
      return { id, model, cell: { kind: 'excluded' as const, model, reason: why } };
    }),
    ...(contract?.notAsked ?? []).map(({ id, model }) => {
      return { id, model, cell: { kind: 'left out' as const, model, reason } };
    }),
  ];
}

function notApplicableTo({ model, reason }: NotApplicable): Answer {
  return { kind: 'not applicable', model, reason: `${model ?? 'it'} ${reason}` };
}

function rank({ rows }: ProofGroup): number {
  if (rows.some(({ tone }) => tone === 'bad' || tone === 'open')) return 0;
  if (rows.every(({ tone }) => tone === 'none')) return 3;
  return rows.every(({ first }) => first === undefined || first.isOwn === true) ? 2 : 1;
}
