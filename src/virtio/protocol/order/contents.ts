import type { Domain } from '../../../domain/domain.ts';
import type { Bool, U64 } from '../../../domain/word.ts';
import type { OrderedStep } from '../../../proof/ordered.ts';
import type { QueuePlace } from '../../split/areas.ts';
import { isContents } from '../ring-contents.ts';
import { memoryAccesses } from './steps.ts';

/** Steps of a thread without what notification says nothing of. */
export interface WithoutContents {
  readonly steps: readonly OrderedStep[];
  /**
   * Whether all that was left out are descriptors, ring entries, and what is outside of the rings, which have no byte in common with
   * the words of the rings: `protocol/ring-contents` proves that.
   */
  readonly isApart: Bool;
}

/** Leaves out of a thread all accesses but those to the words by which both sides tell each other how far they are. */
export function withoutContents(
  domain: Domain,
  place: QueuePlace,
  words: readonly { readonly at: U64 }[],
  steps: readonly OrderedStep[],
): WithoutContents {
  const isRingWord = (address: U64): boolean =>
    domain.decide(domain.bool(false).or(...words.map(({ at }) => at.eq(address))));
  const contents = memoryAccesses(steps).filter(({ place: { address } }) => !isRingWord(address));
  const ids = new Set(contents.map(({ id }) => id));
  const isApart = contents.map(({ place: { address }, value }) =>
    isContents(place, { start: address, length: domain.u64(value.width / 8) }),
  );
  return {
    steps: steps.filter(({ id }) => !ids.has(id)),
    isApart: domain.bool(true).and(...isApart),
  };
}
