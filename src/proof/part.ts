import type { Domain } from '../domain/domain.ts';
import { MisuseError } from '../domain/misuse.ts';
import type { BoolOperand } from '../domain/word.ts';
import type { ObservedMemory } from '../memory/observed-memory.ts';
import type { WordRange } from './context.ts';
import {
  isBool,
  isTable,
  isWord,
  type Schema,
  type StateField,
  type StateOf,
  type StateRecord,
  type StateValue,
} from './state-schema.ts';
import { checkCounts } from './table-lengths.ts';

/**
 * Narrower values of a field: a range, one truth value, the value of a field declared before it (`same`), or of a field of the
 * part that its part belongs to (`sameInOwner`).
 */
export type Narrowing<F extends StateField> =
  | (F extends { kind: 'bool' } ? boolean : never)
  | (F extends { kind: 'word' } ? WordRange & { readonly powerOfTwo?: true } : never)
  | { readonly same: string }
  | { readonly sameInOwner: string };

/**
 * A subset of the states of a schema: `fields` narrows values, `holds` is a condition on the state and memory, and so is `premise`. Of
 * that, the operation that establishes the phase need not see to: where it held before, it has to hold then. All else is the same.
 */
export interface Phase<S extends Schema, Owner = never> {
  readonly fields?: { readonly [K in keyof S]?: Narrowing<S[K]> };
  readonly holds?: Condition<S, Owner>;
  readonly premise?: Condition<S, Owner>;
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
  /** As a phase has it; nothing by default. */
  readonly premise?: AnyPhase['holds'];
}

/** A part with any schema and instances. Made by `partOf`. */
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
 * Declares parts of one kind: `partOf<View, Operations>()({ state, instance, view, operations })`. Where a part belongs to
 * another, as an iterator belongs to its queue, Owner is the type of the owner's instances.
 */
export function partOf<V, Ops, Owner = never>() {
  return <const S extends Schema, I extends StateOf<S>>(
    spec: PartSpec<S, I, V, Ops, Owner>,
  ): Part<V, Ops> => {
    const { state, invariant, phases = {}, instance, view, operations } = spec;
    checkCounts(state);
    const part = {
      fields: Object.freeze({ ...state }),
      phases: Object.freeze(
        Object.fromEntries(
          Object.entries(phases).map(([name, { fields = {}, holds = () => true, premise }]) => [
            name,
            { fields, holds, ...(premise !== undefined && { premise }) },
          ]),
        ),
      ),
      operations: Object.freeze({ ...operations }),
      invariant: invariant ?? (() => true),
      instance,
      view,
    };
    // States are made only from the schema and instances only by `instance`, so that arguments have the types of this schema.
    return Object.freeze(part as unknown as Part<V, Ops>);
  };
}

/** The state that an instance is in. Throws a `MisuseError` if a field is missing or is not a value of its kind. */
export function readState(fields: Schema, instance: object, what: string): StateRecord {
  const read = Object.entries(fields).map(([name, field]): [string, StateValue] => {
    const value: unknown = Reflect.get(instance, name);
    const fault = faultOf(field, value);
    if (fault === undefined && (isWord(value) || isBool(value) || isTable(value))) return [name, value];
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
  if (field.kind === 'table' && !isTable(value)) return 'is not a table of the domain';
  if (!isWord(value) && !isTable(value)) return 'is not a word of the domain';
  if (field.kind === 'word' && !isWord(value)) return 'is not a word of the domain';
  const width: number = value.width;
  return width === field.width ? undefined : `has ${width} bits; its schema says ${field.width}`;
}
