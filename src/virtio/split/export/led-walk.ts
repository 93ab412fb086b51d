import type { ConformanceAdapter } from '../../../conform/adapter.ts';
import { integerOf, isFields, listOf, stringOf, type Json, type JsonObject } from '../../../conform/json.ts';
import type { CounterexampleStep } from '../../../proof/counterexample.ts';
import type { ConcreteMemoryState } from '../../../context/concrete-state.ts';
import { leadsTo } from './lead-in.ts';
import type { RecordedOp } from '../../../export/recorded.ts';
import { Recording } from './recording.ts';
import { WriteError } from '../../../proof/write-error.ts';

/** A queue that gives a chain, on which a walk goes as in a counterexample. */
export interface LedWalk {
  readonly queue: JsonObject;
  readonly memory: ConcreteMemoryState;
  readonly ops: readonly RecordedOp[];
}

/**
 * A walk that starts in the middle of a chain, as the end of the walk along a whole one: of those that could lead to it, the
 * first on which the model yields from there on what it yields in the counterexample. Throws a `WriteError` where none does.
 */
export function ledWalk(
  state: JsonObject,
  steps: readonly CounterexampleStep[],
  memory: ConcreteMemoryState,
  adapter: ConformanceAdapter,
): LedWalk {
  if (steps.some(({ kind }) => kind === 'other-side')) {
    throw new WriteError('recordings walk a chain to its end at once, and here the driver writes meanwhile');
  }
  const yielded = yieldedIn(steps);
  for (const lead of leadsTo(state, memory, accessedIn(steps))) {
    const run = new Recording(null, lead.queue, lead.memory, adapter);
    const popped = run.run({ op: popIn(adapter), args: {}, isNeeded: true });
    if (popped !== undefined && goesOn(popped.result?.['ok'], lead.passed, yielded)) {
      return { ...lead, ops: run.ops };
    }
  }
  throw new WriteError('it starts in the middle of a walk, and no chain was found that leads there');
}

/** The operation that pops a chain. */
function popIn({ operations }: ConformanceAdapter): string {
  const upstream = 'pop_descriptor_chain';
  return operations.includes(upstream) ? upstream : 'pop';
}

/** What each call of `next` gave: a descriptor, or `null` at an end of any kind. */
function yieldedIn(steps: readonly CounterexampleStep[]): readonly (JsonObject | null)[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'return' || step.operation !== 'next') return [];
    const result: Json = step.result;
    const value = isFields(result) ? (result['ok'] ?? null) : null;
    return [isFields(value) ? value : null];
  });
}

function accessedIn(steps: readonly CounterexampleStep[]): ConcreteMemoryState['regions'] {
  return steps.flatMap((step) =>
    step.kind === 'access' ? [{ base: BigInt(step.address), size: BigInt(step.length) }] : [],
  );
}

/** Whether a recorded chain, so many descriptors having passed, goes on as it is to. */
function goesOn(chain: Json | undefined, passed: number, yielded: readonly (JsonObject | null)[]): boolean {
  if (!isFields(chain) || yielded.length === 0) return false;
  const count = integerOf(chain['count'], 'count', 0, Number.MAX_SAFE_INTEGER);
  const descs = listOf(chain['descs'], 'descs');
  return yielded.every((wanted, i) => {
    if (wanted === null) return count <= passed + i;
    const desc = descs[passed + i];
    if (desc === undefined) return false;
    const [addr, len, flags, next] = listOf(desc, 'desc');
    const is = { addr: stringOf(addr, 'addr'), len, flags, next };
    return Object.entries(is).every(([name, value]) => wanted[name] === value);
  });
}
