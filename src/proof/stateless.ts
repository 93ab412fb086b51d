import { MisuseError } from '../domain/misuse.ts';
import type { ModelRun } from './model-run.ts';
import { isBool, isWord } from './state-schema.ts';

/**
 * A model without state, as a body sees it: its functions are calls of operations, and return only data. The same goes for
 * groups of functions in it.
 */
export function statelessFace(declared: object, run: ModelRun): object {
  const groups = new WeakMap<object, object>();
  const read = (key: string | symbol): unknown => Reflect.get(declared, key, declared) as unknown;
  // Of an object of its own, since what is declared is constant, and of that a proxy may show nothing else.
  return new Proxy<object>(
    {},
    {
      has: (_, key) => key in declared,
      get: (_, key) => {
        const value = read(key);
        if (typeof key !== 'string') return value;
        if (typeof value === 'function')
          return (...args: readonly unknown[]): unknown =>
            data(
              key,
              run.make(key, args, () => Reflect.apply(value, declared, args) as unknown),
            );
        if (typeof value !== 'object' || value === null || !hasBehaviour(value)) return value;
        // The same each time: bodies may compare groups.
        const group = groups.get(value) ?? statelessFace(value, run);
        groups.set(value, group);
        return group;
      },
    },
  );
}

/** What an operation returned. Throws a `MisuseError` for objects that could have state. */
function data(operation: string, value: unknown): unknown {
  const parts = typeof value === 'object' && value !== null && !isValue(value) ? Object.values(value) : [];
  if (typeof value !== 'function' && !(typeof value === 'object' && value !== null && hasBehaviour(value))) {
    for (const part of parts) data(operation, part);
    return value;
  }
  throw new MisuseError(
    `${operation} returns an object with methods, which may have state that no proof starts from`,
    'Return words or plain objects of words, or declare the object as a part of the model: partOf.',
  );
}

function isValue(value: object): boolean {
  return isWord(value) || isBool(value);
}

function hasBehaviour(value: object): boolean {
  if (isValue(value) || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return true;
  return Object.values(value).some((member) => typeof member === 'function');
}
