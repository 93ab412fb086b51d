import { ok } from '../../../domain/result.ts';
import type { Width } from '../../../domain/width.ts';
import type { U64, Word } from '../../../domain/word.ts';
import type { GuestMemory } from '../../../memory/guest-memory.ts';

/** What an operation goes on with for a word that a load has found at an address. */
export type GoingOn = <W extends Width>(at: U64, found: Word<W>) => Word<W>;

/** A memory in which an operation goes on with something else for each word that it loads. */
export function goingOn(memory: GuestMemory, going: GoingOn): GuestMemory {
  return {
    ...memory,
    load: (address, width, ordering, known) => {
      const found = memory.load(address, width, ordering, known);
      return found.ok ? ok(going(address, found.value)) : found;
    },
    read: (address, widths, known) => {
      const found = memory.read(address, widths, known);
      if (!found.ok) return found;
      let offset = 0;
      const words = found.value.map((word: Word<Width>) => {
        const at = address.add(offset);
        offset += word.width / 8;
        return going(at, word);
      });
      // One word for each width, in their order.
      return ok(words) as typeof found;
    },
  };
}
