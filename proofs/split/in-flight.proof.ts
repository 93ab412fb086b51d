import { isInTurn, sameState, usedIdxAddress } from 'ringproof/virtio/split';
import { inFlight } from './in-flight.ts';

export const kept = inFlight.proofs;

export const canBeReturned = inFlight.follows({
  id: 'split/in-flight/can-be-returned',
  title: 'a chain that was popped and not returned can be returned',
  requirements: [],
  doesNotProve:
    'anything of an idx that a region’s end or base keeps from being one unit: see split/activation-units; nor, with IN_ORDER, of a chain before its turn.',
  covers: ['the only one', 'the last of a full ring'],
  body: (p, _device, { queue, memory }, { domain, ghost, seen: { state } }) => {
    p.assume(ghost.held.ge(1).and(memory.accessible(usedIdxAddress(state), 16)));
    p.assume(isInTurn(domain, state, memory, ghost.head));

    const result = queue.addUsed(memory, ghost.head, p.any.u32('len'));

    p.assert('it is returned', result.ok);
    p.cover('the only one', ghost.out.eq(1));
    p.cover('the last of a full ring', ghost.out.eq(32768));
  },
});

export const undoTakesBackOnlyWhatIsOut = inFlight.follows({
  id: 'split/in-flight/undo-of-none',
  title: 'with no chain in flight, there is none to take back: undoing a pop changes nothing',
  requirements: [],
  doesNotProve: 'that the chain that is taken back is the one that the caller means.',
  needs: ['undoPop'],
  covers: ['a queue in use'],
  body: (p, _device, { queue }, { domain, ghost, seen: { state } }) => {
    p.assume(ghost.out.eq(0));

    queue.undoPop?.();

    p.assert('nothing is taken back', sameState(domain, state, queue.state));
    p.cover('a queue in use', state.nextAvail.ne(0));
  },
});
