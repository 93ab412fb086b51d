import type { About, Bool, ProofContext, U64 } from 'ringproof';
import type { WalkedDevice } from 'ringproof/virtio/split';
import { sameDescriptor } from './descriptor.ts';
import { isCopyOfMemory } from './next-descriptor.ts';
import { specifiedStep, type SpecifiedStep } from './specification.ts';
import { bytesSoFar, sameWalk, type AnyWalk } from './walk.ts';

/** Makes a step and claims that it is the one of the specification, for sums of lengths of which `isAsked` holds. `about` is what all of it stands for. */
export function agrees<Requirement extends string>(
  p: ProofContext<never, Requirement>,
  device: WalkedDevice,
  { walk, before, memory }: AnyWalk,
  isAsked: (sum: U64) => Bool,
  about: About<Requirement>,
): SpecifiedStep {
  const result = walk.next(memory);
  const specified = specifiedStep(p, { before, memory });
  const { element, after, remainingOfTable } = specified;
  if (element !== undefined) p.assume(isAsked(bytesSoFar(p.domain, before).add(element.len.zeroExtend(64))));

  const { named, as } = standing(p, { before, memory }, about);
  p.assert(named('a well-formed chain is no error'), result.ok, as);
  const yielded = result.ok ? result.value : undefined;
  p.assert(
    named('it yields where the chain goes on, and only there'),
    (yielded === undefined) === (element === undefined),
    as,
  );
  if (yielded !== undefined && element !== undefined)
    p.assert(named('it yields the element of the chain'), sameDescriptor(yielded, element), as);
  const expected = device.sumsLengths ? after : { ...after, bytes: before.bytes };
  // Whether a walk counts what the chain may have, or the table alone, is its own affair: chain/within-queue-size asks.
  const other = { ...expected, remaining: remainingOfTable };
  p.assert(
    named('it stands where the chain goes on'),
    sameWalk(walk.state, expected).or(sameWalk(walk.state, other)),
    as,
  );
  // Only of a walk that reads ahead.
  if (walk.state.isRead !== undefined)
    p.assert(
      named('a descriptor that it keeps is that of the place where it stands'),
      isCopyOfMemory(p.domain, walk.state, memory),
      as,
    );
  return specified;
}

/** What the assertions stand for. The driver may not change what was read ahead: if it did, the text leaves the rest open. */
function standing<Requirement extends string>(
  p: ProofContext,
  { before, memory }: Omit<AnyWalk, 'walk'>,
  about: About<Requirement>,
): { readonly named: (name: string) => string; readonly as: About<Requirement> } {
  const isChanged = before.isRead !== undefined && !p.domain.decide(isCopyOfMemory(p.domain, before, memory));
  return isChanged
    ? { named: (name) => `${name}, changed since it was read`, as: { ...about, kind: 'promise' } }
    : { named: (name) => name, as: about };
}
