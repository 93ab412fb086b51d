import type { Domain } from '../domain/domain.ts';
import { MisuseError } from '../domain/misuse.ts';
import type { Width } from '../domain/width.ts';
import type { Bool, BoolOperand, Word } from '../domain/word.ts';
import type { ObservedMemory } from '../memory/observed-memory.ts';
import type { WordRange } from './context.ts';
import {
  isBool,
  isWord,
  type Schema,
  type StateField,
  type StateOf,
  type StateRecord,
} from './state-schema.ts';

/**
 * Narrower values of a field: a range, one truth value, the value of a field declared before it (`same`), or of a field of the
 * part that its part belongs to (`sameInOwner`).
 */
export type Narrowing<F extends StateField> =
  | (F extends { kind: 'bool' } ? boolean : never)
  | (F extends { kind: 'word' } ? WordRange & { readonly powerOfTwo?: true } : never)
  | { readonly same: string }
  | { readonly sameInOwner: string };

/** A subset of the states of a schema: `fields` narrows values, `holds` is a condition on the state and memory. */
export interface Phase<S extends Schema, Owner = never> {
  readonly fields?: { readonly [K in keyof S]?: Narrowing<S[K]> };
  readonly holds?: Condition<S, Owner>;
}

/** A condition on a state and memory, and on the state of the owner where the part belongs to another one. */
export type Condition<S extends Schema, Owner = never> = (
  state: StateOf<S>,
  memory: ObservedMemory,
  domain: Domain,
  owner: Owner,
) => BoolOperand;

/** Operations of a part. Each takes an instance as its first argument, before its own. */
export type OperationsOn<I, Ops> = {
  readonly [K in keyof Ops]: NonNullable<Ops[K]> extends (...args: infer A) => infer R
    ? (instance: I, ...args: A) => R
    : never;
};

/**
 * A part of a model that has state: a queue, a walk along a chain, an iterator. V is the view of its state that the interface
 * has, Ops are its operations.
 */
export interface PartSpec<S extends Schema, I extends StateOf<S>, V, Ops, Owner = never> {
  /** All that it remembers between two operations. */
  readonly state: S;
  /** A condition that holds after every operation, with any arguments, whether it succeeds or fails. None by default. */
  readonly invariant?: Condition<S, Owner>;
  /** By name; the interface says which names it asks for, such as `active`. */
  readonly phases?: Readonly<Record<string, Phase<S, Owner>>>;
  /**
   * Makes an instance in a state. It lives for one operation; then the fields that the schema names are read back, and
   * nothing else survives.
   */
  readonly instance: (domain: Domain, state: StateOf<S>) => I;
  /** The state under the names of the interface, for properties to read. Private fields are left out. */
  readonly view: (state: StateOf<S>, domain: Domain) => V;
  /** Leave out optional operations that the implementation does not have. */
  readonly operations: OperationsOn<I, Ops>;
  /** Names of properties that are no fields, and that `instance` and `operations` carry over between themselves. */
  readonly kept?: readonly string[];
}

/** A phase of any schema. */
export interface AnyPhase {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly holds: (
    state: StateRecord,
    memory: ObservedMemory,
    domain: Domain,
    owner: StateRecord | undefined,
  ) => BoolOperand;
}

/** A part with any schema and instances. Made by `partOf`. */
export interface Part<V, Ops> {
  readonly fields: Schema;
  readonly phases: Readonly<Record<string, AnyPhase>>;
  readonly operations: Readonly<Record<string, (instance: object, ...args: readonly unknown[]) => unknown>>;
  readonly invariant: AnyPhase['holds'];
  readonly instance: (domain: Domain, state: StateRecord) => object;
  readonly view: (state: StateRecord, domain: Domain) => V;
  readonly kept: readonly string[];
  /** Types alone: the operations that it has. */
  readonly has?: Ops;
}

/**
 * Declares parts of one kind: `partOf<View, Operations>()({ state, instance, view, operations })`. Where a part belongs to
 * another, as an iterator belongs to its queue, Owner is the type of the owner's instances.
 */
