import type { U64 } from '../../domain/word.ts';
import type { ObservedMemory } from '../../memory/observed-memory.ts';
import type { ProofContext } from '../../proof/context.ts';
import { hostOf } from '../../proof/run-host.ts';
import { u64 } from '../../proof/state-schema.ts';
import { areApart, type Area } from '../split/areas.ts';

/** What an allocator answers. */
interface Answer {
  /** `null` where there is no memory left. */
  readonly start: U64 | null;
}

/** The allocator of a run. Drivers that share it are answered alike: the n-th table of each is in the same place. */
export class Allocations {
  readonly #answers: Answer[] = [];

  /** Memory for the n-th table of a driver, from 0 on, which is in no area of the queue; any or none. */
  next(
    p: ProofContext,
    n: number,
    memory: ObservedMemory,
    taken: readonly Area[],
    bytes: number,
  ): U64 | undefined {
    const { start } = (this.#answers[n] ??= answer(p, `indirect_table${n === 0 ? '' : n + 1}`));
    if (start === null) return undefined;
    const length = p.domain.u64(bytes);
    p.assume(memory.checkSlice(start, length));
    for (const area of taken) p.assume(areApart({ start, length }, area));
    return start;
  }
}

function answer(p: ProofContext, name: string): Answer {
  if (p.domain.decide(p.any.bool(`${name}_fails`))) return { start: null };
  const field = u64({ multipleOf: 16 });
  // How far up one can begin depends on its length. A field of 64 bits has words of 64 bits.
  return { start: hostOf(p).stateWord(name, field, { isProbed: false, field: 'own' }) as U64 };
}
