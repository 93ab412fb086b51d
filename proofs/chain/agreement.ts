import type { About, Bool, ProofContext, U64 } from 'ringproof';
import type { WalkedDevice } from 'ringproof/virtio/split';
import { sameDescriptor } from './descriptor.ts';
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

  p.assert('a well-formed chain is no error', result.ok, about);
  const yielded = result.ok ? result.value : undefined;
  p.assert(
    'it yields where the chain goes on, and only there',
    (yielded === undefined) === (element === undefined),
    about,
  );
  if (yielded !== undefined && element !== undefined)
    p.assert('it yields the element of the chain', sameDescriptor(yielded, element), about);
  const expected = device.sumsLengths ? after : { ...after, bytes: before.bytes };
  // Whether a walk counts what the chain may have, or the table alone, is its own affair: chain/within-queue-size asks.
  const other = { ...expected, remaining: remainingOfTable };
  p.assert(
    'it stands where the chain goes on',
    sameWalk(walk.state, expected).or(sameWalk(walk.state, other)),
    about,
  );
  return specified;
}
