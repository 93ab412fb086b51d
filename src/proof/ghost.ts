import type { Integer } from '../domain/integer.ts';
import type { Bool, U16 } from '../domain/word.ts';
import type { ProofContext } from './context.ts';
import type { GhostValue } from './ghost-value.ts';
import { hostOf } from './run-host.ts';
import { u16 } from './state-schema.ts';

/** A value of the proof alone, which no implementation has: declared with `ghost`. */
export interface GhostField<K extends GhostKind = GhostKind> {
  readonly kind: K;
}

export type GhostKind = 'count' | 'flag' | 'index' | 'any' | 'each';

/**
 * Kinds of ghost values. A set of heads is followed by one head that is arbitrary and stays (`any`), with a count or a flag
 * of what happened to that head: what holds of an arbitrary one holds of each, and no array has to be asked about.
 */
export const ghost = {
  /** An unbounded integer: how often something happened. */
  count: (): GhostField<'count'> => ({ kind: 'count' }),
  /** Whether something is so. */
  flag: (): GhostField<'flag'> => ({ kind: 'flag' }),
  /** An index or a head that operations change. */
  index: (): GhostField<'index'> => ({ kind: 'index' }),
  /** A head or an index that is arbitrary and never changes. */
  any: (): GhostField<'any'> => ({ kind: 'any' }),
  /**
   * An index that is arbitrary and never changes, and that no ghost value depends on: conditions hold of each, so they may be
   * assumed of several, as `instances` of the invariant names them.
   */
  each: (): GhostField<'each'> => ({ kind: 'each' }),
} as const;

/** Ghost values by name. */
export type GhostSchema = Readonly<Record<string, GhostField>>;

type ValueOf<F> = F extends GhostField<infer K> ? ValueOfKind<K> : never;
type ValueOfKind<K extends GhostKind> = K extends 'count' ? Integer : K extends 'flag' ? Bool : U16;
type OperandOf<F> = F extends GhostField<infer K> ? OperandOfKind<K> : never;
type OperandOfKind<K extends GhostKind> = K extends 'count'
  ? number
  : K extends 'flag'
    ? Bool | boolean
    : U16 | number;

/** The ghost values of one moment. */
export type GhostOf<G extends GhostSchema> = { readonly [K in keyof G]: ValueOf<G[K]> };

/** Names of the ghost values that operations may change. */
export type Changing<G extends GhostSchema> = {
  [K in keyof G]: G[K] extends GhostField<'any' | 'each'> ? never : K;
}[keyof G];

/** Those that other ghost values may depend on. */
export type Followed<G extends GhostSchema> = {
  readonly [K in keyof G as G[K] extends GhostField<'each'> ? never : K]: G[K];
};

/** Values for those that conditions hold of each. */
export type InstanceOf<G extends GhostSchema> = {
  readonly [K in keyof G as G[K] extends GhostField<'each'> ? K : never]?: U16;
};

/** Whether operations never change a ghost value of this kind. */
export function isFixed(kind: GhostKind): boolean {
  return kind === 'any' || kind === 'each';
}

/** The ghost values without those that no other may depend on. */
export function followed<G extends GhostSchema>(schema: G, values: GhostOf<G>): GhostOf<Followed<G>> {
  const kept = Object.entries(values).filter(([name]) => schema[name]?.kind !== 'each');
  // What is left out is what the type leaves out.
  return Object.fromEntries(kept) as GhostOf<Followed<G>>;
}

/** What ghost values begin with. */
export type InitialGhost<G extends GhostSchema> = { readonly [K in Changing<G>]: OperandOf<G[K]> };

/** Arbitrary values of all ghosts: inputs `ghost.name`. */
export function anyGhost<G extends GhostSchema>(p: ProofContext, schema: G): GhostOf<G> {
  const values = Object.entries(schema).map(([name, { kind }]) => [name, anyValue(p, name, kind)] as const);
  // Each name has a value of its own kind.
  return Object.fromEntries(values) as GhostOf<G>;
}

/** What ghosts begin with; those that never change are arbitrary. */
export function initialGhost<G extends GhostSchema>(p: ProofContext, schema: G, initial: object): GhostOf<G> {
  const values = Object.entries(schema).map(
    ([name, { kind }]) =>
      [
        name,
        isFixed(kind) ? anyValue(p, name, kind) : firstValue(p, name, kind, Reflect.get(initial, name)),
      ] as const,
  );
  // As above.
  return Object.fromEntries(values) as GhostOf<G>;
}

/** Whether a ghost value is another one now. */
export function differs(before: GhostValue, after: GhostValue): Bool {
  if ('plus' in before && 'plus' in after) return before.ne(after);
  if ('iff' in before && 'iff' in after) return before.iff(after).not();
  if ('width' in before && 'width' in after) return before.ne(after);
  throw new TypeError('a ghost value was replaced by one of another kind');
}

function anyValue(p: ProofContext, name: string, kind: GhostKind): GhostValue {
  switch (kind) {
    case 'count':
      return p.any.integer(`ghost.${name}`);
    case 'flag':
      return hostOf(p).stateBool(`ghost.${name}`, UNPROBED);
    case 'index':
    case 'any':
    case 'each':
      return anyIndex(p, `ghost.${name}`);
  }
}

/** That a value takes all that it could is not asked: an invariant, or the assumptions about an operation, may leave it fewer. */
const UNPROBED = { isProbed: false, field: 'own' } as const;

function anyIndex(p: ProofContext, name: string): U16 {
  const field = u16();
  const value = hostOf(p).stateWord(name, field, UNPROBED);
  // A field of 16 bits has words of 16 bits.
  return value as U16;
}

function firstValue(p: ProofContext, name: string, kind: GhostKind, value: unknown): GhostValue {
  if (kind === 'count' && typeof value === 'number')
    return p.any.integer(`ghost.${name}`, { min: value, max: value });
  if (typeof value === 'boolean') return p.domain.bool(value);
  if (typeof value === 'number') return p.domain.u16(value);
  // The types of an invariant allow no other value; that it fits shows where it is used.
  return value as GhostValue;
}
