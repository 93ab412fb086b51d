/** Two proofs for `ringproof doctor`: of what is true, and of what is not. Both need a solver. */
import { proof } from '../proof/declare.ts';
import type { ProofContext } from '../proof/context.ts';

type U16 = ReturnType<ProofContext['any']['u16']>;
type Bool = ReturnType<U16['eq']>;

/** The slot of a running index, and of the next one, in a ring of any size. */
function slots(p: ProofContext): { readonly size: U16; readonly slot: U16; readonly next: U16 } {
  const size = p.any.powerOfTwo('size');
  const index = p.any.u16('index');
  return { size, slot: index.rem(size), next: index.add(1).rem(size) };
}

const follows = (slot: U16, next: U16): Bool => next.eq(slot.add(1));

export const whatIsTrue = proof({
  id: 'self-test/true',
  title: 'The next slot follows, or is the first',
  requirements: [],
  doesNotProve: 'anything about a queue.',
  covers: ['it follows'],
  body: (p) => {
    const { slot, next } = slots(p);
    p.assert('it follows, or is the first', follows(slot, next).or(next.eq(0)));
    p.cover('it follows', follows(slot, next));
  },
});

export const whatIsFalse = proof({
  id: 'self-test/false',
  title: 'The next slot follows',
  requirements: [],
  doesNotProve: 'anything, for it is not so.',
  covers: [],
  body: (p) => {
    const { size, slot, next } = slots(p);
    p.assume(size.gt(1));
    p.assert('it follows', follows(slot, next));
  },
});
