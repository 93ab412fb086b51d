import type { Explanation } from '../check/explain.ts';
import type { FoundOrderings } from '../check/fences.ts';
import type { Reached } from '../check/reach.ts';
import type { CheckOptions } from '../prover/options.ts';
import type { Failure, ProofResult } from '../result/verdict.ts';
import type { FileContents, LoadFailure, Task } from '../load/catalogue.ts';
import type { UserFile } from '../load/discover.ts';
import type { ProgramChange } from '../load/link/program-change.ts';

/** A request of the parent to a worker; one at a time. Only a program has no reply: it holds the texts of the others, as a change of the one before. */
export type Request =
  | { readonly type: 'program'; readonly change: ProgramChange }
  | { readonly type: 'load'; readonly files: readonly UserFile[] }
  | {
      readonly type: 'prove' | 'explain' | 'reach' | 'fences';
      readonly task: Task;
      readonly options: CheckOptions;
    };

/** A message before the reply. */
export type Note =
  /** The file at `path` is about to be run. */
  | { readonly type: 'loading'; readonly path: string }
  | { readonly type: 'loaded'; readonly path: string; readonly contents: FileContents }
  /** The proof's body is about to be run. */
  | { readonly type: 'started' }
  /** An uncaught exception; the worker ends. */
  | { readonly type: 'crashed'; readonly failure: Failure };

export type Reply =
  | { readonly type: 'all-loaded' }
  | { readonly type: 'result'; readonly result: ProofResult }
  | { readonly type: 'explained'; readonly explanation: Explanation }
  | { readonly type: 'reached'; readonly reached: Reached }
  | { readonly type: 'weighed'; readonly weighed: FoundOrderings }
  /** The proof could not be loaded, or is not there any more. */
  | { readonly type: 'not-loaded'; readonly failure: LoadFailure };

export type Message = Note | Reply;

/**
 * A message with the ticket of its request, so that no other message passes for an answer to it. A proof runs in the worker's
 * process, and the proof or a package that it uses may send the parent any message.
 */
export interface Envelope<Content> {
  readonly ticket: string;
  readonly content: Content;
}

const TYPES: Readonly<Record<Message['type'], 'note' | 'answer'>> = {
  loading: 'note',
  loaded: 'note',
  started: 'note',
  crashed: 'note',
  'all-loaded': 'answer',
  result: 'answer',
  explained: 'answer',
  reached: 'answer',
  weighed: 'answer',
  'not-loaded': 'answer',
};

/** The message of the request with this ticket; `null` for any other. */
export function messageFor(ticket: string, value: unknown): Message | null {
  if (typeof value !== 'object' || value === null) return null;
  // Only the worker's own program knows the ticket.
  const envelope = value as Partial<Envelope<Message>>;
  return envelope.ticket === ticket ? (envelope.content ?? null) : null;
}

export function isReply(message: Message): message is Reply {
  return TYPES[message.type] === 'answer';
}
