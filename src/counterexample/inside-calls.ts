import type { CallHost } from '../proof/call-host.ts';
import { seenThrough, type Model } from '../proof/model.ts';
import { isOpaque, snakeCase } from './plain.ts';

/**
 * The same model; whatever a proof asks of it, or of what it hands out, is a call of the host. What it hands out inside of
 * lists and records is handed out as it is.
 */
export function insideCalls(model: Model, host: CallHost): Model {
  return seenThrough(model, (implementation) => new Caller(host).behind(implementation, true));
}

/** Puts what a model hands out behind proxies that call through a host. */
class Caller {
  readonly #host: CallHost;
  readonly #targets = new WeakMap<object, object>();
  readonly #parts = new WeakMap<object, object>();

  constructor(host: CallHost) {
    this.#host = host;
  }

  behind<T extends object>(target: T, isImplementation: boolean): T {
    const proxy = new Proxy(target, {
      // With the object itself as `this`: its private fields are not the proxy's.
      get: (object, key) => {
        const value: unknown = Reflect.get(object, key, object);
        if (typeof key !== 'string') return value;
        if (isImplementation && typeof value === 'object' && value !== null && isOpaque(value))
          return this.#part(value);
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]): unknown => {
          const given = args.map((arg) => this.#unwrapped(arg));
          const work = (): unknown => Reflect.apply(value, object, given);
          return this.#wrapped(this.#host.call(snakeCase(key), work));
        };
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

  #unwrapped(value: unknown): unknown {
    return typeof value === 'object' && value !== null ? (this.#targets.get(value) ?? value) : value;
  }

  #wrapped(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if ('ok' in value && 'value' in value) return { ...value, value: this.#wrapped(value.value) };
    return isOpaque(value) ? this.behind(value, false) : value;
  }
}
