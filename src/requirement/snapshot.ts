import type { Of } from '../shape/shape.ts';
import { described, listOf, object, orNull, recordOf } from '../shape/structures.ts';
import { exactly, oneOf, TEXT } from '../shape/values.ts';
import { ANSWERS, type Answer, type Cell } from './answer.ts';
import type { Row } from './table.ts';

const GROUP = object(
  {
    models: described(listOf(orNull(TEXT)), 'null where there is no model of the role.'),
    answer: oneOf(ANSWERS),
    assertions: described(listOf(TEXT), 'What says so.'),
    reason: described(orNull(TEXT), 'Why it is not proved.'),
  },
  'Models whose answer is the same, for the same reasons.',
);

type Group = Of<typeof GROUP>;

/** The file of a snapshot. */
export const SNAPSHOT = object({
  tool: exactly('ringproof'),
  snapshot: exactly('requirements'),
  version: exactly(2),
  answers: described(recordOf(listOf(GROUP)), 'By id of the requirement.'),
});

export type Snapshot = Of<typeof SNAPSHOT>;

/** What a snapshot says of a requirement on a model. */
type Ground = Omit<Group, 'models'>;

/** A cell that is not what a snapshot says. */
export interface Change {
  readonly id: string;
  /** `null` where there is no model of the role. */
  readonly model: string | null;
  /** `null` where the snapshot has no such cell. */
  readonly was: Ground | null;
  /** `null` where there is no such cell any more. */
  readonly is: Ground | null;
}

export function snapshotOf(rows: readonly Row[]): Snapshot {
  const byId = [...rows].sort((a, b) => compare(a.entry.id, b.entry.id));
  const answers = byId.map(({ entry, cells }) => [entry.id, groupsOf(cells)] as const);
  return { tool: 'ringproof', snapshot: 'requirements', version: 2, answers: Object.fromEntries(answers) };
}

function groupsOf(cells: readonly Cell[]): readonly Group[] {
  const groups = new Map<string, { models: (string | null)[]; ground: Ground }>();
  for (const { model, answer, assertions, reason } of [...cells].sort((a, b) =>
    compare(a.model ?? '', b.model ?? ''),
  )) {
    const ground: Ground = { answer, assertions: [...assertions].sort(compare), reason };
    const key = JSON.stringify(ground);
    const group = groups.get(key) ?? { models: [], ground };
    group.models.push(model);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ models, ground }) => ({ models, ...ground }));
}

/** The text of a snapshot, with a line for each answer to a requirement, so that a change of one changes its line alone. */
export function snapshotText({ answers, ...head }: Snapshot): string {
  const entries = Object.entries(answers).map(([id, groups]) => {
    const lines = groups.map((group) => `      ${JSON.stringify(group)}`).join(',\n');
    return `    ${JSON.stringify(id)}: [\n${lines}\n    ]`;
  });
  const fields = Object.entries(head).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`,
  );
  return `{\n${fields.join('\n')}\n  "answers": {\n${entries.join(',\n')}\n  }\n}\n`;
}

/** Whether a snapshot says of rows what one that is taken now says, and nothing besides. */
export function isOf({ answers }: Snapshot, rows: readonly Row[]): boolean {
  return JSON.stringify(answers) === JSON.stringify(snapshotOf(rows).answers);
}

/** How rows differ from a snapshot, in the order of ids and models. */
export function changesSince({ answers: before }: Snapshot, rows: readonly Row[]): readonly Change[] {
  const { answers: after } = snapshotOf(rows);
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compare);
  return ids.flatMap((id) => {
    const [old, now] = [groundsOf(before, id), groundsOf(after, id)];
    const models = [...new Set([...old.keys(), ...now.keys()])];
    return models
      .sort((a, b) => compare(a ?? '', b ?? ''))
      .flatMap((model): readonly Change[] => {
        const [was, is] = [old.get(model) ?? null, now.get(model) ?? null];
        return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ id, model, was, is }];
      });
  });
}

function groundsOf(answers: Snapshot['answers'], id: string): ReadonlyMap<string | null, Ground> {
  const groups = (Object.hasOwn(answers, id) ? answers[id] : undefined) ?? [];
  return new Map(
    groups.flatMap(({ models, answer, assertions, reason }) =>
      models.map((model) => [model, { answer, assertions, reason }] as const),
    ),
  );
}

/** A change in words: "split.desc... on spec was proved and is open: no proof says anything of it". */
export function changeInWords({ id, model, was, is }: Change): string {
  const name = model === null ? id : `${id} on ${model}`;
  if (is === null) return `${name} was ${was?.answer ?? ''} and is gone`;
  if (was === null) return `${name} is new and ${because(is.answer, is.reason)}`;
  if (was.answer !== is.answer) return `${name} was ${was.answer} and is ${because(is.answer, is.reason)}`;
  const lost = was.assertions.filter((one) => !is.assertions.includes(one));
  const won = is.assertions.filter((one) => !was.assertions.includes(one));
  const differences = [
    ...(lost.length === 0 ? [] : [`no longer by ${quoted(lost)}`]),
    ...(won.length === 0 ? [] : [`now by ${quoted(won)}`]),
    ...(was.reason === is.reason
      ? []
      : [`for another reason: ${is.reason ?? 'none'} (was: ${was.reason ?? 'none'})`]),
  ];
  return `${name} is ${is.answer} as it was, but ${differences.join('; ')}`;
}

function because(answer: Answer, reason: string | null): string {
  return reason === null ? answer : `${answer}: ${reason}`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
