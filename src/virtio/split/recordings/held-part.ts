import { concreteDomain } from '../../../domain/concrete.ts';
import { readState, type Part } from '../../../proof/part.ts';
import type { StateRecord } from '../../../proof/state-schema.ts';

/** The operation of an interface without the instance. */
type Call<Operation> = Extract<NonNullable<Operation>, (...args: never[]) => unknown>;

/** A part of a model outside any proof, on numbers. As in proofs, only its declared fields survive an operation. */
export class HeldPart<V, Ops> {
  record: StateRecord;
  readonly #part: Part<V, Ops>;
  readonly #name: string;

  /** In the state of an instance. `name` says in errors what it is. */
  constructor(part: Part<V, Ops>, name: string, instance: object) {
    this.#part = part;
    this.#name = name;
    this.record = readState(part.fields, instance, `a ${name}`);
  }

  get view(): V {
    return this.#part.view(this.record, concreteDomain);
  }

  /** Does something to an instance in its state, and takes over the state that the instance is in then. */
  with<T>(work: (instance: object) => T): T {
    const instance = this.#part.instance(concreteDomain, this.record);
    const result = work(instance);
    this.record = readState(this.#part.fields, instance, `the ${this.#name}`);
    return result;
  }

  call<K extends keyof Ops & string>(
    operation: K,
    ...args: Parameters<Call<Ops[K]>>
  ): ReturnType<Call<Ops[K]>> {
    const work = this.#part.operations[operation];
    if (work === undefined) throw new TypeError(`the model has no ${operation}`);
    // The part was declared with an operation of this type.
    return this.with((instance) => work(instance, ...args)) as ReturnType<Call<Ops[K]>>;
  }
}
