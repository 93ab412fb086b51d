import { isEnginePart } from '../../domain/engine-part.ts';
import { HermeticError } from './hermetic-error.ts';

const HINT = 'Make it inside the body or the operation, or declare it in the state of the model.';

/** The error for a member of the checker's that code of proofs and models writes. */
export function writesEnginePart(): HermeticError {
  return new HermeticError("a member of one of the checker's objects is written", HINT);
}

/** Functions of the language that write to the object that they are given first. */
const WRITERS: readonly (readonly [holder: object, names: readonly string[]])[] = [
  [
    Object,
    ['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf', 'freeze', 'seal', 'preventExtensions'],
  ],
  [Reflect, ['set', 'defineProperty', 'setPrototypeOf', 'deleteProperty', 'preventExtensions']],
  [Error, ['captureStackTrace']],
];

/** Methods of every object that write to it. */
const OWN_WRITERS = ['__defineGetter__', '__defineSetter__'];

type Work = (this: unknown, ...args: readonly unknown[]) => unknown;

/** From here on, these functions refuse the checker's objects in this process: proofs could leave something there for others. */
export function guardWriters(): void {
  const { defineProperty } = Object;
  const guard = (
    holder: object,
    name: string,
    isRefused: (of: unknown, args: readonly unknown[]) => boolean,
  ) => {
    // A function of JavaScript's own, which takes what it is given.
    const work = Reflect.get(holder, name) as Work;
    const value = function (this: unknown, ...args: readonly unknown[]): unknown {
      if (isRefused(this, args)) throw writesEnginePart();
      return Reflect.apply(work, this, args);
    };
    defineProperty(value, 'name', { value: name });
    defineProperty(holder, name, { value, writable: true, configurable: true });
  };
  for (const [holder, names] of WRITERS)
    // Reflect.set writes to its fourth argument.
    for (const name of names) guard(holder, name, (_, args) => isOurs(args[0]) || isOurs(args[3]));
  for (const name of OWN_WRITERS) guard(Object.prototype, name, (of) => isOurs(of));
}

function isOurs(value: unknown): boolean {
  return (typeof value === 'object' || typeof value === 'function') && value !== null && isEnginePart(value);
}
