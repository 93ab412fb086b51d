import type { ProofContext } from 'ringproof';
import type { WalkOperations } from 'ringproof/virtio/split';
import { sameDescriptor } from './descriptor.ts';
import { step, type AnyWalk, type WalkAtDescriptor } from './walk.ts';

/** Claims that the walk yields nothing: it is over then for good, see chain/end-is-final. */
export function endsAtOnce(p: ProofContext, any: Pick<AnyWalk, 'walk' | 'memory'>): void {
  p.assert('nothing is yielded', step(any) === undefined);
}

/** Claims that the walk yields no more than the descriptor that it stands at, as it is in memory. */
export function endsBehind(p: ProofContext, { walk, memory, descriptor }: WalkAtDescriptor): void {
  const last = step({ walk, memory });
  p.assert(
    'no descriptor but that with the fault is yielded',
    last === undefined || sameDescriptor(last, descriptor),
  );
  p.assert('nothing is yielded after it', step({ walk, memory }) === undefined);
}

/** What `reports` is about. */
export const NEEDS_RESET = 'status.device.should-set-needs-reset-on-unrecoverable-error';

/** The covers of `reports`. */
export const REPORTED = ['such a chain'] as const;

/**
 * Claims that a caller can tell the end that the walk comes to, at once or behind the descriptor that it stands at, from
 * that of a complete chain: by an error. The answer is what the walk comes to.
 */
export function reports(
  p: ProofContext<(typeof REPORTED)[number], typeof NEEDS_RESET>,
  { walk, memory }: Pick<AnyWalk, 'walk' | 'memory'>,
): ReturnType<WalkOperations['next']> {
  const result = walk.next(memory);
  const ended = result.ok && result.value !== undefined ? walk.next(memory) : result;
  p.assert('it is reported', !ended.ok, { requirement: NEEDS_RESET, kind: 'should' });
  p.cover('such a chain');
  return ended;
}
