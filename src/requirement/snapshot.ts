import type { Of } from '../shape/shape.ts';
import { described, object, recordOf } from '../shape/structures.ts';
import { exactly, oneOf } from '../shape/values.ts';
import { ANSWERS, type Answer } from './answer.ts';
import type { Row } from './table.ts';

/** What stands for the model in the cell of an entry of whose role there is none. */
const NO_MODEL = '-';

/** The file of a snapshot. */
export const SNAPSHOT = object({
  tool: exactly('ringproof'),
  snapshot: exactly('requirements'),
  version: exactly(1),
  answers: described(recordOf(recordOf(oneOf(ANSWERS))), 'By id of the requirement and name of the model.'),
});

export type Snapshot = Of<typeof SNAPSHOT>;

/** A cell that is not what a snapshot says. */
export interface Change {
  readonly id: string;
  readonly model: string;
  /** `null` where the snapshot has no such cell. */
  readonly was: Answer | null;
  /** `null` where there is no such cell any more. */
  readonly is: Answer | null;
  /** Why it is so now. */
  readonly reason: string | null;
}

export function snapshotOf(rows: readonly Row[]): Snapshot {
  const byId = [...rows].sort((a, b) => compare(a.entry.id, b.entry.id));
  const answers = byId.map(({ entry, cells }) => {
    const ofModels = cells.map(({ model, answer }) => [model ?? NO_MODEL, answer] as const);
    return [entry.id, Object.fromEntries(ofModels.sort(([a], [b]) => compare(a, b)))] as const;
  });
  return { tool: 'ringproof', snapshot: 'requirements', version: 1, answers: Object.fromEntries(answers) };
}

/** How rows differ from a snapshot, in the order of ids and models. */
export function changesSince({ answers: before }: Snapshot, rows: readonly Row[]): readonly Change[] {
  const { answers: after } = snapshotOf(rows);
  const reasons = new Map(
    rows.flatMap(({ entry, cells }) =>
      cells.map(({ model, reason }) => [JSON.stringify([entry.id, model ?? NO_MODEL]), reason] as const),
    ),
  );
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compare);
  return ids.flatMap((id) => {
    const [old, now] = [answersOf(before, id), answersOf(after, id)];
    return [...new Set([...old.keys(), ...now.keys()])].sort(compare).flatMap((model): readonly Change[] => {
      const [was, is] = [old.get(model) ?? null, now.get(model) ?? null];
      const reason = reasons.get(JSON.stringify([id, model])) ?? null;
      return was === is ? [] : [{ id, model, was, is, reason }];
    });
  });
}

/** A change in words: "split.desc... on spec was proved and is open: no proof says anything of it". */
export function changeInWords({ id, model, was, is, reason }: Change): string {
  const name = model === NO_MODEL ? id : `${id} on ${model}`;
  if (is === null) return `${name} was ${was ?? ''} and is gone`;
  const why = reason === null ? '' : `: ${reason}`;
  return was === null ? `${name} is new and ${is}${why}` : `${name} was ${was} and is ${is}${why}`;
}

function answersOf(answers: Snapshot['answers'], id: string): ReadonlyMap<string, Answer> {
  return new Map(Object.entries((Object.hasOwn(answers, id) ? answers[id] : undefined) ?? {}));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
