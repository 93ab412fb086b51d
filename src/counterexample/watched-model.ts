import { seenThrough, type Model } from '../proof/model.ts';
import type { JsonValue } from '../proof/verdict.ts';
import { isOpaque, plain, plainFields, plainResult, snakeCase } from './plain.ts';
import type { Fields, ReplayEvent } from './replay-event.ts';

type Tell = (event: ReplayEvent) => void;

/** The same model; whatever a proof asks of it is told. What it asks of itself is not. */
export function watched(model: Model, tell: Tell): Model {
  return seenThrough(model, (implementation) => new Watch(tell).behind(implementation, true));
}

/** Puts what a model hands out behind proxies that tell of calls. */
class Watch {
  readonly #tell: Tell;
  readonly #targets = new WeakMap<object, object>();
  readonly #parts = new WeakMap<object, object>();

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  behind<T extends object>(target: T, isImplementation: boolean): T {
    const proxy = new Proxy(target, {
      // With the object itself as `this`: its private fields are not the proxy's.
      get: (object, key) => {
        const value: unknown = Reflect.get(object, key, object);
        if (typeof key !== 'string') return value;
        // A part of the implementation, such as one of two vectors of a device, has operations of its own.
        if (isImplementation && typeof value === 'object' && value !== null && isOpaque(value))
          return this.#part(value);
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]): unknown =>
          this.#call(object, isImplementation, key, (given) => Reflect.apply(value, object, given), args);
      },
    });
    this.#targets.set(proxy, target);
    return proxy;
  }

  /** The same proxy each time: bodies may compare parts. */
  #part(value: object): object {
    const known = this.#parts.get(value) ?? this.behind(value, true);
    this.#parts.set(value, known);
    return known;
  }

  #call(
    object: object,
    isImplementation: boolean,
    key: string,
    work: (args: readonly unknown[]) => unknown,
    args: readonly unknown[],
  ): unknown {
    const given = args.map((arg) => this.#unwrapped(arg));
    if (isImplementation && key === 'create') {
      const [, state] = given;
      this.#tell({ kind: 'created', state: fieldsOf(state) ?? {} });
      return this.#wrapped(work(given));
    }
    const operation = snakeCase(key);
    const shown = given.map((arg) => plain(arg)).filter((arg): arg is JsonValue => arg !== undefined);
    this.#tell({ kind: 'call', operation, args: shown });
    const result = work(given);
    // What an operation on an implementation is about is the first of its arguments that has a state.
    const subject = [isImplementation ? undefined : object, ...given].find((one) => stateOf(one) !== null);
    this.#tell({ kind: 'return', operation, result: plainResult(result), state: stateOf(subject) });
    return this.#wrapped(result);
  }

  #unwrapped(value: unknown): unknown {
    return typeof value === 'object' && value !== null ? (this.#targets.get(value) ?? value) : value;
  }

  #wrapped(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if ('ok' in value && 'value' in value) return { ...value, value: this.#wrapped(value.value) };
    return isOpaque(value) ? this.behind(value, false) : value;
  }
}

/** The state that an object shows of itself; `null` where it shows none. */
function stateOf(value: unknown): Fields | null {
  if (typeof value !== 'object' || value === null || !('state' in value)) return null;
  return fieldsOf(value.state);
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !isOpaque(value) ? plainFields(value) : null;
}
