/** The types of values; those of references are `externref` as well where they are not to functions. */
export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128' | 'funcref' | 'externref';

/** The signature of a function. */
export interface Signature {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** A constant that a global starts with, or an offset. */
export type Initial =
  | { readonly kind: 'const'; readonly type: ValueType; readonly value: bigint }
  | { readonly kind: 'global'; readonly index: number }
  /** A function of the module, or none. */
  | { readonly kind: 'function'; readonly index: number | null };

export interface GlobalType {
  readonly type: ValueType;
  readonly isMutable: boolean;
}

/** Least and greatest size, in pages or elements. */
export interface Limits {
  readonly min: bigint;
  readonly max: bigint | null;
  readonly is64: boolean;
}

/** What a module imports. */
export interface Import {
  readonly module: string;
  readonly name: string;
  readonly kind: 'function' | 'table' | 'memory' | 'global' | 'tag';
  /** The signature of a function; `null` of anything else. */
  readonly signature: Signature | null;
}

/** Bytes of the initial memory; `offset` is `null` for those that only `memory.init` copies. */
export interface DataSegment {
  readonly offset: Initial | null;
  readonly bytes: Uint8Array;
}

/** Functions of the initial table; `null` for no function. `offset` is `null` where they are in no table at first. */
export interface ElementSegment {
  readonly table: number;
  readonly offset: Initial | null;
  readonly functions: readonly (number | null)[];
}

/** A function of the module: an import, or a body that is decoded when it is first called. */
export interface FunctionBody {
  readonly name: string;
  readonly signature: Signature;
  /** Offset of the body's first byte, its local declarations, in the file. */
  readonly start: number;
  readonly end: number;
}
