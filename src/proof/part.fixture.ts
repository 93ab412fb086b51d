import type { BoolOperand, Domain, U16, U8 } from '../index.ts';
import type { Bool } from '../domain/word.ts';
import type { ObservedMemory } from '../memory/observed-memory.ts';
import { partOf, type OperationsOn, type Part } from './part.ts';
import { bool, u16, u8 } from './state-schema.ts';

/** What an interface knows of a counter. */
export interface CounterView {
  readonly count: U16;
  /** `open` of the state, under a name of the interface's own. */
  readonly isOpen: Bool;
  /** Whether it is at its limit: computed, so no field of the state. */
  readonly isFull: Bool;
}

export interface CounterOperations {
  /** Adds one; stays at the limit. */
  add(): void;
  open(): boolean;
  close?(): void;
}

/** All that a counter remembers. */
export interface CounterFields {
  readonly limit: U16;
  readonly count: U16;
  readonly open: Bool;
  /** Of the model alone. */
  readonly spare: U8;
}

/** A counter that is in one state for as long as an operation lasts. */
export class Counter implements CounterFields {
  readonly domain: Domain;
  limit: U16;
  count: U16;
  open: Bool;
  spare: U8;

  constructor(domain: Domain, fields: CounterFields) {
    this.domain = domain;
    this.limit = fields.limit;
    this.count = fields.count;
    this.open = fields.open;
    this.spare = fields.spare;
  }
}

export const COUNTER_OPERATIONS: OperationsOn<Counter, CounterOperations> = {
  add: (counter) => {
    const { domain, count, limit } = counter;
    counter.count = domain.select(count.lt(limit), count.add(1), count);
  },
  open: (counter) => {
    counter.open = counter.domain.bool(true);
    counter.spare = counter.domain.u8(0);
    return true;
  },
  close: (counter) => {
    counter.open = counter.domain.bool(false);
  },
};

/** A counter of which some operations are other ones. */
export function counterPart(
  operations: Partial<typeof COUNTER_OPERATIONS> = {},
  holds: (state: CounterFields, memory: ObservedMemory) => BoolOperand = () => true,
  premise: (state: CounterFields, memory: ObservedMemory) => BoolOperand = () => true,
): Part<CounterView, CounterOperations> {
  return partOf<CounterView, CounterOperations>()({
    state: {
      limit: u16({ min: 1, max: 1000 }),
      count: u16({ max: 1000 }),
      open: bool(),
      spare: u8({ max: 9 }),
    },
    invariant: ({ count, limit }) => count.le(limit),
    phases: {
      active: { fields: { open: true, spare: { max: 0 } }, holds, premise },
      full: { fields: { count: { same: 'limit' } } },
      small: { fields: { limit: { min: 4, max: 9, multipleOf: 4 }, count: { max: 8 } } },
    },
    instance: (domain, state) => new Counter(domain, state),
    view: ({ count, open, limit }) => ({ count, isOpen: open, isFull: count.eq(limit) }),
    operations: { ...COUNTER_OPERATIONS, ...operations },
  });
}
