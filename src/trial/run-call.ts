import type { Fields, ReplayEvent } from '../context/replay-event.ts';
import { hex } from '../context/plain.ts';
import type { RecordedFields } from '../conform/adapter.ts';
import { ModelError, RecordingError } from '../conform/errors.ts';
import type { Proof } from '../proof/declare.ts';
import type { ByteRun, JsonValue } from '../proof/counterexample.ts';
import type { Model } from '../proof/model.ts';
import { replay, type Replay } from '../replay/replay.ts';
import { startIn, type Situation } from './situation.ts';

/** What a call came to. */
export interface Outcome {
  /** As recordings have it; `null` where the call did not return. What an iterator gave is a list. */
  readonly result: JsonValue;
  /** It succeeded, and yielded nothing where it could have yielded something. */
  readonly isNothing: boolean;
  /** Why the host trapped in it; `null` where it did not. */
  readonly trap: string | null;
  /** Parts that it made, in order, under the names that proofs start such parts as. */
  readonly made: ReadonlyMap<string, Fields>;
  /** Bytes that it changed, as they are after it. */
  readonly writes: readonly ByteRun[];
  readonly after: Situation;
}

/** A state that a model cannot be in, or cannot be called in; the message says why, as the end of a sentence. */
export class NoSuchState extends Error {
  override readonly name = 'NoSuchState';
}

/** A body that is run for what happens in it. */
type Body = (p: Parameters<Proof['body']>[0], model: Model) => void;

/**
 * Starts parts of a model and does what `body` says, once. Throws a `NoSuchState` if the model cannot be in this situation, and
 * a `ModelError` if the model throws.
 */
export function run(model: Model, situation: Situation, body: Body): Replay {
  const outcome = replay(probe(body), model, startIn(situation), true);
  const { stopped, context } = outcome;
  if (context.mistaken.length > 0) throw new NoSuchState(context.mistaken.join('; '));
  if (stopped?.kind === 'assumption') throw new NoSuchState(reasonOf(stopped.error));
  if (stopped?.kind === 'thrown') throw blamed(stopped.error);
  return outcome;
}

/** Calls an operation in a situation. Throws as `run` does. */
export function call(model: Model, situation: Situation, operation: string, args: RecordedFields): Outcome {
  const scripted = model.calls?.operations[operation];
  if (scripted === undefined) throw new TypeError(`models of '${model.kind}' have no ${operation}`);
  const { context, stopped } = run(model, situation, (p) => scripted.run(p, model, args));
  const { happened } = context;
  const [parts, made] = [new Map(situation.parts), new Map<string, Fields>()];
  for (const event of happened) {
    if (event.kind === 'created' && event.isMade) made.set(nameOf(event.part), event.state);
    if (event.kind === 'return' && event.part !== null && event.state !== null)
      (event.part.startsWith(MADE) ? made : parts).set(nameOf(event.part), event.state);
  }
  const bytes = new Map(situation.memory.bytes);
  const changed = applyWrites(bytes, happened);
  return {
    ...resultOf(happened),
    trap: stopped?.kind === 'trap' ? reasonOf(stopped.error) : null,
    made,
    writes: runsOf(changed),
    after: { parts: new Map([...parts, ...made]), memory: { ...situation.memory, bytes } },
  };
}

function resultOf(happened: readonly ReplayEvent[]): Pick<Outcome, 'result' | 'isNothing'> {
  const [first, ...others] = happened.flatMap((event) => (event.kind === 'return' ? [event] : []));
  if (others.length > 0) return { result: others.map(({ result }) => result), isNothing: false };
  return { result: first?.result ?? null, isNothing: first?.isNothing === true };
}

/** A proof that claims nothing. */
export function probe(body: Body): Proof {
  return {
    ...{ id: 'trial', title: '', requirements: [], doesNotProve: '', family: null, needs: [] },
    location: { file: '', line: 0 },
    covers: () => [],
    text: () => '',
    body: (p, model) => {
      if (model !== null) body(p, model);
    },
  };
}

const MADE = 'made-';

/** The name that proofs start such a part as: `queue` of `made-queue2`. */
function nameOf(label: string): string {
  return label.replace(MADE, '').replace(/\d+$/, '');
}

/** Changes bytes as the accesses of a run did; the changed ones, as they are at the end. */
function applyWrites(
  bytes: Map<bigint, number>,
  happened: readonly ReplayEvent[],
): ReadonlyMap<bigint, number> {
  const initial = new Map<bigint, number>();
  for (const event of happened) {
    if (event.kind !== 'memory') continue;
    const { kind, address, after } = event.event;
    if (kind !== 'store' && kind !== 'write') continue;
    after.forEach((byte, i) => {
      const at = address + BigInt(i);
      if (!initial.has(at)) initial.set(at, bytes.get(at) ?? 0);
      bytes.set(at, byte);
    });
  }
  const changed = [...initial].flatMap(([at, before]) => {
    const now = bytes.get(at) ?? 0;
    return now === before ? [] : [[at, now] as const];
  });
  return new Map(changed);
}

/** Consecutive bytes together, in order of their addresses. */
function runsOf(bytes: ReadonlyMap<bigint, number>): readonly ByteRun[] {
  const runs: { readonly first: bigint; readonly bytes: number[] }[] = [];
  for (const [at, byte] of [...bytes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = runs.at(-1);
    if (last !== undefined && last.first + BigInt(last.bytes.length) === at) last.bytes.push(byte);
    else runs.push({ first: at, bytes: [byte] });
  }
  return runs.map((run) => ({ addr: hex(run.first), hex: Buffer.from(run.bytes).toString('hex') }));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What is wrong with the arguments of a call is no fault of the model. */
function blamed(error: unknown): unknown {
  if (error instanceof RecordingError) return error;
  return new ModelError(`the model threw: ${reasonOf(error)}`, { cause: error });
}
