import { types } from 'node:util';
import { isEnginePart } from '../../domain/engine-part.ts';
import { privateFieldsOf, readsPrivateFields } from '../../proof/private-fields.ts';
import { builtins } from './freeze-builtins.ts';
import { writesEnginePart } from './guard-writers.ts';
import { HermeticError } from './hermetic-error.ts';

/** The loading of one file. */
export interface Loading {
  isOver: boolean;
  /** Reads variables of the file, and of functions that were called while it was loaded. */
  readonly held: (() => unknown)[];
}

const HINT = 'Make it inside the body or the operation, or declare it in the state of the model.';

/** Methods that change what no freezing reaches. */
const CHANGING: readonly (readonly [is: (value: unknown) => boolean, names: readonly string[]])[] = [
  [types.isMap, ['set', 'delete', 'clear']],
  [types.isSet, ['add', 'delete', 'clear']],
  [types.isWeakMap, ['set', 'delete']],
  [types.isWeakSet, ['add', 'delete']],
  [isIterator, ['next', 'return', 'throw']],
  [types.isTypedArray, ['set', 'fill', 'copyWithin', 'reverse', 'sort', 'subarray']],
  [types.isAnyArrayBuffer, ['slice', 'resize', 'transfer']],
  [types.isDataView, Object.getOwnPropertyNames(DataView.prototype).filter((name) => name.startsWith('set'))],
];

/** Whether something is an iterator of the language, a generator included: it knows how far it has come. */
function isIterator(value: unknown): boolean {
  for (
    let at: unknown = value;
    typeof at === 'object' && at !== null;
    at = Object.getPrototypeOf(at) as unknown
  ) {
    if (at === ITERATOR) return true;
  }
  return false;
}

/** What all iterators of the language are made after. */
const ITERATOR: unknown = Object.getPrototypeOf(Object.getPrototypeOf([].values()));

/** Makes what is made while files are loaded constant when its file is loaded, and refuses later writes to it. */
export class Constants {
  /** Of the file that is being loaded; `null` where none is. */
  loading: Loading | null = null;
  readonly #constants = new WeakSet();

  /** Runs a file; what is then made is constant. */
  load(loading: Loading, run: () => void): void {
    const outer = this.loading;
    this.loading = loading;
    try {
      run();
    } finally {
      this.loading = outer;
      loading.isOver = true;
    }
    for (const read of loading.held) this.#keepVariable(read);
    loading.held.length = 0;
  }

  /** Called by rewritten code: variables whose values the file, or what it made, holds. */
  hold(variables: readonly (() => unknown)[]): void {
    this.loading?.held.push(...variables);
  }

  /** Called by rewritten code: something that only what the language makes of it will hold. */
  made<T>(value: T): T {
    this.loading?.held.push(() => value);
    return value;
  }

  /** Called by rewritten code: how to read the private fields of instances of a class, and of the class itself. */
  readonly privates = readsPrivateFields;

  /** Called by rewritten code before a function writes to a variable from outside of it. */
  write(born: Loading | null, name: string): void {
    if (born?.isOver !== true) return;
    throw new HermeticError(
      `the variable '${name}' is written after its file was loaded: it would differ from run to run`,
      HINT,
    );
  }

  /** Called by rewritten code before a member of an object is written. */
  object<T>(value: T): T {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
    if (this.#constants.has(value) || builtins().has(value)) throw changed();
    if (isEnginePart(value)) throw writesEnginePart();
    return value;
  }

  /** Makes a value, and all that it holds, constant. */
  keep(root: unknown): void {
    const open = [root];
    while (open.length > 0) {
      const value = open.pop();
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null) continue;
      if (this.#constants.has(value) || builtins().has(value) || types.isModuleNamespaceObject(value))
        continue;
      if (types.isAnyArrayBuffer(value)) throw keptBuffer();
      this.#constants.add(value);
      open.push(...this.#membersOf(value));
      freeze(value);
    }
  }

  #keepVariable(read: () => unknown): void {
    let value: unknown;
    try {
      value = read();
    } catch {
      // It has no value yet: loading was cut short.
      return;
    }
    this.keep(value);
  }

  #membersOf(value: object): unknown[] {
    const members: unknown[] = [
      Object.getPrototypeOf(value),
      ...privateFieldsOf(value).map(([, one]) => one),
    ];
    if (types.isMap(value)) members.push(...value.keys(), ...value.values());
    if (types.isSet(value)) members.push(...value);
    // Elements of numbers hold nothing.
    if (types.isTypedArray(value)) return members;
    for (const key of Reflect.ownKeys(value)) {
      const member = Reflect.getOwnPropertyDescriptor(value, key);
      members.push(member?.value, member?.get, member?.set);
    }
    return members;
  }
}

// Of the checker's own objects, later, these refuse all.
const { defineProperty, preventExtensions, freeze: freezeObject } = Object;

function freeze(value: object): void {
  // What it shows could be written through another view.
  if (ArrayBuffer.isView(value)) {
    const get = (): never => {
      throw changed();
    };
    defineProperty(value, 'buffer', { get });
  }
  for (const [is, names] of CHANGING) {
    if (!is(value)) continue;
    for (const name of names) {
      defineProperty(value, name, {
        value: () => {
          throw changed();
        },
      });
    }
  }
  if (types.isTypedArray(value)) preventExtensions(value);
  else freezeObject(value);
}

function keptBuffer(): HermeticError {
  return new HermeticError(
    'an ArrayBuffer is made while the file is loaded, and anything may be written into it later',
    'Keep a typed array of its content, which is constant; or make the buffer inside the body or the operation.',
  );
}

function changed(): HermeticError {
  return new HermeticError(
    'an object that was made before the run, or is a built-in of JavaScript, was changed: runs would differ',
    HINT,
  );
}
