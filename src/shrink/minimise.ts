import {
  bytesOf,
  bytesThatCount,
  hasLessBytes,
  lowerBytes,
  shrinkBytes,
  type ByteAt,
} from './shrink-bytes.ts';
import { goalsOf, inSizeOrder, shrinkInputs, type Breaks } from './shrink-inputs.ts';
import { shrinkRegions, type TouchedFrom } from './shrink-regions.ts';
import type { ConcreteState } from '../context/concrete-state.ts';
import type { Budget } from './budget.ts';
import { inputComponent } from './components.ts';
import type { Prover } from '../prover/prover.ts';
import { remembered } from './remembered.ts';
import { SmallerStates, type Searched } from './smaller-states.ts';

/** A counterexample to minimise, and the means to decide whether another state is one as well. */
export interface Minimisable extends Searched {
  readonly state: ConcreteState;
  readonly touched: TouchedFrom;
  /** Called with each smaller counterexample on the way. */
  readonly onSmaller: (state: ConcreteState) => void;
}

/**
 * The least counterexample to an assertion: queue sizes as small as they can be, then every other input in the order of
 * declaration as small as those before it allow (aligned addresses on a page each, where they can be), then the bytes of
 * memory, read as one number whose first byte is the lowest, then the fewest and smallest regions. Whichever state a solver
 * found, the result is the same if the budget was enough, that is, if the budget is complete in the end.
 */
export function minimise(prover: Prover, found: Minimisable, budget: Budget): ConcreteState {
  const { inputs, touched, onSmaller } = found;
  const breaks = remembered((state) => budget.spendReplay() && found.breaks(state));
  const solver = new SmallerStates(prover, { ...found, breaks }, budget);
  const declared = [...inputs.values()];
  const shrink = (next: ConcreteState): ConcreteState => shrinkInputs(next, declared, breaks);
  let state = found.state;
  const improve = (next: ConcreteState): void => {
    if (next !== state) onSmaller(next);
    state = next;
  };
  improve(shrink(state));
  const goals = goalsOf(declared);
  const inOrder = inSizeOrder(declared).flatMap((input) => {
    const goal = goals.get(input.input.name);
    return goal === undefined ? [] : [{ input, goal }];
  });
  // Replays have usually found the least state already.
  const places = inOrder.map(({ input, goal }) => inputComponent(prover.terms, input, goal));
  if (!solver.areLeast(state, places))
    for (const { input, goal } of inOrder) improve(solver.leastInput(state, input, goal, shrink));
  improve(shrinkBytes(state, touched, breaks));
  improve(leastBytes(state, touched, breaks, solver, budget));
  return shrinkRegions(state, touched, breaks, () => budget.markIncomplete());
}

/** A state in which each of the bytes that count, highest address first, is as small as those before it allow. */
function leastBytes(
  start: ConcreteState,
  touched: TouchedFrom,
  breaks: Breaks,
  solver: SmallerStates,
  budget: Budget,
): ConcreteState {
  const done = new Set<string>();
  const isOpen = (byte: ByteAt): boolean => !done.has(keyOf(byte));
  let state = start;
  // Where all bytes are 0 there is nothing to ask. A state that is found may have others.
  while (bytesOf(state).some(isOpen)) {
    const open = bytesThatCount(state, touched).filter(isOpen);
    for (const byte of open) done.add(keyOf(byte));
    const found = solver.leastBytes(state, open, (next) => lowerBytes(next, breaks));
    // Another path may read other, more significant bytes: then it is no smaller, and the smaller states were not asked for.
    if (found !== state && !hasLessBytes(found, state)) {
      budget.markIncomplete();
      return state;
    }
    state = found;
  }
  return state;
}

function keyOf({ memory, address }: ByteAt): string {
  return `${memory} ${address}`;
}
