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

/** Narrower values of a field: a range, one value, or the value of a field declared before it or of the part that it belongs to. */
export type Narrowing<F extends StateField> =
  | (F extends { kind: 'bool' } ? boolean : never)
  | (F extends { kind: 'word' } ? WordRange & { readonly powerOfTwo?: true } : never)
  | { readonly same: string }
  | { readonly sameInOwner: string };

/** Some of the states of a schema: those in which fields have narrower values, and in which something holds. */
export interface Phase<S extends Schema, Owner = never> {
  readonly fields?: { readonly [K in keyof S]?: Narrowing<S[K]> };
  readonly holds?: Condition<S, Owner>;
}

/** What holds of a state and memory; of a part that belongs to another, of the state of that, too. */
export type Condition<S extends Schema, Owner = never> = (
  state: StateOf<S>,
  memory: ObservedMemory,
  domain: Domain,
  owner: Owner,
) => BoolOperand;

/** Operations of a part, each with an instance of it in front of its own arguments. */
export type OperationsOn<I, Ops> = {
  readonly [K in keyof Ops]: NonNullable<Ops[K]> extends (...args: infer A) => infer R
    ? (instance: I, ...args: A) => R
    : never;
};

/**
 * A part of a model that remembers something: a queue, a walk along a chain, an iterator. V is what the interface knows of
 * its state, Ops its operations.
 */
export interface PartSpec<S extends Schema, I extends StateOf<S>, V, Ops, Owner = never> {
  /** All that it remembers between two operations. */
  readonly state: S;
  /** What holds of the state after every operation, whatever it was called with; of any state where left out. */
  readonly invariant?: Condition<S, Owner>;
  /** By the names that its interface has for them. */
  readonly phases?: Readonly<Record<string, Phase<S, Owner>>>;
  /** An instance in a state. It lives for one operation: then its fields of the schema's names are read back, and no other. */
  readonly instance: (domain: Domain, state: StateOf<S>) => I;
  readonly view: (state: StateOf<S>, domain: Domain) => V;
  readonly operations: OperationsOn<I, Ops>;
}

/** A phase, whatever its schema. */
export interface AnyPhase {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly holds: (
    state: StateRecord,
    memory: ObservedMemory,
    domain: Domain,
    owner: StateRecord | undefined,
  ) => BoolOperand;
}

/** A part, whatever it is made of. Made by `partOf`. */
export interface Part<V, Ops> {
  readonly fields: Schema;
  readonly phases: Readonly<Record<string, AnyPhase>>;
  readonly operations: Readonly<Record<string, (instance: object, ...args: readonly unknown[]) => unknown>>;
  readonly invariant: AnyPhase['holds'];
  readonly instance: (domain: Domain, state: StateRecord) => object;
  readonly view: (state: StateRecord, domain: Domain) => V;
  /** Types alone: the operations that it has. */
  readonly has?: Ops;
}

/**
 * Declares parts of one kind: `partOf<View, Operations>()({ state, instance, view, operations })`. Of parts that belong to
 * another, such as an iterator to its queue, Owner is what an instance of that has.
 */
export function partOf<V, Ops, Owner = never>() {
  return <const S extends Schema, I extends StateOf<S>>(
    spec: PartSpec<S, I, V, Ops, Owner>,
  ): Part<V, Ops> => {
    const { state, invariant, phases = {}, instance, view, operations } = spec;
    // Whoever holds a part makes states by its schema alone, and instances by `instance` alone: what goes in has the types
    // that it had here.
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
    });
  };
}

/** The state that an instance is in. Throws a `MisuseError` for what is no value of a field. */
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
  if (field.kind === 'bool') return isBool(value) ? undefined : 'is no truth value of the domain';
  if (!isWord(value)) return 'is no word of the domain';
  const width: number = value.width;
  return width === field.width ? undefined : `has ${width} bits where its schema says ${field.width}`;
}
