import { sought, truth } from './checks.ts';

interface Constructor {
  readonly prototype: object;
  new (...args: never[]): object;
}
type Collection = 'Map' | 'Set' | 'WeakMap' | 'WeakSet';

/** Methods whose first argument is a key, as far as this version of Node has them. */
const KEYED = ['get', 'set', 'has', 'add', 'delete', 'getOrInsert', 'getOrInsertComputed'];
/** Methods that return a set of the global class. */
const MAKES_SET = ['union', 'intersection', 'difference', 'symmetricDifference'];

/** A collection of JavaScript's that throws a `MisuseError` for a value of the domain as a key, which it would look up by identity. */
function checkedCollection(name: Collection, original: Constructor): Constructor {
  const checked = { [name]: class extends original {} }[name] ?? original;
  for (const method of KEYED)
    replaceMethod(checked.prototype, original.prototype, method, (work) => {
      return function (this: unknown, ...args: unknown[]): unknown {
        if (args.length > 0) sought(name, args[0]);
        return work.apply(this, args);
      };
    });
  return checked;
}

function checkedSet(): Constructor {
  const checked = checkedCollection('Set', globalThis.Set);
  for (const method of MAKES_SET)
    replaceMethod(checked.prototype, globalThis.Set.prototype, method, (work) => {
      return function (this: unknown, ...args: unknown[]): unknown {
        return construct(checked, work.apply(this, args));
      };
    });
  return checked;
}

function checkedMap(): Constructor {
  const checked = checkedCollection('Map', globalThis.Map);
  replaceMethod(checked, globalThis.Map, 'groupBy', (work) => {
    return function (this: unknown, items: unknown, keyOf: unknown): unknown {
      const checkedKey = (...args: unknown[]): unknown =>
        sought(
          'Map',
          typeof keyOf === 'function' ? (Reflect.apply(keyOf, undefined, args) as unknown) : undefined,
        );
      const given = typeof keyOf === 'function' ? checkedKey : keyOf;
      return construct(checked, work.call(this, items, given));
    };
  });
  return checked;
}

function construct(made: Constructor, ...args: unknown[]): unknown {
  return Reflect.construct(made, args) as unknown;
}

type Work = (this: unknown, ...args: unknown[]) => unknown;

/** Defines a method on `target` that does what that of `source` does, if it has one, by way of another function. */
function replaceMethod(target: object, source: object, name: string, by: (work: Work) => Work): void {
  const work: unknown = Reflect.get(source, name);
  if (typeof work !== 'function') return;
  // A function of JavaScript's own, which takes what it is given.
  const value = by(work as Work);
  Object.defineProperty(value, 'name', { value: name, configurable: true });
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

/** `Boolean`, which throws a `MisuseError` for a value of the domain: every object is true. */
function checkedBoolean(): unknown {
  const checked = function (...[value]: readonly unknown[]): unknown {
    truth('Boolean', value);
    // Its type leaves out that it is called without `new`.
    const isNew = Boolean(new.target);
    return isNew ? Object(Boolean(value)) : Boolean(value);
  };
  Object.defineProperty(checked, 'name', { value: 'Boolean', configurable: true });
  Object.defineProperty(checked, 'prototype', { value: Boolean.prototype, writable: false });
  return checked;
}

/** What code of the user's has in place of the globals of these names. */
export const CHECKED_GLOBALS = {
  Map: checkedMap(),
  Set: checkedSet(),
  WeakMap: checkedCollection('WeakMap', globalThis.WeakMap),
  WeakSet: checkedCollection('WeakSet', globalThis.WeakSet),
  Boolean: checkedBoolean(),
} as const;

/** Makes these constant, as the globals that they stand for. */
export function freezeCheckedGlobals(): void {
  for (const each of Object.values(CHECKED_GLOBALS)) {
    Object.freeze(each);
    const prototype: unknown = Reflect.get(Object(each) as object, 'prototype');
    Object.freeze(prototype);
  }
}
