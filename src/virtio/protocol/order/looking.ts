import type { Width } from '../../../domain/width.ts';
import type { U16, U64, Word } from '../../../domain/word.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';
import type { ProofContext } from '../../../proof/context.ts';
import { isWord16 } from './found.ts';
import { goingOn } from './words-found.ts';

/** A word that an operation looks at, and the value that tells it nothing. */
export interface Looked {
  readonly at: U64;
  readonly old: U16;
}

/** A memory for one operation, and how many events there were once that had found a new value of a word. */
export interface Looking {
  readonly memory: GuestMemory;
  readonly seen: () => number | undefined;
}

/**
 * A memory in which an operation that has found a new value of a word goes on with 0 for all that it loads afterwards: for questions that
 * are settled then.
 */
export function lookingAt(p: ProofContext, memory: GuestMemory, { at, old }: Looked): Looking {
  const { domain } = p;
  let seen: number | undefined;
  const going = <W extends Width>(address: U64, found: Word<W>): Word<W> => {
    if (seen !== undefined) return domain.word(found.width, 0);
    const word: Word<Width> = found;
    if (isWord16(word) && domain.decide(address.eq(at).and(word.ne(old)))) seen = p.events.all.length;
    return found;
  };
  return { seen: () => seen, memory: goingOn(memory, going) };
}
