import { freezeCheckedGlobals } from '../truth/collections.ts';
import { refuseIdentity } from '../truth/methods.ts';
import { guardWriters } from './guard-writers.ts';
import { HermeticError } from './hermetic-error.ts';

const ERRORS = [
  ...[Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError],
];

/** What tools hang something of their own on: their members are no part of the language. */
const OPEN = new Set<unknown>(ERRORS);

/** Properties of `RegExp` itself in which the last match stays. */
const LAST_MATCH = [
  'input',
  '$_',
  'lastMatch',
  '$&',
  'lastParen',
  '$+',
  'leftContext',
  '$`',
  'rightContext',
  "$'",
];

let isDone = false;

/**
 * Makes what the language brings along constant in this process, so that no file can leave something there for another, and takes
 * away what depends on the language of the machine. To be called when all of the tool that this process needs is loaded.
 */
export function freezeBuiltins(): void {
  if (isDone) return;
  isDone = true;
  for (const name of [...LAST_MATCH, ...Array.from({ length: 9 }, (_, i) => `$${i + 1}`)]) {
    Reflect.deleteProperty(RegExp, name);
  }
  refuseLocales();
  for (const { prototype } of ERRORS) shadeable(prototype);
  guardWriters();
  refuseIdentity();
  // With what stands in place of others now.
  known = null;
  const { freeze } = Object;
  for (const each of builtins()) freeze(each);
  freezeCheckedGlobals();
}

/**
 * Has an object that instances get members of their own in place of, by assignment, such as the name of an error: what is frozen
 * would refuse that.
 */
function shadeable(prototype: object): void {
  for (const key of Reflect.ownKeys(prototype)) {
    const member = Reflect.getOwnPropertyDescriptor(prototype, key);
    const enumerable = member?.enumerable ?? false;
    const value: unknown = member?.value;
    const get = (): unknown => value;
    const set = function (this: object, own: unknown): void {
      if (this === prototype)
        throw new TypeError(`cannot assign to '${String(key)}' of a prototype of errors`);
      Object.defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true });
    };
    Object.defineProperty(prototype, key, { get, set, enumerable, configurable: true });
  }
}

let known: ReadonlySet<object> | null = null;

/** All objects that the language brings along, and that are the same for all files. */
export function builtins(): ReadonlySet<object> {
  known ??= reachableFrom(roots());
  return known;
}

// One of each kind of function.
function* oneByOne(): Generator<number> {
  yield 0;
}
async function later(): Promise<void> {
  await Promise.resolve();
}
async function* oneByOneLater(): AsyncGenerator<number> {
  yield await Promise.resolve(0);
}

function roots(): readonly unknown[] {
  const named = Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z]/.test(name));
  const ofLanguage = named.filter((name) => BUILTINS.has(name));
  return [
    ...ERRORS,
    ...ofLanguage.map((name): unknown => Reflect.get(globalThis, name)),
    // Not reachable by a name.
    ...[oneByOne, later, oneByOneLater].map((each) => Object.getPrototypeOf(each) as unknown),
    ...[[].values(), new Map().keys(), new Set().keys(), ''[Symbol.iterator](), 'a'.matchAll(/a/g)].map(
      (each) => Object.getPrototypeOf(each) as unknown,
    ),
    ...[parseInt, parseFloat, isNaN, isFinite, decodeURI, decodeURIComponent, encodeURI, encodeURIComponent],
  ];
}

const BUILTINS = new Set(
  [
    'Object Function Array Number Boolean String Symbol BigInt RegExp Promise Proxy Reflect JSON Math Iterator',
    'Map Set WeakMap WeakSet ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array',
    'Int32Array Uint32Array BigInt64Array BigUint64Array Float16Array Float32Array Float64Array',
    'TextEncoder TextDecoder',
  ].flatMap((names) => names.split(' ')),
);

function reachableFrom(values: readonly unknown[]): ReadonlySet<object> {
  const found = new Set<object>();
  const open = [...values];
  while (open.length > 0) {
    const value = open.pop();
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || found.has(value))
      continue;
    found.add(value);
    // What was put there since, such as a hook for stacks, is none of the language's.
    if (OPEN.has(value)) {
      open.push(Reflect.get(value, 'prototype'));
      continue;
    }
    for (const key of Reflect.ownKeys(value)) {
      const member = Reflect.getOwnPropertyDescriptor(value, key);
      open.push(member?.value, member?.get, member?.set);
    }
    open.push(Object.getPrototypeOf(value));
  }
  return found;
}

function refuseLocales(): void {
  const refuse = (holder: object, name: string): void => {
    const value = (): never => {
      const message = `${name} cannot be used in proofs and models: a verdict would depend on the language of the machine`;
      throw new HermeticError(message, 'Compare texts by < and >; write numbers by String.');
    };
    Object.defineProperty(holder, name, { value, writable: false, configurable: true });
  };
  for (const name of ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase'])
    refuse(String.prototype, name);
  for (const { prototype } of [Number, BigInt]) refuse(prototype, 'toLocaleString');
}
