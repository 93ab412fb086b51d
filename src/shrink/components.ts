import type { ByteAt } from './shrink-bytes.ts';
import type { Goal } from './shrink-inputs.ts';
import type { ConcreteState } from '../context/concrete-state.ts';
import type { BoolTerm, IntTerm } from '../term/term.ts';
import type { Terms } from '../term/terms.ts';
import type { DeclaredInput } from '../context/symbolic-context.ts';

/** An input or a byte, as terms that compare it with what it is in some state. */
export interface Component {
  readonly isAsIn: (state: ConcreteState) => BoolTerm;
  readonly isBetterThanIn: (state: ConcreteState) => BoolTerm;
}

/** Holds in the states that are better in the first place in which they differ at all. */
export function isSmallerIn(t: Terms, state: ConcreteState, places: readonly Component[]): BoolTerm {
  return places.reduceRight<BoolTerm>(
    (rest, place) => t.or(place.isBetterThanIn(state), t.and(place.isAsIn(state), rest)),
    t.false,
  );
}

/** An input, whose best value comes before its least ones. */
export function inputComponent(t: Terms, declared: DeclaredInput, { best, least }: Goal): Component {
  const { name } = declared.input;
  const { term } = declared;
  if (term.sort === 'bool') {
    const isTrue = ({ inputs }: ConcreteState): boolean => inputs.get(name) === true;
    return {
      isAsIn: (state) => t.iff(term, t.truth(isTrue(state))),
      isBetterThanIn: (state) => t.and(t.not(term), t.truth(isTrue(state))),
    };
  }
  const valueIn = ({ inputs }: ConcreteState): bigint => integer(inputs.get(name));
  const [ideal, low] = [integer(best), integer(least)];
  return {
    isAsIn: (state) => t.eq(term, t.const(valueIn(state))),
    isBetterThanIn: (state) => {
      const value = valueIn(state);
      if (value === ideal) return t.false;
      // An integer may be less than what counts as least.
      const isLess = value < low ? t.le(t.const(low), term) : between(t, low, term, value);
      return t.or(t.eq(term, t.const(ideal)), isLess);
    },
  };
}

/** A byte of a memory's initial content. */
export function byteComponent(t: Terms, byte: ByteAt): Component {
  const term = byteTerm(t, byte);
  return {
    isAsIn: (state) => t.eq(term, t.const(valueAt(state, byte))),
    isBetterThanIn: (state) => between(t, 0n, term, valueAt(state, byte)),
  };
}

/** The term of a byte of a memory's initial content. */
export function byteTerm(t: Terms, { memory, address }: ByteAt): IntTerm {
  return t.load(t.memory(memory), t.const(address), 1);
}

/** What that byte is in a state. */
export function valueAt({ memories }: ConcreteState, { memory, address }: ByteAt): bigint {
  return BigInt(memories.get(memory)?.bytes.get(address) ?? 0);
}

function between(t: Terms, low: bigint, term: IntTerm, below: bigint): BoolTerm {
  return t.and(t.le(t.const(low), term), t.le(term, t.const(below - 1n)));
}

function integer(value: bigint | boolean | undefined): bigint {
  return typeof value === 'bigint' ? value : 0n;
}
