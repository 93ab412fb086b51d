import { identity, number, sought, truth } from './checks.ts';
import type { TruthForm } from './forms.ts';
import { isDomainValue } from './values.ts';

/** Arguments of a built-in function, looked at and maybe exchanged for others. Throws a `MisuseError` for a misuse. */
export type Check = (receiver: unknown, args: readonly unknown[]) => readonly unknown[];

/** A function of JavaScript's own. */
type BuiltIn = (...args: readonly unknown[]) => unknown;

const PREDICATES = ['every', 'some', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex'] as const;
const SEARCHES = ['includes', 'indexOf', 'lastIndexOf'] as const;
const NUMBER_TESTS = ['isInteger', 'isSafeInteger', 'isFinite', 'isNaN'] as const;

const TYPED_ARRAY: unknown = Object.getPrototypeOf(Uint8Array.prototype);
/** `%IteratorPrototype%`; its helpers are there from Node 22. */
const ITERATOR: unknown = Object.getPrototypeOf(Object.getPrototypeOf([].values()));

/** What built-in functions that ask for truth or identity are given, by function. */
const CHECKS: ReadonlyMap<unknown, Check> = new Map<unknown, Check>([
  ...PREDICATES.flatMap((name) =>
    methodsNamed(name, [Array.prototype, TYPED_ARRAY, ITERATOR]).map(
      (method) => [method, predicate(name)] as const,
    ),
  ),
  ...SEARCHES.flatMap((name) =>
    methodsNamed(name, [Array.prototype, TYPED_ARRAY]).map((method) => [method, search(name)] as const),
  ),
  ...NUMBER_TESTS.map((name) => {
    const check: Check = (_, args) => [number(`Number.${name}`, args[0]), ...args.slice(1)];
    const method: unknown = Reflect.get(Number, name);
    return [method, check] as const;
  }),
  [
    Object.is,
    (_, args) => {
      identity('Object.is', args[0], args[1]);
      return args;
    },
  ],
]);

/**
 * Has those that are no methods, such as `Object.is`, look at their arguments themselves in this process: under another name, a call
 * of one cannot be told from any other.
 */
export function refuseIdentity(): void {
  const named = [[Object, 'is'], ...NUMBER_TESTS.map((name) => [Number, name] as const)] as const;
  for (const [holder, name] of named) {
    const value = checkedFunction(Reflect.get(holder, name));
    Object.defineProperty(holder, name, { value, writable: true, configurable: true });
  }
}

/** Names of those functions: a call of a method of another name is not looked at. */
export const GUARDED_NAMES: ReadonlySet<string> = new Set([
  ...PREDICATES,
  ...SEARCHES,
  ...NUMBER_TESTS,
  'is',
]);

/** What a built-in function of such a name is given instead of its arguments; of any other function the same. */
export function checkedArguments(
  name: string,
  receiver: unknown,
  args: readonly unknown[],
): readonly unknown[] {
  return checkOf(name, receiver)?.(receiver, args) ?? args;
}

function checkOf(name: string, receiver: unknown): Check | undefined {
  // Anything else has no such built-in method, and its getters are its own business.
  const isKnown =
    Array.isArray(receiver) ||
    receiver === Object ||
    receiver === Number ||
    ArrayBuffer.isView(receiver) ||
    isIterator(receiver);
  return isKnown ? CHECKS.get(Reflect.get(receiver, name)) : undefined;
}

function isIterator(receiver: unknown): receiver is object {
  return (
    typeof receiver === 'object' &&
    receiver !== null &&
    Object.prototype.isPrototypeOf.call(Object(ITERATOR) as object, receiver)
  );
}

const twins = new Map<unknown, BuiltIn>();

/** A function that looks at its arguments first, in place of a built-in one that asks for truth or identity; else the same value. */
export function checkedFunction(value: unknown): unknown {
  const check = CHECKS.get(value);
  if (check === undefined || typeof value !== 'function') return value;
  const known = twins.get(value);
  if (known !== undefined) return known;
  const twin = function (this: unknown, ...args: readonly unknown[]): unknown {
    return Reflect.apply(value, this, check(this, args)) as unknown;
  };
  Object.freeze(twin);
  twins.set(value, twin);
  return twin;
}

function methodsNamed(name: string, owners: readonly unknown[]): readonly unknown[] {
  return owners
    .map((owner): unknown => Reflect.get(Object(owner) as object, name))
    .filter((method) => method !== undefined);
}

function predicate(name: TruthForm): Check {
  return (_, [callback, ...rest]) => {
    if (typeof callback !== 'function') return [callback, ...rest];
    const checked = function (this: unknown, ...args: readonly unknown[]): unknown {
      return truth(name, Reflect.apply(callback, this, args) as unknown);
    };
    return [checked, ...rest];
  };
}

function search(name: (typeof SEARCHES)[number]): Check {
  return (receiver, args) => {
    const [wanted] = args;
    // A record that is found is the one that is meant, though others may hold the same.
    const isFound = Array.isArray(receiver) && receiver.includes(wanted) && !isDomainValue(wanted);
    if (Array.isArray(receiver) && !isFound) for (const element of receiver) identity(name, element, wanted);
    sought(name, wanted);
    return args;
  };
}
