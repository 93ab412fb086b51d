import type { Bool, Word } from '../../domain/word.ts';
import type { Width } from '../../domain/width.ts';
import type { ProofContext } from '../../proof/context.ts';

/* What a run on numbers notes, for stories and for tests that are written of them: said and read back in one place. */

const SENT = 'an operation notifies the device';

/** An entry that a side table had as the run began. */
export interface NotedEntry {
  readonly table: string;
  readonly index: number;
  readonly value: bigint;
}

export function noteEntry(p: ProofContext, table: string, index: bigint, value: Word<Width>): void {
  p.note(`${table}[${index}]`, value);
}

/** Notes what an operation other than `shouldKick` has decided. */
export function noteSent(p: ProofContext, isSent: Bool): void {
  p.note(SENT, isSent);
}

/** The entry that a note says; `undefined` of any other note. */
export function notedEntry(text: string): NotedEntry | undefined {
  const [, table, index, value] = /^(\w+)\[(\d+)\] = (\d+)$/.exec(text) ?? [];
  if (table === undefined || index === undefined || value === undefined) return undefined;
  return { table, index: Number(index), value: BigInt(value) };
}

/** The decision that a note says; `undefined` of any other note. */
export function notedSent(text: string): boolean | undefined {
  if (!text.startsWith(`${SENT} = `)) return undefined;
  return text === `${SENT} = true`;
}
