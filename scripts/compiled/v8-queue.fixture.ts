import type { ConcreteMemory } from '../../src/memory/concrete.ts';
import { V8Instance } from './v8.fixture.ts';

/** Fields of a compiled queue, in the order of the contract; the last one is of the reference model's kind of queue. */
export const QUEUE_FIELDS = [
  ...(['maxSize', 'size', 'ready', 'eventIdx', 'nextAvail', 'nextUsed', 'numAdded'] as const),
  ...(['descTable', 'availRing', 'usedRing', 'addedAll'] as const),
] as const;

/** The same of a walk. */
export const WALK_FIELDS = [
  ...(['table', 'entries', 'index', 'remaining', 'bytes', 'indirect', 'isFull'] as const),
] as const;

export type QueueNumbers = Readonly<Record<(typeof QUEUE_FIELDS)[number], bigint>>;
export type WalkNumbers = Readonly<Record<(typeof WALK_FIELDS)[number], bigint>>;

/** What an operation returned: a number, or the name of an error; and the state after it. */
export interface Outcome<State> {
  readonly result: bigint | string;
  readonly state: State;
  readonly out: readonly bigint[];
  readonly orders: readonly number[];
}

/** Runs operations of a compiled queue in V8, each in a fresh instance. */
export class V8Queue {
  readonly #module: object;

  constructor(module: object) {
    this.#module = module;
  }

  /** An operation of the queue. `pop` has the walk, too. */
  run(
    state: QueueNumbers,
    memory: ConcreteMemory,
    name: string,
    ...args: readonly (bigint | number)[]
  ): Outcome<QueueNumbers> & { readonly walk: WalkNumbers } {
    const instance = new V8Instance(this.#module, memory);
    instance.call('create', ...QUEUE_FIELDS.map((field) => state[field]));
    const code = instance.call(name, ...args);
    return {
      ...outcome(instance, code, 1),
      state: this.#queue(instance, name === 'save' ? 'saved' : 'state'),
      walk: this.#walk(instance),
    };
  }

  /** A queue that is made, or restored, and was nothing before. */
  start(memory: ConcreteMemory, name: 'make' | 'restore', ...args: readonly bigint[]): Outcome<QueueNumbers> {
    const instance = new V8Instance(this.#module, memory);
    const code = instance.call(name, ...args);
    return { ...outcome(instance, code, 0), state: this.#queue(instance, 'state') };
  }

  step(walk: WalkNumbers, memory: ConcreteMemory): Outcome<WalkNumbers> {
    const instance = new V8Instance(this.#module, memory);
    instance.call('walk_create', ...WALK_FIELDS.map((field) => walk[field]));
    const code = instance.call('step');
    return { ...outcome(instance, code, 4), state: this.#walk(instance) };
  }

  #queue(instance: V8Instance, name: string): QueueNumbers {
    // One number for each field.
    return Object.fromEntries(
      QUEUE_FIELDS.map((field, i) => [field, instance.value(name, i)]),
    ) as unknown as QueueNumbers;
  }

  #walk(instance: V8Instance): WalkNumbers {
    // The same.
    return Object.fromEntries(
      WALK_FIELDS.map((field, i) => [field, instance.value('walk_state', i)]),
    ) as unknown as WalkNumbers;
  }
}

function outcome(
  instance: V8Instance,
  code: bigint | number,
  outs: number,
): Pick<Outcome<never>, 'result' | 'out' | 'orders'> {
  instance.takeOver();
  const number = Number(code);
  const name = CODES[number];
  if (number < 0 && name === undefined) throw new TypeError(`there is no error ${number}`);
  return {
    result: name ?? BigInt(number),
    out: Array.from({ length: outs }, (_, i) => instance.value('out', i)),
    orders: [...instance.orders],
  };
}

/** What result codes stand for. */
const CODES: Readonly<Record<number, string>> = {
  [-1]: 'InvalidDescriptorIndex',
  [-2]: 'InvalidAvailRingIndex',
  [-3]: 'QueueNotReady',
  [-4]: 'InvalidQueue',
  [-5]: 'AddressOverflow',
  [-6]: 'GuestMemory',
  [-7]: 'InvalidMaxSize',
  [-8]: 'InvalidSize',
  [-9]: 'InvalidDescTableAlign',
  [-10]: 'InvalidAvailRingAlign',
  [-11]: 'InvalidUsedRingAlign',
  [-12]: 'QueueReady',
  [-20]: 'HeadOutOfRange',
  [-21]: 'NextOutOfRange',
  [-22]: 'Loop',
  [-23]: 'NestedIndirect',
  [-24]: 'IndirectWithNext',
  [-25]: 'InvalidTableLength',
  [-26]: 'TooLong',
  [-27]: 'ReadableAfterWritable',
  [-28]: 'Unmapped',
};
