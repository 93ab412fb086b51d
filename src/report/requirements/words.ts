import type { Answer } from '../../requirement/answer.ts';
import { ROLES, type Ring, type Role } from '../../requirement/entry.ts';
import { percent, ringSharesOf, sharesOf } from '../../requirement/shares.ts';
import type { Row } from '../../requirement/table.ts';
import { groupBy } from '../group-by.ts';
import { reasonOf, type Answered } from './answered.ts';

/** An answer in a cell of a table. */
export const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  proved: 'proved',
  finding: 'finding',
  allowed: 'allowed',
  'not-applicable': '–',
  'out-of-reach': 'no reach',
  open: 'open',
};

/** What the words of cells mean that do not say it themselves. */
export const LEGEND = [
  'finding: known to be broken',
  'allowed: a MAY that is made use of, and the other side copes',
  '–: not applicable',
  'no reach: out of the reach of a queue’s model',
];

/** The rows of each role of which there are any. */
export function byRole(
  rows: readonly Row[],
): readonly { readonly role: Role; readonly rows: readonly Row[] }[] {
  return ROLES.map((role) => ({ role, rows: rows.filter(({ entry }) => entry.role === role) })).filter(
    (of) => of.rows.length > 0,
  );
}

/** The header and the rows of the table of shares: of each level, and of each format of rings. */
export function shareTable(rows: readonly Row[]): readonly (readonly string[])[] {
  const header = [
    '',
    'answers',
    'proved',
    'finding',
    'allowed',
    'not applicable',
    'no reach',
    'open',
    'answered',
    'in reach',
  ];
  const shares = [
    ...sharesOf(rows).map((share) => ({ name: share.level, ...share })),
    ...ringSharesOf(rows).map((share) => ({ name: RING_WORDS[share.ring], ...share })),
  ];
  const lines = shares.map(({ name, cells, answered, counts }) => [
    name,
    ...[cells, counts.proved, counts.finding, counts.allowed].map(String),
    ...[counts['not-applicable'], counts['out-of-reach'], counts.open].map(String),
    percent(answered, cells),
    percent(cells - counts['out-of-reach'], cells),
  ]);
  return [header, ...lines];
}

const RING_WORDS: Readonly<Record<Ring, string>> = {
  split: 'split rings',
  packed: 'packed rings',
  both: 'both rings',
  config: 'set-up',
};

/** Cells that share an answer and the reason for it. */
export interface ReasonGroup {
  readonly answer: Answer;
  readonly reason: string;
  /** In words: "2.7.8.2 of spec", or how many there are. */
  readonly where: string;
}

/** Where more than these share a reason, they are counted. */
const MOST_NAMED = 3;

/** Why cells are open, out of reach or not applicable, and by what the others are bounded, each reason once. */
export function reasonGroups(answered: Answered): readonly ReasonGroup[] {
  const cells = answered.rows.flatMap((row) =>
    row.cells.flatMap((cell) => {
      const { answer, model } = cell;
      const reason = reasonOf({ row, cell }, answered);
      if (!REASONED.includes(answer) || reason === null) return [];
      return [{ answer, model, id: row.entry.id, reason }];
    }),
  );
  const groups = [...groupBy(cells, ({ answer, reason }) => JSON.stringify([answer, reason])).values()];
  return groups
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const names = group.map(({ id, model }) => (model === null ? id : `${id} on ${model}`));
      const ids = new Set(group.map(({ id }) => id));
      const where =
        names.length <= MOST_NAMED ? names.join(', ') : `${ids.size} requirements, ${names.length} answers`;
      return [{ answer: first.answer, reason: first.reason, where }];
    })
    .sort((a, b) => REASONED.indexOf(a.answer) - REASONED.indexOf(b.answer));
}

const REASONED: readonly Answer[] = ['open', 'proved', 'allowed', 'out-of-reach', 'not-applicable'];