export function partOf<V, Ops, Owner = never>() {
  return <const S extends Schema, I extends StateOf<S>>(
    spec: PartSpec<S, I, V, Ops, Owner>,
  ): Part<V, Ops> => {
    const { state, invariant, phases = {}, instance, view, operations, kept = [] } = spec;
    // States are made only from the schema and instances only by `instance`, so that arguments have the types that they have
    // here.
    const holds = Object.entries(phases).map(([name, phase]) => [
      name,
      { fields: phase.fields ?? {}, holds: phase.holds ?? (() => true) } as unknown as AnyPhase,
    ]);
    return Object.freeze({
      fields: Object.freeze({ ...state }),
      phases: Object.freeze(Object.fromEntries(holds) as Record<string, AnyPhase>),
      operations: Object.freeze({ ...operations }) as unknown as Part<V, Ops>['operations'],
      invariant: (invariant ?? (() => true)) as unknown as AnyPhase['holds'],
      instance: instance as unknown as Part<V, Ops>['instance'],
      view: view as unknown as Part<V, Ops>['view'],
      kept: Object.freeze([...kept]),
    });
  };
}

/** The state that an instance is in. Throws a `MisuseError` if a field is missing or is not a value of its kind. */
export function readState(fields: Schema, instance: object, what: string): StateRecord {
  const read = Object.entries(fields).map(([name, field]): [string, Word<Width> | Bool] => {
    const value: unknown = Reflect.get(instance, name);
    const fault = faultOf(field, value);
    if (fault === undefined && (isWord(value) || isBool(value))) return [name, value];
    throw new MisuseError(
      `the field '${name}' of ${what} ${fault}`,
      'Every instance needs each field of the schema as a property of that name, also one that make or an operation returns.',
    );
  });
  return Object.freeze(Object.fromEntries(read));
}

function faultOf(field: StateField, value: unknown): string | undefined {
  if (value === undefined) return 'is missing';
  if (field.kind === 'bool') return isBool(value) ? undefined : 'is not a Boolean of the domain';
  if (!isWord(value)) return 'is not a word of the domain';
  const width: number = value.width;
  return width === field.width ? undefined : `has ${width} bits; its schema says ${field.width}`;
}

/** Nesting beyond which the contents of lists and records are not compared. */
const DEEPEST = 6;

/**
 * What an instance holds that its schema does not declare, by path (`pending[0]`, `cache.size`): words, Booleans and plain values,
 * also those in lists, plain records, maps and sets. Instances of other classes count by identity. `kept`: names of properties
 * that the part carries over itself.
 */
export function undeclaredOf(
  fields: Schema,
  instance: object,
  kept: readonly string[] = [],
): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const visit = (path: string, value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || isWord(value) || isBool(value)) {
      if (typeof value !== 'function') found.set(path, value);
      return;
    }
    const inside = depth < DEEPEST ? contentsOf(value) : undefined;
    if (inside === undefined) return;
    // An empty list that was filled, or the other way round, differs even if nothing else does.
    found.set(`${path}.length`, inside.length);
    for (const [key, one] of inside) visit(`${path}${key}`, one, depth + 1);
  };
  for (const [name, value] of Object.entries(instance)) {
    if (!Object.hasOwn(fields, name) && !kept.includes(name)) visit(name, value, 0);
  }
  return found;
}

/** What a list, plain record, map or set holds, by key; `undefined` of any other object. */
function contentsOf(value: object): readonly (readonly [key: string, value: unknown])[] | undefined {
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return Object.entries(value).map(([key, one]) => [`[${key}]`, one]);
  if (value instanceof Map)
    return [...value].flatMap(([key, one], i) => [
      [`[${i}].key`, key] as const,
      [`[${i}].value`, one] as const,
    ]);
  if (value instanceof Set) return [...value].map((one, i) => [`[${i}]`, one]);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  return Object.entries(value).map(([key, one]) => [`.${key}`, one]);
}

/**
 * Throws a `MisuseError` where an operation changed what the schema does not declare: it would be forgotten, and verdicts would
 * be about another implementation.
 */
export function checkUndeclared(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
  what: string,
): void {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const changed = names.find(
    (name) => before.has(name) !== after.has(name) || before.get(name) !== after.get(name),
  );
  if (changed === undefined) return;
  throw new MisuseError(
    `the property '${changed.replace(/\.length$/, '')}' of ${what} has changed, and the schema does not declare it`,
    'Declare it in the state of the part: what is not declared is forgotten when an operation returns.',
  );
}
